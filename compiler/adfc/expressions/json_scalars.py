"""The numbers and dates that Newtonsoft.Json reads, beyond those of JSON."""

import re
from datetime import UTC, datetime, timedelta

from adfc.expressions.values import Value

_DECIMAL = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def number_of(text: str) -> Value:
    """An integer (decimal, hexadecimal, or octal after a 0) of any size, or a float; None for neither."""
    if re.fullmatch("0[xX][0-9a-fA-F]+", text):
        return _signed(int(text, 16))
    if re.fullmatch("0[0-7]+", text):
        return _signed(int(text, 8))
    if re.match("0[0-9]", text):
        return None
    if re.fullmatch("-?[0-9]+", text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else None


def _signed(value: int) -> Value:
    """The value of 64 bits; None beyond them."""
    if value >= 2**64:
        return None
    return value - 2**64 if value >= 2**63 else value


def date_of(numbers: list[int]) -> str | None:
    """What `new Date(...)` gives: milliseconds since 1970, or year, month (from 0), day and so on; None for no date."""
    try:
        moment = _moment(numbers)
    except (ValueError, OverflowError):
        return None
    fraction = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}{'Z' if len(numbers) == 1 else ''}"


def _moment(numbers: list[int]) -> datetime:
    if len(numbers) == 1:
        return EPOCH + timedelta(milliseconds=numbers[0])
    year, month, day, hours, minutes, seconds, milliseconds = (*numbers, *(0, 0, 1, 0, 0, 0, 0)[len(numbers) :])
    time = timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)
    return datetime(year, month + 1, day, tzinfo=UTC) + time
