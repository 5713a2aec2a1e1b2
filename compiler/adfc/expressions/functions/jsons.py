"""json(), and the engine's further base64ToJson()."""

from collections.abc import Sequence

from adfc.expressions.contents import content_of
from adfc.expressions.functions.contract import Refused, wrong_kind
from adfc.expressions.functions.encoding import base64_to_string
from adfc.expressions.lenient import BadJson, read_json
from adfc.expressions.texts import decoded
from adfc.expressions.values import Value


def json(arguments: Sequence[Value]) -> Value:
    """The value that a text of JSON stands for, or that XML is turned into."""
    value = arguments[0]
    if isinstance(value, str):
        return _read(value)
    content = content_of(value)
    if content is None:
        raise wrong_kind(arguments, 0, "a string or XML")
    if content.is_xml:
        return _of_xml(decoded(content))
    return _read(decoded(content))


def _read(text: str) -> Value:
    try:
        return read_json(text)
    except BadJson as error:
        raise Refused(f"this is not JSON: {error}", 0) from error


def _of_xml(text: str) -> Value:
    from adfc.expressions.xml.as_json import json_of  # noqa: PLC0415 (few expressions hold XML)
    from adfc.expressions.xml.nodes import BadXml  # noqa: PLC0415
    from adfc.expressions.xml.reader import read_xml  # noqa: PLC0415

    try:
        return json_of(read_xml(text))
    except BadXml as error:
        raise Refused(f"this can't be read as XML: {error}", 0) from error


def base64_to_json(arguments: Sequence[Value]) -> Value:
    """The value whose JSON is packed as base64."""
    text = base64_to_string(arguments)
    assert isinstance(text, str)
    if not text.strip():
        raise Refused("it holds nothing", 0)
    return _read(text)


FUNCTIONS = {"json": json, "base64tojson": base64_to_json}
ARITIES = {"base64ToJson": (1, 1)}
