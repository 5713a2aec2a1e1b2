"""Microsoft's parser, as adfc asks it: nothing is said about good KQL, and every class of mistake is found."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.kql import Answer, Database, Fault, Kind, Question, Unanswered
from adfc.kql.engines import Engine, engines
from adfc.kql.faults import Places
from adfc.kql.holes import mask
from adfc.kql.parser import Parser
from tests.kql import parser

COVID = {
    "id": "int",
    "updated": "datetime",
    "confirmed": "int",
    "confirmed_change": "int",
    "deaths": "int",
    "deaths_change": "int",
    "country_region": "string",
    "load_time": "datetime",
}
DATABASE = Database(
    "covid-db",
    "covidauadx.centralus.kusto.windows.net",
    {"Covid19": COVID, "Countries": {"name": "string", "iso3": "string", "region": "string"}, "Open": {}},
    {"Newest": ("(n: int)", "{ Covid19 | top n by updated desc | project id, updated }")},
)
WHOLE = Database(DATABASE.name, DATABASE.cluster, DATABASE.tables, DATABASE.functions, is_whole=True)
GOOD = [
    block.strip()
    for block in (Path(__file__).parent / "kql_queries/good.kql").read_text("utf-8").partition("\n")[2].split("\n\n")
]


def asked(text: str, database: Database = DATABASE, by: Parser | None = None) -> Answer:
    [found] = (by or parser()).ask([Question(text, database)])
    assert isinstance(found, Answer), found
    return found


def fault(text: str, database: Database = DATABASE) -> Fault:
    [found] = asked(text, database).faults
    return found


def shown(text: str, database: Database = DATABASE) -> tuple[str, str, str, str]:
    found = fault(text, database)
    return found.kind.value, found.message, text[found.start : found.end], found.way_out


COMMANDS = [
    ".replace extents in table Covid19 <| {.show table Covid19 extents}, {.show table Countries extents}",
    ".drop table Old ifexists",
    ".drop tables (A, B) ifexists",
    ".drop function Nope ifexists",
    ".drop materialized-view Latest",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_may_speak_of_what_is_there_for_a_while(text: str) -> None:
    assert asked(text, WHOLE).faults == ()


def test_a_name_in_a_command_is_a_guess_and_in_its_query_is_not() -> None:
    assert fault(".move extents all from table Staging to table Covid19", WHOLE).is_guess
    assert not fault(".set-or-append Covid19 <| Covid19 | where idd > 1", WHOLE).is_guess
    assert not fault(".create-or-alter function G(x: int) { Covid19 | where idd > x }", WHOLE).is_guess


def test_ways_out_fit() -> None:
    assert shown("Covid19 | join (Countries) on country_region")[3] == (
        "name both: on $left.country_region == $right.COLUMN"
    )
    assert shown("let to = now(); Covid19 | where updated < to")[3] == (
        "to is a word of KQL itself: another name, or ['to']"
    )


def test_nothing_is_said_about_good_kql() -> None:
    assert len(GOOD) >= 160
    replies = parser().ask([Question(text, DATABASE) for text in GOOD])
    wrong = {text: reply for text, reply in zip(GOOD, replies, strict=True) if getattr(reply, "faults", True)}
    assert {text: reply for text, reply in wrong.items() if not is_undeclared(reply)} == {}


def is_undeclared(reply: Answer | Unanswered) -> bool:
    return isinstance(reply, Answer) and all(one.kind is Kind.UNDECLARED for one in reply.faults)


@pytest.mark.parametrize("engine", list(engines(os.environ)), ids=lambda one: one.name)
def test_every_engine_says_the_same(engine: Engine, tmp_path: Path) -> None:
    known = parser(engine)
    (tmp_path / "kql").mkdir()
    (tmp_path / "kql" / "parser-12.4.1").symlink_to(known.home / "kql" / "parser-12.4.1")
    fresh = Parser({**known.env, "ADFC_HOME": str(tmp_path)}, chosen=engine)
    questions = [Question(text, DATABASE) for text in (*GOOD, "Covid19 | wher id == 1", "Covid19 | project idd")]
    assert fresh.ask(questions) == parser().ask(questions)


class TestSyntax:
    def test_an_operator_that_is_misspelt(self) -> None:
        found = shown("Covid19 | wher id == 1 | project id")
        assert found == ("syntax", 'there is no operator "wher"', "wher", 'did you mean "where"?')

    def test_a_misspelt_operator_with_a_dash(self) -> None:
        found = shown("Covid19 | project-awy id")
        assert found == ("syntax", 'there is no operator "project-awy"', "project-awy", 'did you mean "project-away"?')

    def test_a_pipe_that_is_missing(self) -> None:
        assert shown("Covid19 where id == 1") == ("syntax", "expected: ;", "where", "write | before where")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("Covid19 | where (id == 1 | project id", "expected: )"),
            ("Covid19 | where country_region == 'a", "missing: '"),
            ("Covid19 | project id,, updated", "missing expression"),
            ("Covid19 | extend x = 1 +", "missing expression"),
            (
                "Covid19 | extend last = 1",
                "the name \"last\" needs to be bracketed as ['last'] to be used in this context",
            ),
            ("SELECT * FROM Covid19", "expected: ;"),
        ],
    )
    def test_only_the_first_error_is_told(self, text: str, message: str) -> None:
        assert fault(text).kind is Kind.SYNTAX
        assert fault(text).message == message

    @pytest.mark.parametrize(
        "text",
        [
            ".ingest into Covid19 (@'https://store/a.csv') with (format = 'csv')",
            """.ingest into table Covid19 (@'https://store/a.csv') with '{"format": "csv"}'""",
        ],
    )
    def test_a_command_of_an_older_form_may_be_right(self, text: str) -> None:
        assert fault(text).is_guess
        assert not fault(".append Covid19 <| Covid19 | wher id == 1").is_guess

    def test_a_text_with_an_error_yields_nothing_known(self) -> None:
        assert asked("Covid19 | wher id == 1").columns is None


class TestNames:
    @pytest.mark.parametrize(
        ("text", "word", "way_out"),
        [
            ("Covid19 | where country_regoin == 'a'", "country_regoin", 'did you mean "country_region"?'),
            ("Covid19 | project Id", "Id", 'did you mean "id"?'),
            ("Covid9 | take 1", "Covid9", 'did you mean "Covid19"?'),
            ("covid19 | take 1", "covid19", 'did you mean "Covid19"?'),
            ("Covid19 | extend a = tostrng(id)", "tostrng", 'did you mean "tostring"?'),
            ("Covid19 | project id | where updated > ago(1d)", "updated", "known: id"),
            ("Covid19 | join kind=inner (Countries) on nme", "nme", ""),
            ("Covid19 | evaluate pivott(id)", "pivott", 'did you mean "pivot"?'),
            (
                "Covid19 | extend i = country_regoin | where i == 'a'",
                "country_regoin",
                'did you mean "country_region"?',
            ),
            ("Newest(3) | project idd", "idd", 'did you mean "id"?'),
            (".set-or-append Covid19 <| Covid19 | where idd == 1", "idd", 'did you mean "id"?'),
            (
                "Covid19 | where updated > ago(@{pipeline().parameters.n}d) | take 1 | project idd",
                "idd",
                'did you mean "id"?',
            ),
            ("Covid19 | where country_region == '😀' | project idd", "idd", 'did you mean "id"?'),
        ],
    )
    def test_a_name_that_is_not_there(self, text: str, word: str, way_out: str) -> None:
        found = fault(text)
        assert (found.kind, text[found.start : found.end]) == (Kind.NAME, word)
        assert found.way_out == way_out or not way_out

    def test_a_name_is_told_once(self) -> None:
        assert len(asked("Covid19 | where idd == 1 | extend a = idd").faults) == 1

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            (".append Covid19 <| Holidays", "Holidays"),
            (".create-or-alter function F() { Holidays }", "Holidays"),
            ("let f = (t: (*)) { t | count }; f(Holidays)", "Holidays"),
            ("Covid19 | where id == toscalar(Holidays)", "Holidays"),
            ("Holidays | project day", "Holidays"),
            ("Covid19 | extend a = ours(id)", "ours"),
            ("Covid19 | where id in (Holidays)", "Holidays"),
        ],
    )
    def test_what_nobody_declares_may_be_there(self, text: str, word: str) -> None:
        found = fault(text)
        assert (found.kind, text[found.start : found.end]) == (Kind.UNDECLARED, word)
        assert fault(text, WHOLE).kind is Kind.NAME

    def test_of_a_database_that_nobody_declares_nothing_is_said(self) -> None:
        nothing = Database("other")
        assert asked("Holidays | where day == 1 | extend a = ours(day)", nothing).faults == ()
        assert fault("Holidays | extend a = tostrng(day)", nothing).kind is Kind.NAME
        assert fault("Holidays | wher day == 1", nothing).kind is Kind.SYNTAX

    def test_columns_of_a_table_without_any_are_open(self) -> None:
        assert asked("Open | where anything == 1 | project other") == Answer((), None)


class TestMeaning:
    @pytest.mark.parametrize(
        ("text", "message", "way_out"),
        [
            (
                "Covid19 | where updated > 'x'",
                'the operator ">" is not defined for the operand types datetime and string',
                "",
            ),
            ("Covid19 | where updated > ago()", 'the function "ago" expects 1 argument', ""),
            (
                "Covid19 | summarize sum(country_region)",
                "the argument value must be summable: a number, timespan or datetime",
                "",
            ),
            ("Covid19 | where id = 1", "the expression must have the type bool", "compare with =="),
            ("Covid19 | take 'x'", "the expression value must be an integer", ""),
        ],
    )
    def test_types_and_arguments(self, text: str, message: str, way_out: str) -> None:
        found = fault(text)
        assert (found.kind, found.message, found.way_out) == (Kind.MEANING, message, way_out)


class TestColumns:
    def test_what_a_query_yields_is_known_in_order(self) -> None:
        text = "Covid19 | project key = tostring(id), day = bin(updated, 1d), rate = deaths * 1.0"
        assert asked(text).columns == {"key": "string", "day": "datetime", "rate": "real"}

    @pytest.mark.parametrize(
        "text",
        [
            "Covid19 | evaluate pivot(country_region)",
            "Holidays | project day",
            "Covid19 | project id, @{pipeline().parameters.more}",
            "@{pipeline().parameters.table}",
            ".show tables",
        ],
    )
    def test_or_not_known(self, text: str) -> None:
        assert asked(text).columns is None

    def test_a_value_known_at_run_time_leaves_them_known(self) -> None:
        text = "Covid19 | where id > @{pipeline().parameters.least} | project id, x = @{pipeline().parameters.x}"
        assert asked(text).columns == {"id": "int", "x": "unknown"}


class TestHoles:
    @given(st.text(alphabet="a@{}'. \n|😀"))
    def test_every_place_stays_true(self, text: str) -> None:
        masked = mask(text)
        assert len(masked.text) == len(text)
        places = sorted(place for found in masked.holes.values() for place in found)
        kept = [at for at in range(len(text)) if not any(first <= at < last for first, last in places)]
        assert all(masked.text[at] == text[at] for at in kept)
        assert all(masked.text[first:last].isidentifier() for first, last in places)

    def test_what_is_glued_goes_with_it(self) -> None:
        assert mask("ago(@{n}d) T_@{a}@{b}").text == "ago(_0___) _1________"

    def test_the_same_expression_is_the_same_name(self) -> None:
        masked = mask("@{a} @{a} @{b}")
        assert masked.text == "_0__ _0__ _1__"

    def test_quotes_and_braces_inside(self) -> None:
        assert mask("x @{concat('}', '''}')} y").text == "x _0___________________ y"

    def test_an_escaped_one_is_text(self) -> None:
        assert mask("a @@{b} c").text == "a @@{b} c"


@given(st.text(alphabet="a😀b"), st.integers(0, 30))
def test_places_count_as_python_does(text: str, at: int) -> None:
    at = min(at, len(text))
    assert Places(text)(len(text[:at].encode("utf-16-le")) // 2) == at
