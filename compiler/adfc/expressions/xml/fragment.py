"""An element out of its document, as text that stands for itself: what xpath() gives for an element it finds."""

import re
from collections.abc import Mapping, Sequence

from adfc.expressions.xml.nodes import Element, Node, Other, Text
from adfc.expressions.xml.writer import start_tag, write_xml

Scope = Mapping[str, str]
"""Namespaces by their prefix; the default one by ''."""

INDENT = "  "


def write_fragment(nodes: Sequence[Node], around: Scope) -> str:
    """The nodes, indented where no text is, with the namespaces of `around` that they use."""
    kept = [node for node in nodes if not (isinstance(node, Other) and node.kind in {"declaration", "doctype"})]
    return "\n".join(_written(node, around, {}, 0, is_mixed=False) for node in kept)


def declared(element: Element) -> dict[str, str]:
    """The namespaces that an element declares."""
    return {
        name.partition(":")[2]: uri
        for name, uri in element.attributes.items()
        if name == "xmlns" or name.startswith("xmlns:")
    }


def _written(node: Node, known: Scope, told: Scope, depth: int, *, is_mixed: bool) -> str:
    """A node. `known` is what names mean here, `told` what has been declared in the text so far."""
    if isinstance(node, Text):
        return write_xml([Text(re.sub("\r\n?", "\n", node.value))])
    if isinstance(node, Other):
        return write_xml([node])
    own = declared(node)
    known = {**known, **own}
    attributes = _attributes(node, known, told)
    told = {**told, **declared(Element("", attributes))}
    start = start_tag(node.name, attributes)
    if not node.children:
        return f"<{start} />" if node.is_short else f"<{start}></{node.name}>"
    return f"<{start}>{_inside(node, known, told, depth, is_mixed=is_mixed)}</{node.name}>"


def _inside(node: Element, known: Scope, told: Scope, depth: int, *, is_mixed: bool) -> str:
    """The children, each on a line of its own up to the first text; from there on nothing is indented."""
    parts: list[str] = []
    for child in node.children:
        is_mixed = is_mixed or isinstance(child, Text)
        parts.append("" if is_mixed else f"\n{INDENT * (depth + 1)}")
        parts.append(_written(child, known, told, depth + 1, is_mixed=is_mixed))
    return "".join((*parts, "" if is_mixed else f"\n{INDENT * depth}"))


def _attributes(node: Element, known: Scope, told: Scope) -> dict[str, str]:
    """The attributes, then the namespaces that are declared here, then those that are needed."""
    own = declared(node)
    plain = {name: value for name, value in node.attributes.items() if not name.startswith("xmlns")}
    prefixes = [node.name.rpartition(":")[0], *(name.partition(":")[0] for name in plain if ":" in name)]
    needed = [
        prefix
        for prefix in reversed(dict.fromkeys(prefixes))
        if prefix not in own and prefix != "xml" and known.get(prefix, "") != told.get(prefix, "")
    ]
    spaces = {**dict(reversed(own.items())), **{prefix: known.get(prefix, "") for prefix in needed}}
    return {**plain, **{f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in spaces.items()}}
