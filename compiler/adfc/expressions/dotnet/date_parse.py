"""Texts to points in time, as .NET's DateTime.Parse reads them in the invariant culture, keeping their kind.

ISO 8601 with separators, RFC 1123, and looser English texts (`5/6/2024 7:08 PM`, `May 6, 2024`). A text with an offset
is turned to UTC and is `local` then; `Z` and `GMT` give `utc`. Checked against Microsoft's engine, text by text.
"""

import re
from collections.abc import Sequence

from adfc.expressions.dotnet.date_reading import Reading, Today, reading_to_instant
from adfc.expressions.dotnet.date_shapes import DATES, IN_ISO_TIME, STATES, TIMES, WEEKDAY, ZONE, Read, full_year
from adfc.expressions.dotnet.date_suffixes import take_parts, take_suffixed
from adfc.expressions.dotnet.date_words import DAYS, MONTHS, SUFFIXES, NotADate, Scanner, named
from adfc.expressions.dotnet.instant import Instant, midnight

_ISO_TIME = re.compile(
    r"\s*([0-9]{2})\s*:\s*([0-9]{2})\s*(?::\s*([0-9]{2})(\.[0-9]+)?\s*)?(?:([zZ])|(?=[+-]))?"
)  # fmt: skip


def parse_date(text: str, today: Today) -> Instant:
    """The point in time that a text means.

    Raises:
        NotADate: it means none, for .NET.
    """
    if not text:
        raise NotADate
    reading = Reading(Scanner(text), today)
    while not _step(reading):
        pass
    if not reading.is_whole:
        raise NotADate
    return reading_to_instant(reading)


def _step(reading: Reading) -> bool:
    """Read one word. True at the end of the text."""
    scanner = reading.scanner
    if scanner.at_end():
        _move(reading, "$")
        return True
    digits = scanner.number()
    if digits is not None:
        return _number(reading, digits)
    word = scanner.word()
    if word is not None:
        return _word(reading, word)
    return _sign(reading)


def _number(reading: Reading, digits: str) -> bool:
    if len(reading.numbers) == 3 or len(digits) > 8:
        raise NotADate
    if reading.state == "N:N:":
        reading.fraction = reading.scanner.fraction()
    if reading.state in ("N:", "N:N:"):
        _offset_ahead(reading)
    if len(digits) > 2:
        return _year(reading, int(digits))
    return _short(reading, int(digits))


def _offset_ahead(reading: Reading) -> None:
    """Behind a time, white space may stand before the offset."""
    scanner = reading.scanner
    before = scanner.at
    if scanner.at_end() or scanner.at >= len(scanner.text) - 1:
        scanner.at = before
        return
    offset = scanner.offset()
    if offset is None:
        scanner.at = before
    else:
        _set_offset(reading, offset)


def _set_offset(reading: Reading, offset: int) -> None:
    if reading.offset is not None:
        raise NotADate
    reading.offset = offset


def _year(reading: Reading, year: int) -> bool:
    if reading.year is not None:
        raise NotADate
    reading.year = year
    separator = _separator(reading, "y")
    if separator in (":", "T"):
        raise NotADate
    if separator in ("am", "pm"):
        if reading.half is not None:
            return False  # .NET overlooks a number with a second AM or PM
        reading.half = separator
        separator = " "
    _move(reading, _event(reading, "y", separator, year))
    return False


def _short(reading: Reading, number: int) -> bool:
    separator = _separator(reading, "n")
    if separator == "T":
        reading.numbers.append(number)
        _iso_time(reading)
        return True
    if separator in ("am", "pm"):
        if reading.half is None:
            reading.half = separator
            _number_of_half(reading, number)
        return False
    if separator not in SUFFIXES.values():
        reading.numbers.append(number)
    _move(reading, _event(reading, "n", separator, number))
    return separator == "$"


def _number_of_half(reading: Reading, number: int) -> None:
    """A number before AM or PM ends a time, and is an hour by itself: the date before it is whole then."""
    if reading.state == "N-N":
        _take_date(reading, "=NN")
        reading.numbers.clear()
    reading.numbers.append(number)
    if reading.state in ("N:", "N:N:"):
        _offset_ahead(reading)
    _move(reading, "na")


def _event(reading: Reading, letter: str, separator: str, number: int) -> str:
    """What has come: a number and what stands behind it, or one that says what it is of."""
    if separator in SUFFIXES.values():
        is_short = letter == "n" and separator == "year"
        return take_suffixed(reading, separator, full_year(number) if is_short else number)
    return letter + separator


