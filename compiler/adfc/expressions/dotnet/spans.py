"""Time spans, as ticks of 100 ns, from and to text: .NET's TimeSpan.

https://learn.microsoft.com/dotnet/standard/base-types/standard-timespan-format-strings and
https://learn.microsoft.com/dotnet/standard/base-types/custom-timespan-format-strings.
"""

import re
from collections.abc import Callable, Mapping

from adfc.expressions.dotnet.date_pattern import BadFormat
from adfc.expressions.dotnet.instant import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND

_INT64 = range(-(2**63), 2**63)
_SPAN = re.compile(
    r"\s*(?P<sign>-)?(?:(?P<only>[0-9]+)|(?:(?P<days>[0-9]+)(?:\.|:(?=[0-9]+:[0-9]+:)))?"
    r"(?P<hours>[0-9]+):(?P<minutes>[0-9]+)(?::(?P<seconds>[0-9]+)(?:\.(?P<fraction>[0-9]{1,7}))?)?)\s*"
)
_MOST = {"d": 8, "h": 2, "m": 2, "s": 2, "f": 7, "F": 7}
"""The letters of custom formats, and how often one may stand in a row."""


class NotASpan(ValueError):  # noqa: N818  the caller makes the message
    """A text that .NET does not take for a time span."""


def parse_span(text: str) -> int:
    """The ticks of `5` (days), `02:03`, `02:03:04.5` or `1.02:03:04`.

    Raises:
        NotASpan: it is written otherwise, or too long.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        raise NotASpan(text)
    hours, minutes, seconds = (int(match[part] or 0) for part in ("hours", "minutes", "seconds"))
    if hours > 23 or minutes > 59 or seconds > 59:
        raise NotASpan(text)
    ticks = int(match["only"] or match["days"] or 0) * TICKS_PER_DAY
    ticks += hours * TICKS_PER_HOUR + minutes * TICKS_PER_MINUTE + seconds * TICKS_PER_SECOND
    ticks += int((match["fraction"] or "").ljust(7, "0"))
    signed = -ticks if match["sign"] else ticks
    if signed not in _INT64:
        raise NotASpan(text)
    return signed


def constant(ticks: int) -> str:
    """The format `c`: `[-][d.]hh:mm:ss[.fffffff]`."""
    days, hours, minutes, seconds, fraction = _parts(ticks)
    ahead = ("-" if ticks < 0 else "") + (f"{days}." if days else "")
    return f"{ahead}{hours:02d}:{minutes:02d}:{seconds:02d}" + (f".{fraction:07d}" if fraction else "")


def format_span(ticks: int, pattern: str, decimal: str) -> str:
    """The time span by a format string; `decimal` is the culture's separator.

    Raises:
        BadFormat: .NET knows no such format.
    """
    if pattern in ("", "c", "t", "T"):
        return constant(ticks)
    if pattern in ("g", "G"):
        return _general(ticks, pattern == "G", decimal)
    if len(pattern) == 1:
        raise BadFormat(pattern)
    return "".join(_custom(ticks, pattern))


def _parts(ticks: int) -> tuple[int, int, int, int, int]:
    """Days, hours, minutes, seconds, ticks; without the sign."""
    seconds, fraction = divmod(abs(ticks), TICKS_PER_SECOND)
    return seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60, fraction


def _general(ticks: int, is_long: bool, decimal: str) -> str:
    days, hours, minutes, seconds, fraction = _parts(ticks)
    ahead = "-" if ticks < 0 else ""
    if is_long:
        return f"{ahead}{days}:{hours:02d}:{minutes:02d}:{seconds:02d}{decimal}{fraction:07d}"
    shown = decimal + f"{fraction:07d}".rstrip("0") if fraction else ""
    return f"{ahead}{f'{days}:' if days else ''}{hours}:{minutes:02d}:{seconds:02d}{shown}"


def _custom(ticks: int, pattern: str) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(pattern):
        text, length = _piece(ticks, pattern, at)
        out.append(text)
        at += length
    return out


def _piece(ticks: int, pattern: str, at: int) -> tuple[str, int]:
    """What is written for the part of a pattern that begins at a place, and its length."""
    letter = pattern[at]
    if letter in _MOST:
        rest = pattern[at:]
        count = len(rest) - len(rest.lstrip(letter))
        if count > _MOST[letter]:
            raise BadFormat(pattern)
        return _WRITERS[letter](_parts(ticks), count), count
    if letter in "'\"":
        end = pattern.find(letter, at + 1)
        if end < 0:
            raise BadFormat(pattern)
        return pattern[at + 1 : end], end + 1 - at
    following = pattern[at + 1 : at + 2]
    if letter == "\\" and following:
        return following, 2
    if letter == "%" and following and following != "%":
        return _piece(ticks, following, 0)[0], 2
    raise BadFormat(pattern)


_WRITERS: Mapping[str, Callable[[tuple[int, int, int, int, int], int], str]] = {
    "d": lambda parts, count: f"{parts[0]:0{count}d}",
    "h": lambda parts, count: f"{parts[1]:0{count}d}",
    "m": lambda parts, count: f"{parts[2]:0{count}d}",
    "s": lambda parts, count: f"{parts[3]:0{count}d}",
    "f": lambda parts, count: f"{parts[4]:07d}"[:count],
    "F": lambda parts, count: f"{parts[4]:07d}"[:count].rstrip("0"),
}
