"""Dates whose numbers say what they are: `2024年5月6日 7時8分`, as .NET reads them in every culture."""

from adfc.expressions.dotnet.date_reading import Reading
from adfc.expressions.dotnet.date_shapes import full_year
from adfc.expressions.dotnet.date_words import CLOCK_SUFFIXES, NotADate

_DATE = {"year", "month", "day"}


def take_suffixed(reading: Reading, suffix: str, number: int) -> str:
    """Note a number and what it is of; the event that this is."""
    if suffix in reading.suffixes:
        raise NotADate
    reading.suffixes.add(suffix)
    reading.parts[suffix] = number
    if suffix == "year":
        reading.year = number
    elif suffix == "month":
        reading.month = number
    return "c" if suffix in CLOCK_SUFFIXES else "d"


def take_parts(reading: Reading, shape: str) -> None:
    """Fill in the numbers without a suffix that end a date with some."""
    numbers, parts, suffixes = reading.numbers, reading.parts, reading.suffixes
    if shape == "=PARTS_DAY" and "day" not in parts:
        parts["day"] = numbers[0]
    elif shape == "=ND" and "month" in parts and "year" not in parts:
        parts |= {"year": full_year(numbers[0]), "day": 1}
    elif shape == "=NND" and suffixes & _DATE == {"year"}:
        parts |= {"month": numbers[0], "day": numbers[1]}
    elif shape == "=NND" and suffixes & _DATE == {"month"}:
        parts |= {"day": numbers[0], "year": full_year(numbers[1])}
    elif shape != "=PARTS":
        raise NotADate
