"""Which orders of numbers, months and years make a date or a time for .NET, and which date they make.

A state says what has been read since the last whole date or time: `N` a number of one or two digits, `Y` one of three
or more, `M` the name of a month; a `-` at the end a date's separator behind it, `:` a time's. An event is what comes
next (`n`, `y`, `m`) and what follows it: `$` the end, ` ` space, `/` a date's separator, `:` a time's, `a` AM or PM. A
target in capitals behind `=` is a whole date or time. Numbers with a suffix (`5月`) are `d` of a date, `c` of a clock;
`D` and `C` are the states behind them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from adfc.expressions.dotnet.instant import midnight

_ANY_NUMBER = ("n$", "na", "n ")


def _rows(*rows: tuple[str, str]) -> Mapping[str, Mapping[str, str]]:
    """`("state", "event>target event>target")`; `_` stands for a space inside an event."""
    return {state: dict(_pair(word) for word in text.split()) for state, text in rows}


def _pair(word: str) -> tuple[str, str]:
    event, target = word.split(">")
    return event.replace("_", " "), target


STATES = _rows(
    ("", "na>=HOUR n_>N n/>N- n:>N: m_>M m/>M y_>Y y/>Y d>D c>C $>"),
    ("N", "n$>=NN n_>NN n/>NN- m$>=NM m_>NM m/>MN- y_>YN y/>YN- y$>=YN d>ND"),
    ("NN", "$>=NN n$>=NNN na>=HOUR n_>=NNN n:>N: m$>=MNN m_>=MNN y_>=NNY y$>=NNY c>C"),
    ("N-", "n$>=NN n_>N-N n/>NN- m$>=NM m_>MN m/>MN- y_>YN y/>YN- y$>=YN"),
    ("N-N", "$>=NN n$>=NNN na>=HOUR n_>=NNN n:>N: m$>=MNN m_>=MNN y_>=NNY y$>=NNY d>=PARTS c>C"),
    ("NN-", "n$>=NNN na>=NNN n_>=NNN m$>=MNN m_>=MNN y_>=NNY y$>=NNY d>=PARTS"),
    ("M", "n$>=MN n_>MN n/>MN- y_>YM y/>YM- y$>=YM"),
    ("MN", "$>=MN n$>=MNN na>=MNN n_>=MNN n:>N: y_>=YMN y$>=YMN d>=PARTS c>C"),
    ("NM", "$>=NM n$>=MNN na>=MNN n_>=MNN n:>N: y_>=YMN y$>=YMN d>=PARTS c>C"),
    ("MN-", "n$>=MNN n_>=MNN y_>=YMN y$>=YMN"),
    ("Y", "n$>=YN n_>YN n/>YN- m$>=YM m_>YM m/>YM- d>YM"),
    ("YN", "$>=YN n$>=YNN na>=YNN n_>=YNN m$>=YMN m_>=YMN"),
    ("YN-", "n$>=YNN na>=YNN n_>=YNN m$>=YMN m_>=YMN"),
    ("YM", "$>=YM n$>=YMN na>=YMN n_>=YMN"),
    ("YM-", "n$>=YMN na>=YMN n_>=YMN"),
    ("N:", "n$>=HOUR_MINUTE na>=HOUR_MINUTE n_>=HOUR_MINUTE n:>N:N: m$>=NM m_>NM c>C"),
    ("N:N:", "n$>=SECOND na>=SECOND n_>=SECOND c>C"),
    ("D", "$>=PARTS n$>=PARTS_DAY na>=HOUR n_>N: n:>N: d>D c>C"),
    ("C", "$>=PARTS n$>=PARTS na>=PARTS n_>N: n/>N- d>D c>C"),
    ("ND", "$>=ND n$>=NND na>=NND n_>=NND n:>N: d>ND c>C"),
)

WEEKDAY = {state: state for state in STATES if state != "N:"} | {"YN-": "YN", "YM-": "YM"}
"""Where the name of a day may stand, and the state behind it."""

ZONE = frozenset({"", "N", "NN", "N:", "N:N:", "C"})
"""Where `Z` and `GMT` may stand."""

IN_ISO_TIME = frozenset({"YN", "YN-"})
"""Where a number followed by `T` begins the time of an ISO 8601 text."""

TIMES = {"=HOUR": 1, "=HOUR_MINUTE": 2, "=SECOND": 3}
"""The whole times, and how many numbers they take."""


@dataclass(frozen=True, slots=True)
class Read:
    """What stood in the text: numbers of one or two digits in their order, the month of a name, the long number."""

    numbers: Sequence[int]
    month: int
    year: int
    this_year: Callable[[], int]
    """The year of the clock, for a text that names none."""


def full_year(year: int) -> int:
    """A year of two digits as .NET takes it: 30 to 99 are of the last century."""
    if year >= 100:
        return year
    return year + (2000 if year <= 29 else 1900)


def _month_and_two_numbers(read: Read) -> int | None:
    first, second = read.numbers[:2]
    day = midnight(full_year(second), read.month, first)
    return day if day is not None else midnight(full_year(first), read.month, second)


DATES: Mapping[str, Callable[[Read], int | None]] = {
    "=NN": lambda read: midnight(read.this_year(), read.numbers[0], read.numbers[1]),
    "=NNN": lambda read: midnight(full_year(read.numbers[2]), read.numbers[0], read.numbers[1]),
    "=MN": lambda read: midnight(read.this_year(), read.month, read.numbers[0]),
    "=NM": lambda read: midnight(full_year(read.numbers[0]), read.month, 1),
    "=MNN": _month_and_two_numbers,
    "=YNN": lambda read: midnight(read.year, read.numbers[0], read.numbers[1]),
    "=NNY": lambda read: midnight(read.year, read.numbers[0], read.numbers[1]),
    "=YMN": lambda read: midnight(read.year, read.month, read.numbers[0]),
    "=YN": lambda read: midnight(read.year, read.numbers[0], 1),
    "=YM": lambda read: midnight(read.year, read.month, 1),
}
"""The whole dates, in the invariant culture's order (month, day, year): the ticks of midnight, None for no day."""
