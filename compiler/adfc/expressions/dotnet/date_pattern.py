"""A custom format of dates taken to pieces: letters with their number, quoted and escaped text, separators."""

from collections.abc import Iterator

LETTERS = frozenset("dMyghHmsfFtzK")
"""The letters that stand for a part of a date."""

_MOST_FRACTION = 7


class BadFormat(ValueError):  # noqa: N818  the caller makes the message
    """A text that .NET does not take for a format string, of dates, numbers or time spans."""


def pieces(pattern: str) -> Iterator[tuple[str, int, int]]:
    r"""The parts of a custom format: a letter, how often, and its place; text with the number 0.

    Raises:
        BadFormat: a quote that does not end, `%` or `\` at the end, too many `f`.
    """
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter in LETTERS:
            count = _run(pattern, at)
            if letter in "fF" and count > _MOST_FRACTION:
                raise BadFormat(pattern)
            yield letter, count, at
        elif letter in "'\"":
            text, count = _quoted(pattern, at)
            yield text, 0, at
        elif letter == "%":
            count = 2
            yield from _single(pattern, at)
        elif letter == "\\":
            count = 2
            yield _next(pattern, at), 0, at
        else:
            count = 1
            yield letter, letter in ":/", at
        at += count


def _run(pattern: str, at: int) -> int:
    """How often the letter at a place stands there in a row."""
    if pattern[at] == "K":
        return 1
    rest = pattern[at:]
    return len(rest) - len(rest.lstrip(pattern[at]))


def _next(pattern: str, at: int) -> str:
    if at + 1 >= len(pattern):
        raise BadFormat(pattern)
    return pattern[at + 1]


def _single(pattern: str, at: int) -> Iterator[tuple[str, int, int]]:
    """`%d`: a format of one letter that is to be custom."""
    letter = _next(pattern, at)
    if letter == "%":
        raise BadFormat(pattern)
    return pieces(letter)


def _quoted(pattern: str, at: int) -> tuple[str, int]:
    """The text between quotes, and how much of the pattern it takes."""
    text, place = "", at + 1
    while place < len(pattern) and pattern[place] != pattern[at]:
        if pattern[place] == "\\":
            text += _next(pattern, place)
            place += 1
        else:
            text += pattern[place]
        place += 1
    if place >= len(pattern):
        raise BadFormat(pattern)
    return text, place - at + 1


def beside_a_day(pattern: str, at: int, count: int) -> bool:
    """Whether the month at a place has the day's number before or behind it: then it is in the genitive."""
    before = pattern[:at].rfind("d")
    if before >= 0 and _length_before(pattern, before) <= 2:
        return True
    behind = pattern.find("d", at + count)
    return behind >= 0 and _run(pattern, behind) <= 2


def _length_before(pattern: str, at: int) -> int:
    rest = pattern[: at + 1]
    return len(rest) - len(rest.rstrip("d"))