def _separator(reading: Reading, letter: str) -> str:
    """What follows a number or month. A `-` that no date can go on with begins an offset, and is left standing."""
    scanner = reading.scanner
    before = scanner.at
    separator = scanner.separator()
    if separator == "-":
        row = STATES[reading.state]
        if f"{letter}/" not in row and row.get(f"{letter} ", "").startswith("="):
            scanner.at = before
            return " "
        return "/"
    return {"end": "$", "space": " "}.get(separator, separator)


def _set_half(reading: Reading, half: str) -> None:
    if reading.half is not None:
        raise NotADate
    reading.half = half


def _word(reading: Reading, word: str) -> bool:
    month, weekday = named(word, MONTHS), named(word, DAYS)
    if month is not None:
        return _month(reading, month + 1)
    if weekday is not None and reading.weekday is None and reading.state in WEEKDAY:
        reading.weekday = weekday
        reading.state = WEEKDAY[reading.state]
    elif word in ("am", "pm"):
        _set_half(reading, word)
    elif word in ("z", "gmt") and reading.state in ZONE:
        _set_offset(reading, 0)
        reading.is_utc = True
    elif word in ("ad", "a.d."):
        reading.state = WEEKDAY.get(reading.state, reading.state)
    else:
        raise NotADate
    return False


def _month(reading: Reading, month: int) -> bool:
    if reading.month is not None:
        raise NotADate
    reading.month = month
    separator = _separator(reading, "m")
    if separator not in ("$", " ", "/"):
        raise NotADate
    _move(reading, "m" + separator)
    return separator == "$"


def _sign(reading: Reading) -> bool:
    """`,` and `.` say nothing, nor do hashes around all; `+` and `-` begin an offset; a C string ends in zeros."""
    scanner = reading.scanner
    rest = scanner.text[scanner.at :]
    if rest[0] in ",." or (rest[0] == "#" and scanner.is_in_hashes()):
        scanner.at += 1
    elif rest[0] in "+-":
        _set_offset(reading, scanner.offset() or 0)
    elif not rest.strip("\0"):
        scanner.at = len(scanner.text)
    else:
        raise NotADate
    return False


def _move(reading: Reading, event: str) -> None:
    """Go on to the next state; a whole date or time is taken, and the reading begins anew."""
    target = STATES[reading.state].get(event)
    if target is None:
        raise NotADate
    if target.startswith("="):
        _take(reading, target)
        reading.numbers.clear()
        reading.is_whole = True
        target = ""
    reading.state = target


def _take(reading: Reading, shape: str) -> None:
    if shape in DATES:
        _take_date(reading, shape)
        return
    if shape not in TIMES:
        take_parts(reading, shape)
        return
    if reading.has_time or (shape == "=HOUR" and reading.half is None):
        raise NotADate
    _set_time(reading, reading.numbers[: TIMES[shape]])


def _set_time(reading: Reading, numbers: Sequence[int]) -> None:
    """Hour, minute and second, as far as there are."""
    reading.has_time = True
    reading.parts |= dict(zip(("hour", "minute", "second"), numbers, strict=False))


def _take_date(reading: Reading, shape: str) -> None:
    read = Read(reading.numbers, reading.month or 0, reading.year or 0, reading.this_year)
    found = None if reading.has_date else DATES[shape](read)
    if found is None:
        raise NotADate
    _set_day(reading, found)
    reading.has_date = shape not in ("=MN", "=NM")


def _set_day(reading: Reading, ticks: int) -> None:
    day = Instant(ticks).date
    reading.parts |= {"year": day.year, "month": day.month, "day": day.day}


def _iso_time(reading: Reading) -> None:
    """The rest of the text, behind the `T`: hours and minutes of two digits each, seconds and a fraction, a zone."""
    scanner = reading.scanner
    if reading.state not in IN_ISO_TIME or len(reading.numbers) < 2:
        raise NotADate
    match = _ISO_TIME.match(scanner.text, scanner.at)
    if match is None:
        raise NotADate
    scanner.at = match.start(4) if match[4] else match.end()
    if match[4]:
        reading.fraction = scanner.fraction()
        scanner.at = match.end()
    _set_time(reading, [int(part or 0) for part in match.group(1, 2, 3)])
    reading.is_utc = reading.is_utc or bool(match[5])
    offset = None if match[5] else scanner.offset()
    behind = scanner.at + (offset is not None)  # .NET overlooks what follows an offset
    reading.offset = reading.offset or offset
    rest = scanner.text[behind:].rstrip("\0").strip()
    if rest and not (rest == "#" and scanner.is_in_hashes()):
        raise NotADate
    day = midnight(reading.year or 0, *reading.numbers[:2])
    if day is None:
        raise NotADate
    _set_day(reading, day)
    reading.half = reading.weekday = None
    reading.is_whole = True
