"""Functions of the group conversion for base64, binary and data URIs."""

import base64 as codec
import binascii
import re
from collections.abc import Sequence

from adfc.expressions.contents import BINARY, Content, as_object, content_of
from adfc.expressions.functions.contract import Refused, string_at, wrong_kind
from adfc.expressions.functions.uris import unescape, unescape_bytes
from adfc.expressions.lenient import BadJson, read_json
from adfc.expressions.texts import NoText, bytes_of, decoded, json_text, text_of, utf8
from adfc.expressions.values import Value

_DATA_URI = re.compile(
    r"data:(?P<type>[^,;]+(?:;[^,;]+)*?)?(?P<packed>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE
)
_CHARSET = re.compile(r";charset=([^;]*)", re.IGNORECASE)
PLAIN = "text/plain"


def base64(arguments: Sequence[Value]) -> Value:
    """The base64 of a text's UTF-8, of JSON for an array or object, of the bytes that an object holds."""
    value = arguments[0]
    if not isinstance(value, str | list | dict):
        raise wrong_kind(arguments, 0, "a string, an object or an array")
    content = content_of(value)
    if content is None:
        return _packed(utf8(value if isinstance(value, str) else json_text(value)))
    _typed(content)
    return _packed(_bytes(content.base64))


def _typed(content: Content) -> None:
    """Refuse a media type that is none."""
    try:
        _ = content.codec
    except LookupError as error:
        raise Refused(str(error), 0) from error


def _packed(data: bytes) -> str:
    return codec.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return bytes_of(text)
    except (binascii.Error, ValueError) as error:
        raise Refused("this is not base64", 0, "its length without spaces must be a multiple of 4") from error


def base64_to_string(arguments: Sequence[Value]) -> Value:
    """The text whose UTF-8 is packed as base64."""
    return _bytes(string_at(arguments, 0)).decode(errors="replace")


def base64_to_binary(arguments: Sequence[Value]) -> Value:
    """An object that holds the bytes of this base64."""
    text = string_at(arguments, 0)
    _bytes(text)
    return as_object(Content(BINARY, text))


def binary(arguments: Sequence[Value]) -> Value:
    """An object that holds a value's text as UTF-8; one that holds bytes stays as it is."""
    value = arguments[0]
    if value is None:
        raise Refused("null can't be converted to bytes", 0)
    content = content_of(value)
    if content and content.media_type != "application/xml;charset=utf-8":
        return value
    return as_object(Content(BINARY, _packed(utf8(text_of(value)))))


def data_uri(arguments: Sequence[Value]) -> Value:
    """A value as data URI."""
    value = arguments[0]
    if value is None:
        raise Refused("null can't be converted to a data URI", 0)
    content = content_of(value)
    if content:
        return f"data:{content.media_type};base64,{content.base64}"
    kind = PLAIN if isinstance(value, str) else "application/json"
    return f"data:{kind};charset=utf-8;base64,{_packed(utf8(text_of(value)))}"


def data_uri_to_string(arguments: Sequence[Value]) -> Value:
    """The text in a data URI, whose charset must be UTF-8 if it names one."""
    found = _parts(string_at(arguments, 0))
    charset = _CHARSET.search(found["type"] or "")
    if charset and charset[1].lower() != "utf-8":
        raise Refused(f'the charset "{charset[1]}" is not supported', 0, "decodeDataUri() takes others")
    if found["packed"]:
        return _bytes(found["data"]).decode(errors="replace")
    return unescape(found["data"])


def data_uri_to_binary(arguments: Sequence[Value]) -> Value:
    """An object that holds the bytes of a data URI."""
    found = _parts(string_at(arguments, 0))
    data = found["data"] if found["packed"] else _packed(unescape_bytes(found["data"]))
    return as_object(Content(found["type"] or PLAIN, data))


def decode_data_uri(arguments: Sequence[Value]) -> Value:
    """What is in a data URI, US-ASCII if it names no charset: text, a value of JSON, or an object that holds bytes."""
    found = _parts(string_at(arguments, 0))
    kind = found["type"] or PLAIN
    if not _CHARSET.search(kind):
        kind = f"{kind};charset=us-ascii"
    main_kind = kind.partition(";")[0].lower()
    if main_kind == "application/json":
        return _json(_text(found, kind))
    if main_kind.startswith("text/"):
        return _text(found, kind)
    return as_object(Content(kind, found["data"] if found["packed"] else _packed(unescape_bytes(found["data"]))))


def _text(found: re.Match[str], kind: str) -> str:
    content = Content(kind, found["data"])
    try:
        return decoded(content) if found["packed"] else unescape(found["data"], content.codec)
    except (NoText, LookupError) as error:
        raise Refused(str(error), 0) from error


def _json(text: str) -> Value:
    try:
        return read_json(text)
    except BadJson as error:
        raise Refused(f"what it holds is not JSON: {error}", 0) from error


def _parts(text: str) -> re.Match[str]:
    found = _DATA_URI.fullmatch(text)
    if found:
        return found
    raise Refused("this is not a data URI", 0, "it looks like data:text/plain;base64,aGk=")


FUNCTIONS = {
    "base64": base64,
    "encodebase64": base64,
    "base64tostring": base64_to_string,
    "decodebase64": base64_to_string,
    "base64tobinary": base64_to_binary,
    "binary": binary,
    "datauri": data_uri,
    "datauritostring": data_uri_to_string,
    "datauritobinary": data_uri_to_binary,
    "decodedatauri": decode_data_uri,
}
ARITIES = {"encodeBase64": (1, 1)}
