"""Functions of the group conversion for parts of URIs."""

import base64
import re
from collections.abc import Sequence
from urllib.parse import quote

from adfc.expressions.contents import BINARY, Content, as_object
from adfc.expressions.functions.contract import Refused, string_at
from adfc.expressions.texts import text_of, utf8
from adfc.expressions.values import Value

_ESCAPES = re.compile(r"%u([0-9a-fA-F]{4})|((?:%[0-9a-fA-F]{2})+)")
_BYTES = re.compile(rb"%([0-9a-fA-F]{2})")


def encode(arguments: Sequence[Value]) -> Value:
    """All arguments as text, one after the other, with everything escaped but letters, digits and `-_.~`."""
    try:
        return "".join(quote(text_of(one), safe="-_.~") for one in arguments)
    except UnicodeEncodeError as error:
        raise Refused("half of a UTF-16 pair can't be escaped") from error


def decode(arguments: Sequence[Value]) -> Value:
    """The text without escapes; `+` is a space, and what is no escape stays."""
    return unescape(string_at(arguments, 0))


def unescape(text: str, codec: str = "utf-8") -> str:
    """The same for a text: `%41`, several bytes of a charset, `%u00e9`. US-ASCII writes `?` for what it has not."""
    unknown = "?" if codec == "ascii" else "\ufffd"

    def letters(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return bytes.fromhex(found[2].replace("%", "")).decode(codec, "replace").replace("\ufffd", unknown)

    return _ESCAPES.sub(letters, re.sub("[\ud800-\udfff]", "\ufffd", text.replace("+", " ")))


def to_binary(arguments: Sequence[Value]) -> Value:
    """An object that holds the bytes of an escaped text."""
    data = unescape_bytes(string_at(arguments, 0))
    return as_object(Content(BINARY, base64.b64encode(data).decode()))


def unescape_bytes(text: str) -> bytes:
    """The UTF-8 of a text without its escapes."""
    return _BYTES.sub(lambda found: bytes([int(found[1], 16)]), utf8(text).replace(b"+", b" "))


FUNCTIONS = {
    "uricomponent": encode,
    "encodeuricomponent": encode,
    "uricomponenttostring": decode,
    "decodeuricomponent": decode,
    "uricomponenttobinary": to_binary,
}
