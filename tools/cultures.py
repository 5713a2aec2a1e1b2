"""Write `cultures.jsonl`: the names, patterns and number signs of every culture, as .NET on ICU has them.

The expression engine of the service is .NET; what a culture looks like is Unicode CLDR's data, which .NET reworks to
its own patterns. This reads it out of .NET itself: .NET Core 3.1 with ICU 72 (CLDR 42), on Linux:

    pip install pythonnet dotnetcore2==3.1.23          # and libicu72, libssl 1.1
    DOTNET_ROOT=.../dotnetcore2/bin CLR_ICU_VERSION_OVERRIDE=72.1 python tools/cultures.py

A row holds only what differs from its parent's. The row `?` is what an unknown language with a region gets;
`fa-IR@gregorian` is fa-IR with the other calendar, which the format `U` asks for.
"""

import json
from pathlib import Path
from typing import Any

import pythonnet

pythonnet.load("coreclr")
from System.Globalization import CultureInfo, CultureTypes, GregorianCalendar  # noqa: E402

ALSO = ("no-NO", "iw-IL", "tl-PH")
"""Names in use that .NET takes but does not list, beside those without the script (`zh-TW` for `zh-Hant-TW`)."""

OUT = Path(__file__).parents[1] / "compiler/adfc/expressions/dotnet/cultures.jsonl"


def dates(info: Any) -> dict[str, Any]:
    """Names and patterns of one DateTimeFormatInfo."""
    joined = {
        "days": info.DayNames,
        "shortDays": info.AbbreviatedDayNames,
        "months": info.MonthNames,
        "shortMonths": info.AbbreviatedMonthNames,
        "genitiveMonths": info.MonthGenitiveNames,
        "genitiveShortMonths": info.AbbreviatedMonthGenitiveNames,
    }
    return {key: "|".join(list(names)[:12]) for key, names in joined.items()} | {
        "calendar": info.Calendar.GetType().Name.removesuffix("Calendar"),
        "am": info.AMDesignator,
        "pm": info.PMDesignator,
        "dateSeparator": info.DateSeparator,
        "timeSeparator": info.TimeSeparator,
        "d": info.ShortDatePattern,
        "D": info.LongDatePattern,
        "t": info.ShortTimePattern,
        "T": info.LongTimePattern,
        "M": info.MonthDayPattern,
        "Y": info.YearMonthPattern,
        "era": info.GetEraName(info.Calendar.Eras[0]),
        "genitive": list(info.MonthNames) != list(info.MonthGenitiveNames)
        or list(info.AbbreviatedMonthNames) != list(info.AbbreviatedMonthGenitiveNames),
    }


def numbers(info: Any) -> dict[str, Any]:
    """Signs and patterns of one NumberFormatInfo: numbers, then currency (c), then per cent (p)."""
    return {
        "decimal": info.NumberDecimalSeparator,
        "group": info.NumberGroupSeparator,
        "sizes": list(info.NumberGroupSizes),
        "digits": info.NumberDecimalDigits,
        "negative": info.NumberNegativePattern,
        "minus": info.NegativeSign,
        "plus": info.PositiveSign,
        "cDecimal": info.CurrencyDecimalSeparator,
        "cGroup": info.CurrencyGroupSeparator,
        "cSizes": list(info.CurrencyGroupSizes),
        "cDigits": info.CurrencyDecimalDigits,
        "cNegative": info.CurrencyNegativePattern,
        "cPositive": info.CurrencyPositivePattern,
        "cSymbol": info.CurrencySymbol,
        "pDecimal": info.PercentDecimalSeparator,
        "pGroup": info.PercentGroupSeparator,
        "pSizes": list(info.PercentGroupSizes),
        "pDigits": info.PercentDecimalDigits,
        "pNegative": info.PercentNegativePattern,
        "pPositive": info.PercentPositivePattern,
        "pSymbol": info.PercentSymbol,
        "perMille": info.PerMilleSymbol,
        "nan": info.NaNSymbol,
        "infinity": info.PositiveInfinitySymbol,
        "negativeInfinity": info.NegativeInfinitySymbol,
    }


def of(culture: Any) -> dict[str, Any]:
    """Everything of one culture."""
    return dates(culture.DateTimeFormat) | numbers(culture.NumberFormat)


def row(name: str, parent: str | None, specific: str | None, own: dict[str, Any], above: dict[str, Any]) -> str:
    """One line: a culture, the one it takes the rest from, the one that stands for it, what differs."""
    differs = {key: value for key, value in own.items() if above.get(key, ...) != value}
    return json.dumps([name, parent, specific, differs], ensure_ascii=True, separators=(",", ":"))


def _parent(culture: Any, data: dict[str, Any]) -> str:
    name = culture.Parent.Name
    return name if name in data else ""


def rows() -> list[str]:
    """A line for every culture, the invariant one first."""
    cultures = {one.Name: one for one in CultureInfo.GetCultures(CultureTypes.AllCultures)}
    foremost = {CultureInfo.CreateSpecificCulture(name).Name for name, one in cultures.items() if one.IsNeutralCulture}
    short = {"-".join(name.split("-")[::2]) for name in cultures if name.count("-") == 2}
    cultures |= {name: CultureInfo(name) for name in (foremost | short | set(ALSO)) - set(cultures)}
    data = {name: of(one) for name, one in cultures.items()} | {"?": of(CultureInfo("xx-XX"))}
    lines = [row("", None, None, data[""], {})]
    for name in sorted(set(data) - {""}):
        parent = "" if name == "?" else _parent(cultures[name], data)
        neutral = name != "?" and cultures[name].IsNeutralCulture
        specific = CultureInfo.CreateSpecificCulture(name).Name if neutral else None
        lines.append(row(name, parent, specific, data[name], data[parent]))
        if data[name]["calendar"] != "Gregorian":
            other = cultures[name].Clone()
            other.DateTimeFormat.Calendar = GregorianCalendar()
            lines.append(row(f"{name}@gregorian", name, None, of(other), data[name]))
    return lines


if __name__ == "__main__":
    OUT.write_text("\n".join(rows()) + "\n", encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size} bytes")
