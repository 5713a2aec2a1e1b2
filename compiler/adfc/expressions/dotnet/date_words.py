"""The words of a date's text: numbers, names of months and days, separators, offsets. English names alone are known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")

SUFFIXES = {
    "年": "year",
    "년": "year",
    "月": "month",
    "월": "month",
    "日": "day",
    "일": "day",
    "時": "hour",
    "时": "hour",
    "分": "minute",
    "秒": "second",
}
"""What stands behind a number to say what it is of, in Chinese, Japanese and Korean."""

CLOCK_SUFFIXES = frozenset({"hour", "minute", "second"})

Separator: TypeAlias = str
"""`end`, `space`, `/`, `-`, `:`, `am`, `pm`, `T`, or what a suffix says."""

_LETTERS = r"(?![^\W\d_])"
"""No letter may follow: `marchwed` is no word."""
_NAMES = "".join(SUFFIXES)
_SEPARATOR = re.compile(rf"[:/-]|(?:am|pm|t|[{_NAMES}]){_LETTERS}", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(?:([0-9]{1,2})(?![0-9])(:(?:([0-9]{1,2})(?![0-9]))?)?|([0-9]{3,4})(?![0-9]))")
_WORD = re.compile(rf"(?:a\.d\.|[^\W\d_]+){_LETTERS}", re.IGNORECASE)
_FRACTION = re.compile(r"\.([0-9]*)")
_NUMBER = re.compile(r"[0-9]+")
_HASHES = re.compile(r"\s*#[^#\0]*#[\s\0]*")
_SPACE = re.compile(r"[\s\x85\xa0]*")


class NotADate(ValueError):  # noqa: N818  the caller makes the message
    """A text that .NET does not take for a point in time."""


@dataclass(slots=True)
class Scanner:
    """A text, and how far it has been read."""

    text: str
    at: int = 0

    def at_end(self) -> bool:
        """Whether nothing is left but white space; skips it."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at >= len(self.text)

    def number(self) -> str | None:
        """The digits that stand here."""
        return self._take(_NUMBER)

    def word(self) -> str | None:
        """The letters that stand here, in lower case."""
        found = self._take(_WORD)
        return found.lower() if found else None

    def fraction(self) -> float:
        """The part of a second behind a point, 0 where there is none. Summed up as .NET does, for its last digit."""
        found = self._take(_FRACTION)
        value, base = 0.0, 0.1
        for digit in (found or ".")[1:]:
            value += int(digit) * base
            base *= 0.1
        return value

    def offset(self) -> int | None:
        """Minutes of `+2`, `+02`, `+0200` or `+02:00`; None where no sign stands.

        Raises:
            NotADate: a sign that no offset follows.
        """
        match = _OFFSET.match(self.text, self.at)
        if match is None:
            if self.text[self.at : self.at + 1] in ("+", "-"):
                raise NotADate
            return None
        self.at = match.end()
        sign, hours, colon, minutes, joined = match.groups()
        if joined:
            hours, minutes = joined[:-2], joined[-2:]
        elif colon and minutes is None:
            raise NotADate
        if int(minutes or 0) > 59:
            raise NotADate
        total = int(hours) * 60 + int(minutes or 0)
        return -total if sign == "-" else total

    def is_in_hashes(self) -> bool:
        """Whether the text stands between `#` and `#`, as Visual Basic writes dates."""
        return _HASHES.fullmatch(self.text) is not None

    def separator(self) -> Separator:
        """What stands behind a number or a month, read past."""
        if self.at_end():
            return "end"
        match = _SEPARATOR.match(self.text, self.at)
        if match is None:
            return "space"
        self.at = match.end()
        found = match[0].lower()
        return "T" if found == "t" else SUFFIXES.get(found, found)

    def _take(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match[0]


def named(word: str, names: Sequence[str]) -> int | None:
    """The place of a name, written out or by its first three letters, counted from 0."""
    for place, name in enumerate(names):
        if word in (name, name[:3]):
            return place
    return None
