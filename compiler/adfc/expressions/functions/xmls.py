"""xml() and xpath()."""

import base64
from collections.abc import Sequence

from adfc.expressions.contents import XML, Content, as_object, content_of
from adfc.expressions.functions.contract import Refused, string_at, wrong_kind
from adfc.expressions.texts import decoded
from adfc.expressions.values import Value


def xml(arguments: Sequence[Value]) -> Value:
    """An object that holds XML: of text, or of an object by the rules of Newtonsoft.Json."""
    from adfc.expressions.xml.as_json import without_unknown_prefixes, xml_of  # noqa: PLC0415 (few expressions)
    from adfc.expressions.xml.nodes import BadXml  # noqa: PLC0415
    from adfc.expressions.xml.reader import read_xml  # noqa: PLC0415
    from adfc.expressions.xml.writer import write_xml  # noqa: PLC0415

    value = arguments[0]
    if not isinstance(value, str | dict):
        raise wrong_kind(arguments, 0, "a string or an object")
    content = content_of(value)
    if content:
        return as_object(Content(XML, content.base64))
    try:
        nodes = read_xml(value) if isinstance(value, str) else without_unknown_prefixes(xml_of(value))
    except BadXml as error:
        raise Refused(f"this can't be XML: {error}", 0) from error
    return _held(write_xml(nodes))


def _held(text: str) -> Value:
    return as_object(Content(XML, base64.b64encode(text.encode(errors="replace")).decode()))


def xpath(arguments: Sequence[Value]) -> Value:
    """What an expression of XPath 1.0 finds: a string, a float, a boolean, or an array of elements and texts."""
    from adfc.expressions.xml.nodes import BadXml  # noqa: PLC0415
    from adfc.expressions.xml.reader import read_xml  # noqa: PLC0415
    from adfc.expressions.xml.search import Fragment, search  # noqa: PLC0415

    content = content_of(arguments[0])
    if content is None or not content.is_xml:
        raise wrong_kind(arguments, 0, "XML, as xml() gives it")
    expression = string_at(arguments, 1)
    try:
        nodes = read_xml(decoded(content), normalised=True)
        found = search(nodes, expression)
    except BadXml as error:
        raise Refused(str(error), 1) from error
    if not isinstance(found, list):
        return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else found
    return [_held(one) if isinstance(one, Fragment) else one for one in found]


FUNCTIONS = {"xml": xml, "xpath": xpath}
