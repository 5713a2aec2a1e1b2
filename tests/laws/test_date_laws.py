"""What holds for every date, number and text: written and read again it is the same; nothing raises but as it says."""

import contextlib
import math
from datetime import date, datetime, timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from adfc.expressions.dotnet import cultures
from adfc.expressions.dotnet.calendars import day_in
from adfc.expressions.dotnet.culture_table import rows
from adfc.expressions.dotnet.date_exact import parse_exact
from adfc.expressions.dotnet.date_format import format_date
from adfc.expressions.dotnet.date_parse import parse_date
from adfc.expressions.dotnet.date_pattern import BadFormat
from adfc.expressions.dotnet.date_words import NotADate
from adfc.expressions.dotnet.float_text import parse_float
from adfc.expressions.dotnet.instant import MAX_TICKS, TICKS_PER_SECOND, Instant, OutOfRange
from adfc.expressions.dotnet.number_format import format_number
from adfc.expressions.dotnet.spans import NotASpan, constant, parse_span
from adfc.expressions.dotnet.zones import NoSuchTime, find_zone, from_utc, to_utc, windows_ids

INVARIANT = cultures.find(cultures.INVARIANT)
DAY = 24 * 3600 * TICKS_PER_SECOND
TICKS = st.integers(0, MAX_TICKS)
INSTANTS = st.builds(Instant, TICKS, st.sampled_from(["unspecified", "utc", "local"]))
CULTURES = st.sampled_from([name for name in rows() if "@" not in name and name != "?"])
PATTERNS = st.text(alphabet="dMyhHmsfFtzKg'\"\\%:/.- oOrRsuUGDTYZQ", max_size=8)
NUMBER_PATTERNS = st.text(alphabet="0#.,%‰eE+-;'\"\\NFGPCDXR129 a", max_size=8)
WORDS = st.sampled_from([*["2024", "05", "6", "May", "Mon", "T", "Z", "-", "/", ":", ".", ",", "PM", "+", "02"], " "])
SINCE_1950 = st.integers(1949 * 366 * DAY, MAX_TICKS - 2 * DAY)


def today() -> int:
    return 0


@given(INSTANTS)
def test_the_round_trip_format_is_read_as_the_same_instant(moment: Instant) -> None:
    assert parse_date(format_date(moment, "o", INVARIANT), today) == moment


@given(st.builds(Instant, TICKS, st.just("utc")))
def test_rfc_1123_is_read_as_the_same_second(moment: Instant) -> None:
    whole = moment.add(-moment.fraction)
    assert parse_date(format_date(moment, "r", INVARIANT), today) == whole


@given(TICKS, st.integers(-MAX_TICKS, MAX_TICKS))
def test_to_add_and_to_subtract_is_to_stay(ticks: int, shift: int) -> None:
    assume(0 <= ticks + shift <= MAX_TICKS)
    assert Instant(ticks).add(shift).add(-shift) == Instant(ticks)


@given(TICKS, st.integers(-9999, 9999))
def test_months_keep_the_day_or_come_to_the_last_one(ticks: int, months: int) -> None:
    moment = Instant(ticks)
    try:
        there = moment.add_months(months)
    except OutOfRange:
        return
    assert there.date.day == moment.date.day or (there.date + timedelta(days=1)).day == 1
    assert (there.date.year - moment.date.year) * 12 + there.date.month - moment.date.month == months


@given(TICKS)
def test_the_parts_are_those_of_python(ticks: int) -> None:
    moment = Instant(ticks)
    python = datetime(1, 1, 1) + timedelta(seconds=ticks // TICKS_PER_SECOND)
    assert (moment.date, moment.hour, moment.minute, moment.second) == (
        python.date(),
        python.hour,
        python.minute,
        python.second,
    )
    assert moment.weekday == python.isoweekday() % 7


@given(st.lists(WORDS, max_size=9).map("".join) | st.text(max_size=20))
@example("٣/٤/٢٠٢٤")
@example("²/2/2024")
def test_no_text_makes_reading_raise_anything_else(text: str) -> None:
    with contextlib.suppress(NotADate):
        parse_date(text, today)


@given(INSTANTS, PATTERNS, CULTURES)
def test_no_format_makes_writing_raise_anything_else(moment: Instant, pattern: str, name: str) -> None:
    with contextlib.suppress(BadFormat, OutOfRange):
        format_date(moment, pattern, cultures.find(name))


@given(INSTANTS, CULTURES)
def test_a_date_is_read_by_the_format_that_wrote_it(moment: Instant, name: str) -> None:
    culture, pattern = cultures.find(name), "yyyy-MM-dd HH:mm:ss.fffffffK"
    assume(culture.calendar == "Gregorian")
    assert parse_exact(format_date(moment, pattern, culture), pattern, culture, today) == moment


@given(st.text(alphabet="2024-05:T.ZMay APm", max_size=10), PATTERNS, CULTURES)
def test_no_text_makes_reading_by_a_format_raise_anything_else(text: str, pattern: str, name: str) -> None:
    assume(pattern)
    with contextlib.suppress(NotADate, BadFormat):
        parse_exact(text, pattern, cultures.find(name), today)


@given(st.integers(-(2**63), 2**63 - 1) | st.floats(), NUMBER_PATTERNS, CULTURES)
def test_no_format_makes_writing_numbers_raise_anything_else(value: int | float, pattern: str, name: str) -> None:
    with contextlib.suppress(BadFormat):
        format_number(value, pattern, cultures.find(name).numbers)


@given(st.floats(allow_nan=False), CULTURES)
def test_a_float_is_read_as_it_is_written(value: float, name: str) -> None:
    culture = cultures.find_as_named(name)
    read = parse_float(format_number(value, "R", culture.numbers), name)
    assert read == value
    assert read is not None
    assert math.copysign(1, read) == math.copysign(1, value)


@given(st.text(max_size=12), CULTURES)
def test_no_text_makes_reading_a_float_raise(text: str, name: str) -> None:
    parse_float(text, name)


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_span_is_read_as_it_is_written(ticks: int) -> None:
    assert parse_span(constant(ticks)) == ticks


@given(st.text(alphabet="0123456789:.- ", max_size=16))
def test_no_text_makes_reading_a_span_raise_anything_else(text: str) -> None:
    with contextlib.suppress(NotASpan):
        parse_span(text)


@given(SINCE_1950, st.sampled_from(windows_ids()))
def test_a_local_time_comes_back_from_utc(ticks: int, name: str) -> None:
    zone, local = find_zone(name), Instant(ticks)
    with contextlib.suppress(NoSuchTime):
        assert from_utc(to_utc(local, zone), zone).ticks == local.ticks


@given(st.dates(), st.sampled_from(["Gregorian", "ThaiBuddhist", "Persian", "UmAlQura"]))
def test_the_day_after_is_the_next_of_the_calendar(day: date, calendar: str) -> None:
    try:
        first, second = day_in(calendar, day), day_in(calendar, day + timedelta(days=1))
    except (OutOfRange, OverflowError):
        return
    if second[2] == 1:
        assert second[:2] in ((first[0], first[1] + 1), (first[0] + 1, 1))
    else:
        assert second == (*first[:2], first[2] + 1)
