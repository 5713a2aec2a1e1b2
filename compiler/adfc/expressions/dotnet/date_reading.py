"""What has been read of a date's text, and the point in time that it makes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adfc.expressions.dotnet.date_words import NotADate, Scanner
from adfc.expressions.dotnet.instant import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    Instant,
    OutOfRange,
    midnight,
)

Today = Callable[[], int]
"""The ticks of the clock's midnight, for a text without a date. May raise what its caller understands."""

_MOST_OFFSET = 14 * 60


@dataclass(slots=True)
class Reading:
    """What has been read of a text so far."""

    scanner: Scanner
    today: Today
    state: str = ""
    numbers: list[int] = field(default_factory=list)
    year: int | None = None
    month: int | None = None
    weekday: int | None = None
    half: str | None = None
    offset: int | None = None
    is_utc: bool = False
    has_date: bool = False
    has_time: bool = False
    fraction: float = 0.0
    parts: dict[str, int] = field(default_factory=dict)
    """What is known of `year`, `month`, `day`, `hour`, `minute` and `second`."""
    suffixes: set[str] = field(default_factory=set)
    """The parts that a suffix named."""
    is_whole: bool = False

    def this_year(self) -> int:
        """The year of the clock."""
        return Instant(self.today()).date.year


def reading_to_instant(reading: Reading) -> Instant:
    """The point in time that was read.

    Raises:
        NotADate: there is none, or it is not on the day of the week that was read.
    """
    hour, minute, second = (reading.parts.get(part, 0) for part in ("hour", "minute", "second"))
    hour = _hour(hour, reading.half)
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59):
        raise NotADate
    ticks = _midnight(reading) + hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE + second * TICKS_PER_SECOND
    ticks += round(reading.fraction * TICKS_PER_SECOND)
    try:
        moment = Instant(ticks)
        if reading.weekday is not None and reading.weekday != moment.weekday:
            raise NotADate
        return _in_zone(moment, reading)
    except OutOfRange:
        raise NotADate from None


def _midnight(reading: Reading) -> int:
    """The day of the parts; the clock's year or day where they leave it out."""
    parts = reading.parts
    if not parts.keys() & {"year", "month", "day"}:
        return reading.today()
    year = parts["year"] if "year" in parts else reading.this_year()
    found = midnight(year, parts.get("month", 1), parts.get("day", 1))
    if found is None:
        raise NotADate
    return found


def _hour(hour: int, half: str | None) -> int:
    if half == "am" and hour > 12:
        raise NotADate
    if half == "am":
        return hour % 12
    return hour + 12 if half == "pm" and hour < 12 else hour


def _in_zone(moment: Instant, reading: Reading) -> Instant:
    """To UTC by the offset. On the first day there is, .NET wraps instead of going below it."""
    if reading.is_utc:
        return moment.as_kind("utc")
    if reading.offset is None:
        return moment
    if abs(reading.offset) > _MOST_OFFSET:
        raise NotADate
    ticks = moment.ticks - reading.offset * TICKS_PER_MINUTE
    if ticks < 0 and moment.ticks < TICKS_PER_DAY:
        ticks += TICKS_PER_DAY
    return Instant(ticks, "local")
