"""Texts to points in time by a format string, as .NET's DateTime.ParseExact reads them."""

import re
from collections.abc import Callable, Iterator, Mapping

from adfc.expressions.dotnet.cultures import Culture
from adfc.expressions.dotnet.date_format import expanded
from adfc.expressions.dotnet.date_pattern import pieces
from adfc.expressions.dotnet.date_reading import Reading, Today, reading_to_instant
from adfc.expressions.dotnet.date_shapes import full_year
from adfc.expressions.dotnet.date_words import NotADate, Scanner
from adfc.expressions.dotnet.instant import Instant

Take = Callable[[Reading, str], None]
"""Notes what a part of the text says."""

_ZONE = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?")


def parse_exact(text: str, pattern: str, culture: Culture, today: Today) -> Instant:
    """The point in time that a text means by a format.

    Raises:
        NotADate: the text is not of the format, or means none.
        BadFormat: .NET knows no such format.
    """
    wanted, culture = expanded(pattern, culture)
    parts = list(_parts(wanted, culture))
    match = re.fullmatch("".join(part for part, _ in parts), text, re.IGNORECASE)
    if match is None or not text:
        raise NotADate(text)
    reading = Reading(Scanner(text), today)
    for (_, take), found in zip([one for one in parts if one[1]], match.groups(), strict=True):
        if take and found is not None:
            take(reading, found)
    _check_half(reading)
    return reading_to_instant(reading)


def _parts(pattern: str, culture: Culture) -> Iterator[tuple[str, Take | None]]:
    """A regular expression for each part of the pattern, with one group where something is to be noted."""
    found = list(pieces(pattern))
    for place, (letter, count, at) in enumerate(found):
        following = found[place + 1][0] if place + 1 < len(found) and found[place + 1][1] else ""
        if count:
            yield _WRITTEN[letter](culture, count)
        elif letter == "Z" and pattern[at] == "Z":
            yield "(Z|GMT)", _zulu
        elif letter == "." and following == "F":
            yield r"\.?", None
        else:
            yield re.escape(letter), None


def _number(part: str) -> Callable[[Culture, int], tuple[str, Take | None]]:
    """Digits: one or two for one letter, two for more."""

    def wanted(_: Culture, count: int) -> tuple[str, Take | None]:
        return ("([0-9]{1,2})" if count == 1 else "([0-9]{2})"), _note(part)

    return wanted


def _note(part: str) -> Take:
    def take(reading: Reading, found: str) -> None:
        _set(reading, part, int(found))

    return take


def _set(reading: Reading, part: str, value: int) -> None:
    """A part that stands twice has to say the same."""
    if reading.parts.setdefault(part, value) != value:
        raise NotADate


def _day(culture: Culture, count: int) -> tuple[str, Take | None]:
    if count <= 2:
        return _number("day")(culture, count)
    names = culture.short_days if count == 3 else culture.days

    def take(reading: Reading, found: str) -> None:
        reading.weekday = _place(found, names)

    return _one_of(names), take


def _month(culture: Culture, count: int) -> tuple[str, Take | None]:
    if count <= 2:
        return _number("month")(culture, count)
    short = (culture.short_months, culture.genitive_short_months)
    names = [*short[0], *short[1]] if count == 3 else [*culture.months, *culture.genitive_months]

    def take(reading: Reading, found: str) -> None:
        _set(reading, "month", _place(found, names) % 12 + 1)

    return _one_of(names), take


def _one_of(names: list[str] | tuple[str, ...]) -> str:
    return "(" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


def _place(found: str, names: list[str] | tuple[str, ...]) -> int:
    return [name.lower() for name in names].index(found.lower())


def _year(_: Culture, count: int) -> tuple[str, Take | None]:
    def take(reading: Reading, found: str) -> None:
        _set(reading, "year", full_year(int(found)) if count <= 2 else int(found))

    return "([0-9]{1,2})" if count == 1 else f"([0-9]{{{count}}})", take


def _fraction(reading: Reading, found: str) -> None:
    reading.fraction = int(found or 0) / 10 ** len(found)


def _half(culture: Culture, count: int) -> tuple[str, Take | None]:
    names = (culture.am[:1], culture.pm[:1]) if count == 1 else (culture.am, culture.pm)

    def take(reading: Reading, found: str) -> None:
        reading.half = ("am", "pm")[_place(found, names)]

    return _one_of(names), take


def _hour_of_half(culture: Culture, count: int) -> tuple[str, Take | None]:
    pattern, _ = _number("hour")(culture, count)

    def take(reading: Reading, found: str) -> None:
        _set(reading, "hour", int(found))
        reading.suffixes.add("h")

    return pattern, take


def _check_half(reading: Reading) -> None:
    """`h` counts to 12, and is of the morning where nothing is said; `H` has to agree with AM or PM."""
    hour = reading.parts.get("hour", 0)
    if "h" in reading.suffixes:
        if hour > 12:
            raise NotADate
        reading.half = reading.half or "am"
    elif "hour" in reading.parts and reading.half and (hour >= 12) != (reading.half == "pm"):
        raise NotADate


def _offset(reading: Reading, found: str) -> None:
    if found.upper() in ("Z", "GMT"):
        _zulu(reading, found)
        return
    match = _ZONE.fullmatch(found)
    if match is None or int(match[3] or 0) > 59:
        raise NotADate
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    reading.offset = -minutes if match[1] == "-" else minutes


def _zulu(reading: Reading, _: str) -> None:
    reading.is_utc = True
    reading.offset = 0


_OFFSETS = {1: "([+-][0-9]{1,2})", 2: "([+-][0-9]{2})"}
_WHOLE_OFFSET = "[+-][0-9]{1,2}:?[0-9]{2}"

_WRITTEN: Mapping[str, Callable[[Culture, int], tuple[str, Take | None]]] = {
    "d": _day,
    "M": _month,
    "y": _year,
    "h": _hour_of_half,
    "H": _number("hour"),
    "m": _number("minute"),
    "s": _number("second"),
    "f": lambda _, count: (f"([0-9]{{{count}}})", _fraction),
    "F": lambda _, count: (f"([0-9]{{0,{count}}})", _fraction),
    "t": _half,
    "z": lambda _, count: (_OFFSETS.get(count, f"({_WHOLE_OFFSET})"), _offset),
    "K": lambda _, __: (f"(Z|{_WHOLE_OFFSET})?", _offset),
    "g": lambda culture, _: (re.escape(culture.era), None),
    ":": lambda culture, _: (f"(?::|{re.escape(culture.time_separator)})", None),
    "/": lambda culture, _: (f"(?:/|{re.escape(culture.date_separator)})", None),
}
