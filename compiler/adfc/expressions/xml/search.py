"""XPath 1.0 over a document: lxml searches, the nodes are ours."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from adfc.expressions.texts import float_text
from adfc.expressions.xml.fragment import Scope, declared, write_fragment
from adfc.expressions.xml.nodes import BadXml, Element, Node, Other
from adfc.expressions.xml.writer import write_xml

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<function>[^\W\d][\w.-]*\s*(?=\())"""
    r"""|(?P<step>(?:[\w.-]+\s*::\s*)?(?:@\s*)?(?:[^\W\d][\w.-]*(?::[\w*][\w.-]*)?|\*|\.\.?)|@)"""
    r"""|(?P<other>//|::|!=|<=|>=|[/()\[\],|+=<>$*-]))"""
)
_AS_STRING = re.compile(r"\s*string\s*\((.*)\)\s*", re.DOTALL)
_OPERATORS = {"and", "or", "mod", "div", "*"}
_NODE_TYPES = {"text", "node", "comment", "processing-instruction"}
_ENDS_OPERAND = {")", "]"}


class Unsupported(BadXml):
    """What XPath finds, and the engine does not give."""


def search(nodes: list[Node], expression: str) -> Any:
    """What an expression gives: a bool, a float, a str, or a list of `Element` (as text of XML) and str.

    Elements come as `Fragment`, attributes as `name="value"`, text as it is.

    Raises:
        BadXml: the expression is none, or gives what the engine does not take.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 (few expressions need it)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
    tree = etree.ElementTree(etree.fromstring(write_xml(_data(nodes)).encode(), parser))
    try:
        found = _found(tree, expression)
        has_document = isinstance(found, list) and tree.xpath(f"boolean(({rooted(expression)})[not(parent::node())])")
    except etree.XPathError as error:
        raise BadXml(f'"{expression}" is no expression of XPath 1.0: {error}') from error
    if not isinstance(found, list):
        return str(found) if isinstance(found, str) else found
    ours = dict(zip(tree.iter(etree.Element), _elements(nodes, {}), strict=True))
    document = [Fragment(write_fragment(nodes, {}))] if has_document else []
    return document + [_result(one, ours) for one in found]


def _found(tree: Any, expression: str) -> Any:
    """What lxml finds; a number that becomes text is written as .NET does."""
    inner = _AS_STRING.fullmatch(expression)
    if inner:
        with suppress(Exception):  # what stands in the brackets may be half an expression
            number = tree.xpath(rooted(inner[1]))
            if isinstance(number, float):
                return float_text(number)
    return tree.xpath(rooted(expression))


class Fragment(str):
    """An element that was found, as text of XML."""

    __slots__ = ()


def _data(nodes: list[Node]) -> list[Node]:
    """The nodes that XPath sees."""
    return [node for node in nodes if not isinstance(node, Other) or node.kind in {"comment", "instruction"}]


def _elements(nodes: list[Node], scope: Scope) -> Iterator[tuple[Element, Scope]]:
    """All elements in the order of the document, each with the namespaces around it."""
    for node in nodes:
        if isinstance(node, Element):
            yield node, scope
            yield from _elements(node.children, {**scope, **declared(node)})


def _result(one: Any, ours: dict[Any, tuple[Element, Scope]]) -> str:
    if isinstance(one, str):
        return _string_result(one, ours)
    if one not in ours:
        raise Unsupported("the engine gives no comments, instructions and namespaces")
    element, scope = ours[one]
    return Fragment(write_fragment([element], scope))


def _string_result(one: Any, ours: dict[Any, tuple[Element, Scope]]) -> str:
    if not one.is_attribute:
        return str(one)
    element = ours[one.getparent()][0]
    local = one.attrname.rpartition("}")[2]
    name = next(key for key in element.attributes if key.rpartition(":")[2] == local)
    return f'{name}="{one}"'


def rooted(expression: str) -> str:
    """The expression with each path outside brackets starting at the document, where the engine stands.

    lxml stands at the root element. There, the position is 1 of 1.
    """
    parts: list[str] = []
    depth, before, at = 0, "", 0
    while at < len(expression) and (token := _TOKEN.match(expression, at)):
        text = token[0].strip()
        parts.append(_rooted_token(token, text, before) if depth == 0 else token[0])
        depth += {"[": 1, "]": -1}.get(text, 0)
        before, at = text, token.end()
    rest = "".join(parts) + expression[at:]
    return re.sub(r"(?<![\w-])(?:last|position)\s*\(\s*\)", "1", rest) if "[" not in rest else rest


def _rooted_token(token: re.Match[str], text: str, before: str) -> str:
    is_step = token["step"] or (token["function"] and text in _NODE_TYPES)
    follows_path = before in {"/", "//", "::", "@", "$"} or before.endswith("::")
    is_operator = text in _OPERATORS and bool(before) and _is_operand(before)
    return f"/{text}" if is_step and not follows_path and not is_operator else token[0]


def _is_operand(token: str) -> bool:
    """Whether an operator may follow this token."""
    return token in _ENDS_OPERAND or bool(re.fullmatch(r"[\w.*:\"'@-].*", token, re.DOTALL))
