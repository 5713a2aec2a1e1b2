"""Dates, numbers and time zones against recorded answers of Microsoft's engine: expressions of our own, one a line."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adfc.expressions.dotnet import zones
from adfc.expressions.evaluate import EvaluationError, evaluate
from adfc.expressions.functions import date_parts, date_shifts, date_zones, dates, engine_dates
from adfc.expressions.functions.contract import Run
from adfc.expressions.parser import parse
from adfc.expressions.state import State
from adfc.expressions.syntax import ExpressionError

VECTORS = Path(__file__).parent / "vectors" / "dates.jsonl"
DAY = 24 * 60 * 60 * 10_000_000
NOON = (date(2023, 5, 6).toordinal() - 1) * DAY + DAY // 2
"""2023-05-06T12:00:00Z, in ticks."""


def recorded() -> list[Any]:
    return [pytest.param(one, id=one["id"]) for one in map(json.loads, VECTORS.read_text().splitlines())]


def value(text: str, *, with_run: bool = True) -> Any:
    return evaluate(parse(text), State(run=Run(NOON, Random(1)) if with_run else None))


def refusal(text: str, *, with_run: bool = True) -> tuple[str, str]:
    with pytest.raises(EvaluationError) as caught:
        value(text, with_run=with_run)
    return caught.value.message, caught.value.way_out


@pytest.mark.parametrize("vector", recorded())
def test_the_engine_gives_the_same(vector: dict[str, Any]) -> None:
    if "error" in vector:
        with pytest.raises((EvaluationError, ExpressionError)):
            value(vector["expression"])
        return
    wanted = float(vector["result"]) if vector["type"] == "float" else vector["result"]
    assert repr(value(vector["expression"])) == repr(wanted)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("@utcNow()", "2023-05-06T12:00:00.0000000Z"),
        ("@utcNow('d')", "05/06/2023"),
        ("@getFutureTime(1,'Month')", "2023-06-06T12:00:00.0000000Z"),
        ("@getPastTime(2,'hour','HH:mm')", "10:00"),
        ("@getPastTime(-1,'Week','yyyy-MM-dd')", "2023-05-13"),
        ("@formatDateTime('07:08:09','o')", "2023-05-06T07:08:09.0000000"),
        ("@formatDateTime('Feb 3','o')", "2023-02-03T00:00:00.0000000"),
        ("@formatDateTime('3 PM','HH')", "15"),
        ("@formatDateTime('1/2','o')", "2023-01-02T00:00:00.0000000"),
    ],
)
def test_the_clock_is_that_of_the_run(expression: str, wanted: str) -> None:
    assert value(expression) == wanted


def test_without_a_run_a_text_without_a_date_is_refused() -> None:
    message, way_out = refusal("@formatDateTime('07:08:09')", with_run=False)
    assert message == "formatDateTime: a text without a date or a year means another time on every run"
    assert "2024-05-06T07:08:09Z" in way_out
    assert value("@ticks('2020-01-02')", with_run=False) == 637135200000000000


@pytest.mark.parametrize(
    ("expression", "message", "way_out"),
    [
        ("@formatDateTime('20240102')", '"20240102" is no date and time', 'write it like "2024-05-06T07:08:09Z"'),
        ("@utcNow('K')", '"K" is no format for dates', '"%K" is the custom format of one letter'),
        ("@addToTime('2024-01-01',1,'Days')", '"Days" is no time unit', 'did you mean "Day"?'),
        ("@addDays('2024-01-01',1.5)", "the second argument must be an integer, not a float", ""),
        ("@addDays('9999-12-31',1)", "this leads out of the years 1 to 9999", ""),
        ("@convertFromUtc('2024-01-01','UTC')", '"2024-01-01" is not said to be of UTC', "convertTimeZone"),
        (
            "@convertToUtc('2024-01-01','Pacific Standart Time')",
            '"Pacific Standart Time" is no time zone',
            'did you mean "Pacific Standard Time"?',
        ),
        (
            "@convertToUtc('2024-03-31T02:30:00','W. Europe Standard Time')",
            'clocks of "W. Europe Standard Time" skip this time, or show it twice',
            "let the text end in Z or an offset, and use convertTimeZone",
        ),
        ("@formatDateTime('2024-01-01','d','é')", '"é" is no locale', 'like "de-DE"'),
        ("@formatDateTime('1724-05-06','d','ar-SA')", "the date can't be written for ar-SA", ""),
        ("@formatNumber(1.5,'D')", '"D" is no format for such a number', "N2"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_the_way_out(expression: str, message: str, way_out: str) -> None:
    said, way = refusal(expression)
    assert message in said
    assert way_out in way


def test_every_function_is_found_by_its_name() -> None:
    modules = (date_parts.FUNCTIONS, date_shifts.FUNCTIONS, date_zones.FUNCTIONS, engine_dates.DATE_FUNCTIONS)
    of_dates = {name for module in modules for name in module}
    assert set(dates.FUNCTIONS) == of_dates | set(engine_dates.FUNCTIONS)
    assert set(dates.RUN_FUNCTIONS) == of_dates | set(date_shifts.RUN_FUNCTIONS)


def test_ids_of_windows_are_known_in_any_case() -> None:
    assert zones.find_zone("pacific standard time").id == "Pacific Standard Time"
    assert zones.find_zone("utc").rules is None


@pytest.mark.parametrize("name", zones.windows_ids())
def test_every_id_of_windows_has_rules(name: str) -> None:
    assert zones.find_zone(name).id == name


@pytest.mark.parametrize("name", ["", "..", "America", "Europe/../Europe/Berlin", "/etc/localtime", "tzdata.zi", "a b"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(zones.UnknownZone):
        zones.find_zone(name)
