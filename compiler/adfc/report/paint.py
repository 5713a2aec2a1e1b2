"""Colours of a terminal, by what they mean."""

from collections.abc import Callable
from typing import TypeAlias

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "gutter": "1;34",
    "strong": "1",
    "added": "32",
    "changed": "33",
    "removed": "31",
}

Paint: TypeAlias = Callable[[str, str], str]
"""A text and the meaning of its colour, to the text as written."""


def painter(color: bool) -> Paint:
    """What paints, or leaves every text as it is."""
    codes = _CODES if color else {}

    def paint(text: str, meaning: str) -> str:
        return f"\x1b[{codes[meaning]}m{text}\x1b[0m" if text and codes else text

    return paint
