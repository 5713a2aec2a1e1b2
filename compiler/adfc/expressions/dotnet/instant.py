"""A point in time as .NET's DateTime holds it: ticks of 100 ns since 0001-01-01, and what kind of clock they are of."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Kind = Literal["unspecified", "utc", "local"]
"""`local` is what a text with an offset becomes. The service's clock is UTC, so its offset is always +00:00."""

TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE
TICKS_PER_DAY = 24 * TICKS_PER_HOUR
TICKS_PER_MILLISECOND = 10_000
MAX_TICKS = 3_652_059 * TICKS_PER_DAY - 1
"""9999-12-31T23:59:59.9999999."""


class OutOfRange(ValueError):  # noqa: N818  named after what .NET throws
    """A point in time before the year 1 or after the year 9999."""


@dataclass(frozen=True, slots=True)
class Instant:
    """Ticks since 0001-01-01T00:00:00 and their kind."""

    ticks: int
    kind: Kind = "unspecified"

    def __post_init__(self) -> None:
        if not 0 <= self.ticks <= MAX_TICKS:
            raise OutOfRange(f"{self.ticks} ticks lie outside the years 1 to 9999")

    @property
    def date(self) -> date:
        """The day, in the Gregorian calendar."""
        return date.fromordinal(self.ticks // TICKS_PER_DAY + 1)

    @property
    def hour(self) -> int:
        """0 to 23."""
        return self.ticks // TICKS_PER_HOUR % 24

    @property
    def minute(self) -> int:
        """0 to 59."""
        return self.ticks // TICKS_PER_MINUTE % 60

    @property
    def second(self) -> int:
        """0 to 59."""
        return self.ticks // TICKS_PER_SECOND % 60

    @property
    def fraction(self) -> int:
        """Ticks past the second: 0 to 9999999."""
        return self.ticks % TICKS_PER_SECOND

    @property
    def weekday(self) -> int:
        """0 for Sunday to 6 for Saturday."""
        return (self.ticks // TICKS_PER_DAY + 1) % 7

    def add(self, ticks: int) -> "Instant":
        """The point so many ticks later; OutOfRange beyond the years 1 to 9999."""
        return replace(self, ticks=self.ticks + ticks)

    def add_months(self, months: int) -> "Instant":
        """The same day so many months later, or the last one of a month that has no such day."""
        day = self.date
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not 1 <= year <= 9999:
            raise OutOfRange(f"the year {year} lies outside 1 to 9999")
        last = days_in_month(year, month + 1)
        ordinal = date(year, month + 1, min(day.day, last)).toordinal()
        return replace(self, ticks=(ordinal - 1) * TICKS_PER_DAY + self.ticks % TICKS_PER_DAY)

    def as_kind(self, kind: Kind) -> "Instant":
        """The same ticks, read off another kind of clock."""
        return replace(self, kind=kind)


def days_in_month(year: int, month: int) -> int:
    """How many days a month of the Gregorian calendar has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def midnight(year: int, month: int, day: int) -> int | None:
    """The ticks at which a day begins, or None where there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    return (date(year, month, day).toordinal() - 1) * TICKS_PER_DAY
