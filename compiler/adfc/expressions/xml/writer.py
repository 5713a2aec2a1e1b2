"""A document to text, as .NET writes it."""

from collections.abc import Iterable, Mapping

from adfc.expressions.xml.nodes import Node, Other, Text

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#xA;", "\r": "&#xD;"})


def write_xml(nodes: Iterable[Node]) -> str:
    """The nodes one after the other, without a line break."""
    return "".join(map(_written, nodes))


def _written(node: Node) -> str:
    if isinstance(node, Text):
        return f"<![CDATA[{node.value}]]>" if node.is_cdata else node.value.translate(_TEXT)
    if isinstance(node, Other):
        return _other(node)
    start = start_tag(node.name, node.attributes)
    if node.is_short and not node.children:
        return f"<{start} />"
    return f"<{start}>{write_xml(node.children)}</{node.name}>"


def start_tag(name: str, attributes: Mapping[str, str]) -> str:
    """What stands in a start tag, without its brackets."""
    return " ".join((name, *(f'{key}="{value.translate(_ATTRIBUTE)}"' for key, value in attributes.items())))


def _other(node: Other) -> str:
    if node.kind == "comment":
        return f"<!--{node.value}-->"
    if node.kind == "declaration":
        return f"<?{start_tag('xml', node.attributes)}?>"
    if node.kind == "doctype":
        return f"<!DOCTYPE {node.name}{_identifiers(node.attributes)}{node.value}>"
    return f"<?{node.name} {node.value}?>"


def _identifiers(told: Mapping[str, str]) -> str:
    system = f' "{told["system"]}"' if "system" in told else ""
    if "public" in told:
        return f' PUBLIC "{told["public"]}"{system}'
    return f" SYSTEM{system}" if system else ""
