"""Time zones: Windows ids (`W. Europe Standard Time`), as the service wants them, and IANA ids, which .NET takes too.

The ids are mapped as CLDR maps them (the table of the package tzlocal), the rules are IANA's (the package tzdata,
whatever the machine has). A Windows host has its own rules, which may differ for years long past.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from adfc.expressions.dotnet.instant import MAX_TICKS, TICKS_PER_MINUTE, TICKS_PER_SECOND, Instant, Kind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1, 1, 1)
_LATE = datetime(2030, 1, 1)
_MINUTE = timedelta(minutes=1)
_SAFE = timedelta(days=2)
"""How near to either end of time a date may lie for Python to reckon its zone."""


class UnknownZone(ValueError):  # noqa: N818  the caller makes the message
    """No time zone has this id."""


class NoSuchTime(ValueError):  # noqa: N818  the caller makes the message
    """A local time that clocks skip in spring, or show twice in autumn."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone. `UTC` alone gives and takes points in time that are of UTC; any other writes no zone behind them."""

    id: str
    rules: "ZoneInfo | None"
    """None for `UTC` itself."""


UTC_ZONE = Zone("UTC", None)


def find_zone(name: str) -> Zone:
    """The time zone of an id: of Windows in any case, of IANA as written.

    Raises:
        UnknownZone: there is none.
    """
    if name.upper() == "UTC":
        return UTC_ZONE
    return _load(_by_lower().get(name.lower(), name))


def windows_ids() -> list[str]:
    """Every id of Windows, to guess from."""
    return list(_windows())


def from_utc(moment: Instant, zone: Zone) -> Instant:
    """The local time at a point in UTC. Beyond the years 1 to 9999 the first or last point there is, as .NET has it."""
    return _local(moment.ticks, zone)


def to_utc(moment: Instant, zone: Zone) -> Instant:
    """The point in UTC of a local time.

    Raises:
        NoSuchTime: clocks skip it, or show it twice.
    """
    return _clamped(_utc_ticks(moment, zone), "utc")


def between(moment: Instant, source: Zone, target: Zone) -> Instant:
    """A local time of one zone as that of another.

    Raises:
        NoSuchTime: clocks skip it, or show it twice.
    """
    return _local(_utc_ticks(moment, source), target)


def _local(ticks: int, zone: Zone) -> Instant:
    """The local time at ticks in UTC, which may lie a few hours outside of what there is."""
    if zone.rules is None:
        return _clamped(ticks, "utc")
    offset = _minutes(_datetime(ticks).replace(tzinfo=UTC).astimezone(zone.rules))
    return _clamped(ticks + offset * TICKS_PER_MINUTE, "unspecified")


def _utc_ticks(moment: Instant, zone: Zone) -> int:
    if zone.rules is None:
        return moment.ticks
    local = _datetime(moment.ticks)
    first, second = (local.replace(tzinfo=zone.rules, fold=fold) for fold in (0, 1))
    if first.dst() != second.dst():
        raise NoSuchTime(zone.id)
    return moment.ticks - max(_minutes(first), _minutes(second)) * TICKS_PER_MINUTE


def _clamped(ticks: int, kind: Kind) -> Instant:
    return Instant(min(max(ticks, 0), MAX_TICKS), kind)


def _datetime(ticks: int) -> datetime:
    """To the second, and away from the ends of time, where Python can't shift it."""
    found = _EPOCH + timedelta(seconds=max(ticks, 0) // TICKS_PER_SECOND)
    return min(max(found, datetime.min + _SAFE), datetime.max.replace(microsecond=0) - _SAFE)


def _minutes(local: datetime) -> int:
    """The offset from UTC. Before there were zones it has seconds: .NET drops them, counted from today's offset."""
    offset = local.utcoffset() or timedelta()
    if not offset % _MINUTE:
        return offset // _MINUTE
    today = _LATE.replace(tzinfo=local.tzinfo)
    base = (today.utcoffset() or timedelta()) - (today.dst() or timedelta())
    return base // _MINUTE + int((offset - base) / _MINUTE)


@cache
def _load(name: str) -> Zone:
    from importlib.resources import files  # noqa: PLC0415  read only where a time zone is asked for
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    iana = _windows().get(name, name)
    folder = files("tzdata") / "zoneinfo"
    parts = iana.split("/")
    try:
        if not all(part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts):
            raise UnknownZone(name)
        with folder.joinpath(*parts).open("rb") as source:
            return Zone(name, ZoneInfo.from_file(source, iana))
    except (OSError, ValueError):
        raise UnknownZone(name) from None


@cache
def _by_lower() -> Mapping[str, str]:
    return {name.lower(): name for name in _windows()}


@cache
def _windows() -> Mapping[str, str]:
    """The IANA id of each Windows id."""
    from tzlocal.windows_tz import win_tz  # noqa: PLC0415

    return dict(win_tz)
