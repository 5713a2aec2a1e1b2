"""Values as text, the way the engine (.NET Core 3.1 and Newtonsoft.Json) writes them, and text in UTF-16 units."""

import base64
import binascii
import math
import re
from decimal import Decimal

from adfc.expressions.contents import Content, content_of
from adfc.expressions.values import INT64, Value

PLAIN_DIGITS = 17
"""A float with more digits than these before the point is written with an exponent."""

LEAST_TIE, MOST_TIE = 2.0**53, 2.0**80
"""Only floats between these have a neighbour so far off that few digits can lie half way to it."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile('["\\\\\\x00-\\x1f\\x85\u2028\u2029]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


class NoText(Exception):  # noqa: N818 (callers turn it into their own error)
    """A value that the engine has no text for: why not."""


def text_of(value: Value) -> str:
    """What concat, string and interpolation write: null is empty, true is `True`, 1.0 is `1`, arrays are JSON.

    Raises:
        NoText: an integer beyond 64 bits, or an object that holds content which can't be decoded.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _integer_text(value)
    if isinstance(value, float):
        return float_text(value)
    content = content_of(value)
    return json_text(value) if content is None else decoded(content)


def _integer_text(value: int) -> str:
    if value not in INT64:
        raise NoText(f"{value} is beyond the 64 bits of an integer")
    return str(value)


def decoded(content: Content) -> str:
    """The text that an object with `$content-type` and `$content` holds.

    Raises:
        NoText: the type is none, its charset is unknown, or the content is not base64.
    """
    try:
        return bytes_of(content.base64).decode(content.codec, "replace").replace(*content.unknown)
    except ValueError as error:
        raise NoText("its $content is not base64") from error
    except LookupError as error:
        raise NoText(str(error)) from error


def bytes_of(text: str) -> bytes:
    """The bytes of base64, in which space, tab and line ends may stand.

    Raises:
        ValueError: it is not base64, or not padded.
    """
    packed = re.sub("[ \t\r\n]", "", text)
    if not packed.isascii() or len(packed) % 4:
        raise binascii.Error("not of this alphabet, or not of this length")
    return base64.b64decode(packed, validate=True)


def utf8(text: str) -> bytes:
    """The bytes of a text; a half of a pair becomes the sign of what can't be shown."""
    return _HALF.sub("\ufffd", text).encode()


def float_text(value: float) -> str:
    """The shortest digits that read back as the same float, as .NET sets them: `1E+17`, `0.0001`, `1E-05`, `-0`."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    sign = "-" if math.copysign(1, value) < 0 else ""
    digits, point = _digits(abs(value))
    if point > PLAIN_DIGITS or point < -3:
        exponent = point - 1
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{fraction}E{'-' if exponent < 0 else '+'}{abs(exponent):02}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}" if digits != "0" else f"{sign}0"
    if len(digits) <= point:
        return sign + digits.ljust(point, "0")
    return f"{sign}{digits[:point]}.{digits[point:]}"


def _digits(value: float) -> tuple[str, int]:
    """The significant digits of a float, and how many of them stand before the point."""
    if value == 0:
        return "0", 1
    mantissa, _, exponent = f"{_shortest(value)}e0".partition("e")
    whole, _, fraction = mantissa.partition(".")
    shift = int(exponent.partition("e")[0])
    digits = whole + fraction
    leading = len(digits) - len(digits.lstrip("0"))
    return digits.strip("0"), len(whole) - leading + shift


def _shortest(value: float) -> str:
    """The fewest digits that are nearer to this float than to any other; Python also takes what is as near to two."""
    text = repr(value)
    if not LEAST_TIE <= value < MOST_TIE:
        return text
    digits = len(text.partition("e")[0].strip("0").replace(".", ""))
    while _is_tie(text, value):
        digits += 1
        text = f"{value:.{digits - 2}e}"
    return text


def _is_tie(text: str, value: float) -> bool:
    return 2 * abs(int(Decimal(text)) - int(value)) == int(math.ulp(value))


def json_text(value: Value) -> str:
    """Compact JSON as the engine writes it: `1.0` keeps its point, letters beyond ASCII stay as they are."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _json_float(value)
    if isinstance(value, list):
        return f"[{','.join(map(json_text, value))}]"
    return f"{{{','.join(f'{quoted(name)}:{json_text(one)}' for name, one in value.items())}}}"


def _json_float(value: float) -> str:
    text = float_text(value)
    if not math.isfinite(value):
        return f'"{text}"'
    return text if "." in text or "E" in text else f"{text}.0"


def quoted(text: str) -> str:
    """A string of JSON."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04x}"


def units(text: str) -> str:
    """The text with a letter for each unit of UTF-16: what lies beyond 16 bits becomes two halves."""
    if text.isascii() or not _ASTRAL.search(text):
        return text
    return _ASTRAL.sub(lambda found: _halves(ord(found[0])), text)


def _halves(code: int) -> str:
    return chr(0xD800 + (code - 0x10000 >> 10)) + chr(0xDC00 + (code & 0x3FF))


def whole(text: str) -> str:
    """The text with two halves side by side joined to the character that they are."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
