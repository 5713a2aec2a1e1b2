"""Characters that do not belong into a YAML file, found before a parser stumbles over them."""

from itertools import islice

from adfc.diagnostic import Problems
from adfc.read.complaints import unprintable
from adfc.read.lines import Lines

_PRINTABLE = (
    *(range(ord(one), ord(one) + 1) for one in "\t\n\r"),
    range(0x20, 0x7F),
    range(0xA0, 0x2028),
    range(0x202A, 0xD800),
    range(0xE000, 0xFEFF),
    range(0xFF00, 0xFFFE),
    range(0x10000, 0x110000),
)
"""The character set of https://yaml.org/spec/1.2.2/#51-character-set, but for what readers disagree about: the line
breaks of YAML 1.1 (U+0085, U+2028, U+2029) and a byte order mark in the middle of a text."""

_MOST = 10


def is_printable(text: str) -> bool:
    """Whether `text` may be handed to a YAML parser."""
    return not _unprintable(text)


def check_printable(text: str, lines: Lines, found: Problems) -> bool:
    """Whether `text` may be handed to a YAML parser; adds ADF002 for what stops it.

    Only the first ten are told: a binary file has thousands.
    """
    bad = _unprintable(text)
    for at in islice((at for at, one in enumerate(text) if one in bad), _MOST) if bad else ():
        unprintable(found, text[at], lines.span(at, at + 1))
    return not bad


def _unprintable(text: str) -> set[str]:
    """The characters of `text` that are not printable: of all it holds, each is looked at once."""
    return {one for one in set(text) if not any(ord(one) in span for span in _PRINTABLE)}
