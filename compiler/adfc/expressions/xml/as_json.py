"""Between XML and JSON, by the rules of Newtonsoft.Json's `XmlNodeConverter`."""

import re
from collections.abc import Iterable, Iterator

from adfc.expressions.texts import float_text
from adfc.expressions.values import Value
from adfc.expressions.xml.nodes import BadXml, Element, Node, Other, Text

_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_START = re.compile(r"[^\w_:]|[0-9]|[\u00b7\u0300-\u036f]")
_NO_LETTER = re.compile(r"[^\w.\-:\u00b7]")
COMMENT = "#comment"
"""One comment is forgotten; of several, Newtonsoft.Json leaves an empty array."""
ARRAY = "json:Array"
NEWTONSOFT = "http://james.newtonking.com/projects/json"


def json_of(nodes: Iterable[Node]) -> Value:
    """A document as an object: attributes are `@name`, text is `#text`, several elements of a name are an array."""
    return _grouped(nodes)


def _grouped(nodes: Iterable[Node]) -> dict[str, Value]:
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(_name(node), []).append(node)
    return {name: _one_or_all(group) for name, group in groups.items() if name != COMMENT or len(group) > 1}


def _one_or_all(group: list[Node]) -> Value:
    first = group[0]
    if len(group) == 1 and not (isinstance(first, Element) and first.attributes.get(ARRAY) == "true"):
        return _value(first)
    return [] if _name(first) == COMMENT else [_value(node) for node in group]


def _name(node: Node) -> str:
    if isinstance(node, Element):
        return _ENCODED.sub(lambda found: chr(int(found[1], 16)), node.name)
    if isinstance(node, Text):
        return "#cdata-section" if node.is_cdata else "#text"
    names = {"instruction": f"?{node.name}", "declaration": "?xml", "comment": COMMENT, "doctype": "!DOCTYPE"}
    return names[node.kind]


def _value(node: Node) -> Value:
    if isinstance(node, Element):
        return _element_value(node)
    if isinstance(node, Text):
        return node.value
    if node.kind == "doctype":
        return {"@name": node.name, **{f"@{name}": one for name, one in node.attributes.items()}}
    return {f"@{name}": one for name, one in node.attributes.items()} if node.kind == "declaration" else node.value


def _element_value(node: Element) -> Value:
    attributes: dict[str, Value] = {
        f"@{name}": value for name, value in node.attributes.items() if name != ARRAY and value != NEWTONSOFT
    }
    if not attributes and not node.children:
        return None if node.is_short else ""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Text) and not only.is_cdata and not only.value.strip():
        return {**attributes} or ""
    if isinstance(only, Text) and not only.is_cdata and not attributes:
        return only.value
    return {**attributes, **_grouped(node.children)}


def xml_of(value: dict[str, Value]) -> list[Node]:
    """The document that an object stands for, by the same rules backwards.

    Raises:
        BadXml: it has several elements at the top, or a name or value that XML has no place for.
    """
    nodes = [node for name, one in value.items() for node in _nodes(name, one)]
    elements = sum(isinstance(node, Element) for node in nodes)
    if elements > 1:
        raise BadXml("an object with several properties has no root element")
    if any(name.startswith("@") for name in value) or any(isinstance(node, Text) for node in nodes):
        raise BadXml("attributes and text have no place outside the root element")
    return nodes


def _nodes(name: str, value: Value) -> Iterator[Node]:
    """What a property becomes; an array becomes as many elements."""
    if name.startswith("@"):
        return
    if isinstance(value, list):
        for one in value:
            yield from _array_item(name, one)
    elif name in {"#text", "#cdata-section", "#whitespace"}:
        yield Text(_scalar(value), is_cdata=name == "#cdata-section")
    elif name in {"?xml", "!DOCTYPE"}:
        yield _special(name, value)
    elif name.startswith("?"):
        yield Other("instruction", _scalar(value), name[1:])
    else:
        yield _element(name, value)


def _array_item(name: str, one: Value) -> Iterator[Node]:
    if isinstance(one, list):
        if name.startswith("#"):
            raise BadXml("text can't hold an array in an array")
        yield _element(name, {name: one})
    else:
        yield from _nodes(name, one)


def _special(name: str, value: Value) -> Other:
    told = value if isinstance(value, dict) else {}
    attributes = {key[1:]: _scalar(one) for key, one in told.items()}
    if name == "?xml":
        return Other("declaration", "", attributes=attributes)
    return Other("doctype", "", attributes.pop("name", ""), attributes)


def _element(name: str, value: Value) -> Element:
    if not name:
        raise BadXml("a property without a name can't be an element")
    if not isinstance(value, dict):
        children: list[Node] = [] if value is None else [Text(_scalar(value))]
        return Element(encoded(name), {}, children, is_short=value is None)
    inside = [node for key, one in value.items() for node in _nodes(key, one)]
    return Element(encoded(name), _attributes(value), inside, is_short=not inside)


def _attributes(value: dict[str, Value]) -> dict[str, str]:
    """The attributes. One that stands after other properties may be an array, of which the last counts."""
    found: dict[str, str] = {}
    is_leading = True
    for key, one in value.items():
        is_leading = is_leading and key.startswith("@")
        if key.startswith("@"):
            several = [one] if is_leading or not isinstance(one, list) else one
            found.update((encoded(key[1:]), _attribute(each)) for each in several)
    return found


def _attribute(value: Value) -> str:
    if isinstance(value, dict | list):
        raise BadXml("an attribute can't hold an object or an array")
    return _scalar(value)


def _scalar(value: Value) -> str:
    """A value as XML writes it: `true`, `1`, `1.5E+300`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        words = {"Infinity": "INF", "-Infinity": "-INF"}
        text = float_text(value)
        return words.get(text, text)
    if isinstance(value, int):
        return str(value)
    raise BadXml("an object or an array has no place here")


def encoded(name: str) -> str:
    """A name whose letters XML does not allow are written as `_x0020_`."""
    letters = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", name)
    first, rest = letters[:1], letters[1:]
    return _NO_START.sub(_escape, first) + _NO_LETTER.sub(_escape, rest)


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def without_unknown_prefixes(nodes: list[Node], known: frozenset[str] = frozenset({"xml", "xmlns"})) -> list[Node]:
    """The nodes with `b` in place of `a:b` where nothing declares the prefix."""
    return [_plain(node, known) if isinstance(node, Element) else node for node in nodes]


def _plain(node: Element, known: frozenset[str]) -> Element:
    own = known | {name[6:] for name in node.attributes if name.startswith("xmlns:")}
    attributes = {_local(name, own): value for name, value in node.attributes.items()}
    children = without_unknown_prefixes(node.children, own)
    return Element(_local(node.name, own), attributes, children, node.is_short)


def _local(name: str, known: frozenset[str]) -> str:
    prefix, colon, local = name.partition(":")
    return local if colon and prefix not in known else name
