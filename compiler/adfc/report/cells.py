"""Text as a terminal shows it: how many columns it takes, and what must not reach the terminal as it is."""

import unicodedata
from dataclasses import dataclass

TAB = "    "
ELLIPSIS = "..."
_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def visible(text: str) -> str:
    """The text with tabs as four spaces, and what would move the cursor, hide or reorder text made visible.

    A file from somebody else must not write on the reader's terminal (CVE-2021-42574 and older tricks).
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable() or char == _JOINER:
        return char
    if char == "\t":
        return TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    sign = " " if unicodedata.category(char) == "Zs" else "\ufffd"
    return sign * _width(char)


def widths(text: str) -> list[int]:
    """The number of columns that each character of `text` takes once it is visible."""
    if text.isascii() and text.isprintable():
        return [1] * len(text)
    found: list[int] = []
    before = ""
    for char in text:
        found.append(_width_after(before, found[-1] if found else 0, char))
        before = char
    return found


def _width_after(before: str, before_width: int, char: str) -> int:
    """A character joined to the one before it makes one picture with it, two columns wide."""
    if char == _AS_EMOJI:
        return 1 if before_width == 1 else 0
    if before == _JOINER or (before_width == 2 and ord(char) in _SKIN_TONES):
        return 0
    return _width(char)


def _width(char: str) -> int:
    if char == "\t":
        return len(TAB)
    if char == _JOINER or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


@dataclass(frozen=True, slots=True)
class Cropped:
    """A line as shown, and where its marked part is, in columns."""

    text: str
    before: int
    marked: int


def crop(line: str, start: int, end: int, room: int) -> Cropped:
    """A line in at most `room` columns around the characters from `start` to `end` (from 0, end exclusive).

    What is left out is shown as `...`. At least one column is marked: the end of a line is a place too.
    """
    cut = max(0, start - room)  # a line may be a megabyte: only what is near can be shown
    sizes = widths(line[cut : start + 2 * room])
    start, end = start - cut, min(end - cut, len(sizes))
    first = _first(sizes, start, end, room) if not cut else _back(sizes, start, room)
    lead = ELLIPSIS if cut + first else ""
    last = _forward(sizes, first, room - len(lead))
    if cut + last < len(line):
        last = _forward(sizes, first, room - len(lead) - len(ELLIPSIS))
    tail = ELLIPSIS if cut + last < len(line) else ""
    text = lead + visible(line[cut + first : cut + last]) + tail
    return Cropped(text, len(lead) + sum(sizes[first:start]), max(1, sum(sizes[start : min(end, last)])))


def _first(sizes: list[int], start: int, end: int, room: int) -> int:
    """Where to begin: with the line itself if what is marked can be seen then."""
    return 0 if sum(sizes[:end]) <= room - len(ELLIPSIS) or sum(sizes) <= room else _back(sizes, start, room)


def _back(sizes: list[int], start: int, room: int) -> int:
    """So far before `start` that a third of the room shows what leads there, or more if little follows."""
    left = max(room // 3, room - len(ELLIPSIS) - max(1, sum(sizes[start:])))
    while start and sizes[start - 1] <= left:
        start -= 1
        left -= sizes[start]
    return start


def _forward(sizes: list[int], first: int, room: int) -> int:
    """The end of what fits into the room from `first` on."""
    last = first
    while last < len(sizes) and sizes[last] <= room:
        room -= sizes[last]
        last += 1
    return last
