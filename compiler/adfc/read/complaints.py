"""What the readers of YAML and JSON complain about in the same words. Each function adds one diagnostic."""

from adfc.diagnostic import Problems, Related
from adfc.read import codes
from adfc.source import Span

SURROGATES = range(0xD800, 0xE000)
"""Halves of characters: a pair stands for one character in UTF-16, alone they are no text."""

_SHOWN = 60
_NAMES = {
    0x85: "line break",
    0x2028: "line separator",
    0x2029: "paragraph separator",
    0xFEFF: "byte order mark",
    **dict.fromkeys(SURROGATES, "half a character"),
}


class StopReadingError(Exception):
    """The rest of the text can't be read; what is wrong has been said."""


def shown(text: str) -> str:
    """`text` in double quotes, as a message shows it: one line, and not too much of it."""
    line = " ".join(text[: 2 * _SHOWN].split())
    line = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in line)
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN]}..."'


def duplicate_key(found: Problems, key: str, span: Span, first: Span) -> None:
    """The key at `span` stands in the same mapping already, at `first`."""
    hint = "remove one of the two or give it another name"
    found.error(codes.DUPLICATE_KEY, f"duplicate key {shown(key)}", span, hint, Related("first written here", first))


def too_deep(found: Problems, limit: int, span: Span) -> None:
    """At `span` starts a list or mapping that lies deeper than `limit` levels."""
    found.error(codes.TOO_DEEP, f"lists and mappings are nested more than {limit} deep here", span)


def too_big(found: Problems, text: str, span: Span) -> None:
    """`text` is an integer beyond 64 bits."""
    found.error(codes.NUMBER, f"the number {shown(text)} does not fit in 64 bits", span, "quote it if it is text")


def not_finite(found: Problems, text: str, span: Span) -> None:
    """`text` is infinite (written so, or too large for a float) or not a number."""
    found.error(codes.NUMBER, f"JSON has no number for {shown(text)}", span, "quote it if it is text")


def leading_zero(found: Problems, text: str, span: Span) -> None:
    """`text` looks like an octal number or a code, and is neither."""
    sign = "-" if text.startswith("-") else ""
    message = f"{shown(text)} is read as the number {sign}{text.lstrip('+-0') or '0'}"
    found.warning(codes.LEADING_ZERO, message, span, "quote it to keep the zeros, or drop them")


def unprintable(found: Problems, character: str, span: Span) -> None:
    """`character` has no business in a text file."""
    code = ord(character)
    message = f"{_NAMES.get(code, 'control character')} U+{code:04X} in the text"
    found.error(codes.UNPRINTABLE, message, span, _way_out(code))


def _way_out(code: int) -> str:
    if code == 0:
        return "save the file as UTF-8"
    if code in SURROGATES:
        return "write the whole character"
    return f'remove it, or write "\\u{code:04x}" in double quotes'


def half_character(found: Problems, escape: str, span: Span) -> None:
    """`escape` stands for half of a surrogate pair, or for no character at all."""
    found.error(codes.UNPRINTABLE, f"{shown(escape)} is not a character", span, "write the character itself")


def empty_file(found: Problems, file: str) -> None:
    """There is no value in `file`."""
    found.error(codes.EMPTY, "the file is empty", Span(file, 1, 1, 1, 1))
