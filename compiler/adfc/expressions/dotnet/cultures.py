"""Cultures: how dates and numbers are written in a language and a country. Names and patterns are those of CLDR 42.

A Windows host may carry another edition of CLDR, where a pattern differs here and there.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from adfc.expressions.dotnet.culture_table import has_country, merged, nearest, rows

INVARIANT = ""
"""The name of the culture of no country, in which the functions write unless told otherwise."""

_MOST = 85


@dataclass(frozen=True, slots=True)
class Signs:
    """How one kind of number is written: plain, currency or per cent."""

    decimal: str
    group: str
    sizes: tuple[int, ...]
    """How many digits a group has, from the point on; the last goes on, 0 ends grouping."""
    digits: int
    """How many digits follow the point, where the format does not say."""
    negative: int
    positive: int
    """The numbers of .NET's patterns (NumberFormatInfo.NumberNegativePattern and its like)."""
    symbol: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written."""

    plain: Signs
    currency: Signs
    percent: Signs
    minus: str
    plus: str
    per_mille: str
    nan: str
    infinity: str
    negative_infinity: str


@dataclass(frozen=True, slots=True)
class Culture:
    """How a culture writes dates and numbers."""

    name: str
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    genitive_months: tuple[str, ...]
    """The months as they are beside a day: `мая` for `май`."""
    genitive_short_months: tuple[str, ...]
    has_genitive: bool
    am: str
    pm: str
    date_separator: str
    time_separator: str
    era: str
    calendar: str
    """`Gregorian`, `ThaiBuddhist`, `Persian` or `UmAlQura`."""
    short_date: str
    long_date: str
    short_time: str
    long_time: str
    month_day: str
    year_month: str
    numbers: Numbers


class UnknownCulture(ValueError):  # noqa: N818  the caller makes the message
    """A name that .NET does not take for a culture."""


@cache
def find(name: str) -> Culture:
    """The culture that the `locale` of formatDateTime and formatNumber means, by its name (`de-DE`, `de`), in any case.

    A language alone stands for its foremost country; one that nobody knows is the invariant culture (`''`), as .NET has
    it; an unknown country of a known language is written in that language.

    Raises:
        UnknownCulture: .NET refuses the name.
    """
    asked = _lowered(name)
    specific = rows()[asked][2] if asked in rows() else None
    wanted = asked if specific is None else specific.lower()
    if wanted in rows():
        return _load(wanted)
    return _load(nearest(wanted) if has_country(wanted) else INVARIANT)


@cache
def find_as_named(name: str) -> Culture:
    """The culture that the second argument of float means: a language alone stands for itself.

    Raises:
        UnknownCulture: .NET refuses the name.
    """
    asked = _lowered(name)
    return _load(asked if asked in rows() else nearest(asked))


def _lowered(name: str) -> str:
    if len(name) > _MOST or (name and not name[0].isascii()):
        raise UnknownCulture(name)
    return name.rstrip(" \t\n\r\0").lower()


def gregorian(culture: Culture) -> Culture:
    """The same culture with the Gregorian calendar, which the format `U` asks for."""
    if culture.calendar == "Gregorian":
        return culture
    return _load(f"{culture.name}@gregorian".lower())


@cache
def _load(name: str) -> Culture:
    return _culture(rows()[name][0].partition("@")[0], merged(name))


def _culture(name: str, row: dict[str, Any]) -> Culture:
    def names(key: str) -> tuple[str, ...]:
        return tuple(row[key].split("|"))

    return Culture(
        name=name,
        days=names("days"),
        short_days=names("shortDays"),
        months=names("months"),
        short_months=names("shortMonths"),
        genitive_months=names("genitiveMonths"),
        genitive_short_months=names("genitiveShortMonths"),
        has_genitive=row["genitive"],
        am=row["am"],
        pm=row["pm"],
        date_separator=row["dateSeparator"],
        time_separator=row["timeSeparator"],
        era=row["era"],
        calendar=row["calendar"],
        short_date=row["d"],
        long_date=row["D"],
        short_time=row["t"],
        long_time=row["T"],
        month_day=row["M"],
        year_month=row["Y"],
        numbers=_numbers(row),
    )


def _numbers(row: dict[str, Any]) -> Numbers:
    plain = Signs(row["decimal"], row["group"], tuple(row["sizes"]), row["digits"], row["negative"], 0, "")
    return Numbers(
        plain=plain,
        currency=_signs(row, "c"),
        percent=_signs(row, "p"),
        minus=row["minus"],
        plus=row["plus"],
        per_mille=row["perMille"],
        nan=row["nan"],
        infinity=row["infinity"],
        negative_infinity=row["negativeInfinity"],
    )


def _signs(row: dict[str, Any], kind: str) -> Signs:
    """Signs of currency (`c`) or per cent (`p`)."""
    keys = ("Decimal", "Group", "Sizes", "Digits", "Negative", "Positive", "Symbol")
    decimal, group, sizes, digits, negative, positive, symbol = (row[kind + key] for key in keys)
    return Signs(decimal, group, tuple(sizes), digits, negative, positive, symbol)
