"""KQL in whole projects: the demo with its fixes taken out, places inside texts, what is asked and what is not."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from adfc.cli.app import run
from adfc.compile import compile_folder, compile_project
from adfc.diagnostic import Diagnostic
from adfc.kql import Question, Reply
from tests.kql import HOME, parser

ENV = {"AZURE_SUBSCRIPTION_ID": "1"}
PIPELINE = "pipelines/covid/covid_au_bulk_copy.yml"
QUERY = "pipelines/covid/queries/australia.kql"
CONNECTIONS = "pipelines/covid/connections.yml"


class Counting:
    """The parser, and what it is asked."""

    def __init__(self) -> None:
        self.asked: list[Sequence[Question]] = []

    def ask(self, questions: Sequence[Question]) -> Sequence[Reply]:
        self.asked.append(questions)
        return parser().ask(questions)


@pytest.fixture
def demo(tmp_path: Path, repository: Path) -> Path:
    """The demo, to be edited."""
    shutil.copy(repository / "adfc.yml", tmp_path)
    shutil.copytree(repository / "pipelines", tmp_path / "pipelines")
    return tmp_path


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (root / file).write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[tuple[str, str, str, int]]:
    found = compile_project(root, env=ENV, kql=parser()).diagnostics
    return [(one.code, str(one.severity), one.span.file, one.span.line) for one in found]


class TestDemo:
    def test_it_is_clean(self, demo: Path) -> None:
        assert told(demo) == []

    def test_seventeen_columns_into_eight(self, demo: Path) -> None:
        sink = "sink: {dataset: covid19_table}\n"
        edit(demo, PIPELINE, sink, f"{sink}        translator: null\n")
        [one] = compile_project(demo, env=ENV, kql=parser()).diagnostics
        assert (one.code, str(one.severity), one.span.file, one.span.line) == ("ADF453", "error", PIPELINE, 8)
        lost = "recovered recovered_change latitude longitude iso2 iso3 admin_region_1 iso_subdivision admin_region_2"
        quoted = ", ".join(f'"{name}"' for name in lost.split())
        assert one.message == f'"covid19_table" has no column {quoted}, which "BingCovidODS" brings'

    def test_seventeen_columns_are_found_without_a_parser_too(self, demo: Path) -> None:
        sink = "sink: {dataset: covid19_table}\n"
        edit(demo, PIPELINE, sink, f"{sink}        translator: null\n")
        assert [one.code for one in compile_project(demo, env=ENV).diagnostics] == ["ADF453"]

    def test_a_mapping_of_a_column_that_the_source_lacks(self, demo: Path) -> None:
        sink = "sink: {dataset: covid19_table}\n"
        edit(demo, PIPELINE, sink, f"{sink}        mapping: {{id: id, updated: udpated}}\n")
        [one] = compile_project(demo, env=ENV, kql=parser()).diagnostics
        assert (one.code, one.message, one.help) == (
            "ADF453",
            '"BingCovidODS" has no column "udpated"',
            'did you mean "updated"?',
        )

    def test_a_number_as_id(self, demo: Path) -> None:
        edit(demo, QUERY, "\n| extend id = tostring(id)", "")
        [one] = compile_project(demo, env=ENV, kql=parser()).diagnostics
        assert (one.code, str(one.severity), one.span.file, one.span.line) == ("ADF454", "error", PIPELINE, 13)
        assert one.message == 'the id of a document is text, and "id" arrives as int'
        assert one.help == "make it text in the query: | extend id = tostring(id)"

    def test_a_number_as_id_is_suspected_without_a_parser(self, demo: Path) -> None:
        edit(demo, QUERY, "\n| extend id = tostring(id)", "")
        [one] = compile_project(demo, env=ENV).diagnostics
        assert (one.code, str(one.severity)) == ("ADF454", "warning")

    def test_words_that_convert_something_else_do_not_help(self, demo: Path) -> None:
        edit(demo, QUERY, "extend id = tostring(id)", "extend country_region = tostring(country_region)")
        assert [one[:2] for one in told(demo)] == [("ADF454", "error")]

    def test_an_id_that_is_lost(self, demo: Path) -> None:
        edit(demo, QUERY, "extend id = tostring(id)", "project updated, confirmed")
        assert [one[:2] for one in told(demo)] == [("ADF455", "error")]

    def test_a_partition_key_that_is_lost(self, demo: Path) -> None:
        edit(demo, QUERY, "extend id = tostring(id)", "project id = tostring(id), confirmed")
        assert [one[:2] for one in told(demo)] == [("ADF494", "warning")]

    @pytest.mark.parametrize(
        ("old", "new", "code", "place"),
        [
            ("| where", "| wher", "ADF321", (3, 3, 3, 7)),
            ("country_region ==", "country_regoin ==", "ADF322", (3, 9, 3, 23)),
            ("Covid19\n", "Covid91\n", "ADF322", (2, 1, 2, 8)),
            ("tostring(id)", "tostring(id, 1)", "ADF323", (5, 15, 5, 23)),
        ],
    )
    def test_the_place_is_in_the_file_of_the_query(
        self, demo: Path, old: str, new: str, code: str, place: tuple[int, ...]
    ) -> None:
        edit(demo, QUERY, old, new)
        [one] = [one for one in compile_project(demo, env=ENV, kql=parser()).diagnostics if one.code.startswith("ADF3")]
        assert (one.code, one.span.file) == (code, QUERY)
        assert (one.span.line, one.span.column, one.span.end_line, one.span.end_column) == place


class TestLookups:
    """What an expression reads of a row that a query yields."""

    PIPELINE = """
pipelines:
  daily:
    activities:
      Days:
        type: Lookup
        dataset: covid19_table
        source: {type: AzureDataExplorerSource, query: "Covid19 | summarize cases=sum(confirmed) by updated"}
        firstRowOnly: false
      Each:
        type: ForEach
        after: [Days]
        items: "@activity('Days').output.value"
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@add(item().CASES, %s)"}
"""

    def problems(self, root: Path, expression: str, old: str = "", new: str = "") -> list[tuple[str, str, str]]:
        text = (self.PIPELINE % expression).replace(old, new) if old else self.PIPELINE % expression
        (root / "pipelines/daily.yml").write_text(text, "utf-8")
        found = compile_project(root, env=ENV, kql=parser()).diagnostics
        return [(one.code, one.message, one.help) for one in found if one.code in ("ADF310", "ADF319", "ADF322")]

    def test_a_column_that_the_query_yields(self, demo: Path) -> None:
        assert self.problems(demo, "item()?.updated") == []

    def test_a_column_that_the_query_does_not_yield(self, demo: Path) -> None:
        message = 'a row of Lookup "Days" has no "deaths"'
        assert self.problems(demo, "item().deaths") == [("ADF310", message, "known: updated, cases")]

    def test_nothing_is_said_of_rows_where_the_query_is_wrong(self, demo: Path) -> None:
        found = self.problems(demo, "item().deaths", "sum(confirmed)", "sum(confirmd)")
        assert [code for code, *_ in found] == ["ADF322"]

    def test_nothing_is_said_of_rows_that_are_chosen_at_run_time(self, demo: Path) -> None:
        assert self.problems(demo, "item().deaths", '"Covid19 |', "\"@{concat('Covid', 19)} |") == []


class TestEnvironment:
    TABLE = "            Covid19:\n"

    def test_a_table_that_the_environment_lacks(self, demo: Path) -> None:
        edit(demo, QUERY, "Covid19\n", "Holidays\n")
        [one] = compile_project(demo, env=ENV, kql=parser()).diagnostics
        assert (one.code, one.span.file, one.span.line, one.help) == ("ADF322", QUERY, 2, "known: Covid19")

    def test_a_stored_function_is_one_to_call(self, demo: Path) -> None:
        edit(
            demo,
            "pipelines/covid/environment.yml",
            "          tables:\n            Covid19:",
            (
                "          functions:\n            Newest: '(n: int) { Covid19 | top n by updated }'\n"
                "          tables:\n            Covid19:"
            ),
        )
        edit(demo, QUERY, "Covid19\n", "Newest(100)\n")
        assert told(demo) == []
        edit(demo, QUERY, "Newest(100)\n", "Newest(100, 2)\n")
        assert [one[0] for one in told(demo)] == ["ADF323"]

    @pytest.mark.parametrize(
        ("text", "code", "place"),
        [
            ("// days\n(n: int) {\n    Covid19\n    | top n by updatd\n}\n", "ADF322", (4, 16, 4, 22)),
            ("Covid19\n| wher id > 1\n", "ADF321", (2, 3, 2, 7)),
            ("{\n  Covid91\n}", "ADF322", (2, 3, 2, 10)),
            (".create-or-alter function Newest(n: int) {\nCovid19 | where id > m\n}", "ADF322", (2, 22, 2, 23)),
            ("(n: int) {\nCovid19 | top n by updated\n", "ADF321", (2, 26, 2, 27)),
        ],
    )
    def test_a_stored_function_is_read_in_its_file(
        self, demo: Path, text: str, code: str, place: tuple[int, ...]
    ) -> None:
        file = "pipelines/covid/newest.kql"
        (demo / file).write_text(text, "utf-8")
        self.functions(demo, "{file: newest.kql}")
        [one] = compile_project(demo, env=ENV, kql=parser()).diagnostics
        assert (one.code, one.span.file) == (code, file)
        assert (one.span.line, one.span.column, one.span.end_line, one.span.end_column) == place

    def test_good_functions_may_call_each_other(self, demo: Path) -> None:
        self.functions(
            demo, "'(n: int) { Latest | take n }'", "Latest: 'Covid19 | summarize arg_max(updated, *) by id'"
        )
        assert told(demo) == []

    def functions(self, demo: Path, newest: str, more: str = "") -> None:
        tables = "          tables:\n            Covid19:"
        listed = "".join(f"            {one}\n" for one in (f"Newest: {newest}", more) if one)
        edit(demo, "pipelines/covid/environment.yml", tables, f"          functions:\n{listed}{tables}")

    def test_a_table_that_a_command_makes_is_there(self, demo: Path) -> None:
        edit(demo, QUERY, "Covid19\n", "Staging\n")
        stage = "      Stage:\n        type: AzureDataExplorerCommand\n        linkedServiceName: Covid AU ADX\n"
        text = (demo / PIPELINE).read_text("utf-8")
        text = text.replace(
            "    activities:\n", f"    activities:\n{stage}        command: .set-or-replace Staging <| Covid19\n"
        )
        (demo / PIPELINE).write_text(text, "utf-8")
        assert "ADF322" not in [one[0] for one in told(demo)]

    def test_a_column_that_the_environment_types_otherwise_is_known_so(self, demo: Path) -> None:
        edit(demo, "pipelines/covid/environment.yml", "              id: int\n", "              id: string\n")
        edit(demo, QUERY, "\n| extend id = tostring(id)", "")
        assert [one[:2] for one in told(demo) if one[1] == "error"] == []

    def test_a_column_that_only_the_environment_declares_is_mapped_or_missed(self, demo: Path) -> None:
        edit(demo, "pipelines/covid/environment.yml", "              confirmed: int\n", "")
        edit(demo, QUERY, "| order by updated", "| where confirmed > 0\n| order by updated")
        assert [one[0] for one in told(demo)] == ["ADF322"]


class TestProjects:
    def spec(self, root: Path, query: str, more: str = "") -> Path:
        """A project with one Lookup."""
        (root / "pipelines").mkdir()
        (root / "adfc.yml").write_text(f"name: example\nfactory: example-df\n{more}")
        (root / "pipelines" / "example.yml").write_text(
            "linkedServices:\n"
            '  adx: {type: kusto, endpoint: "https://${var.cluster}.kusto.windows.net", database: db}\n'
            "datasets:\n  cases: {type: kusto, linkedService: adx, table: Cases, columns: {id: int, day: datetime}}\n"
            "pipelines:\n  load:\n    parameters: {n: {type: int}}\n    activities:\n      Look:\n"
            "        type: Lookup\n        dataset: cases\n        source:\n          type: AzureDataExplorerSource\n"
            f"          query: {query}\n"
        )
        return root

    def found(self, root: Path, kql: Counting | None = None) -> list[Diagnostic]:
        return [
            one
            for one in compile_project(root, env={}, kql=kql or Counting()).diagnostics
            if one.code.startswith("ADF3")
        ]

    TARGETS = "variables: {cluster: dev}\ntargets:\n  dev: {default: true}\n  prod: {variables: {cluster: prod}}\n"

    def test_the_place_in_a_block_scalar_with_an_expression(self, tmp_path: Path) -> None:
        query = "\n            ".join(("|", "Cases", "| where day > ago(@{pipeline().parameters.n}d)", "| project dya"))
        [one] = self.found(self.spec(tmp_path, query, self.TARGETS))
        assert (one.code, one.span.line, one.span.column, one.span.end_column) == ("ADF322", 17, 23, 26)

    def test_all_targets_are_asked_about_at_once_and_alike_ones_once(self, tmp_path: Path) -> None:
        kql = Counting()
        assert self.found(self.spec(tmp_path, "Cases | take 1", self.TARGETS), kql) == []
        assert [len(one) for one in kql.asked] == [1]

    def test_a_project_without_kql_asks_nothing(self, tmp_path: Path) -> None:
        kql = Counting()
        self.spec(tmp_path, "'@concat(''Cases'')'", self.TARGETS)
        assert [one.code for one in self.found(tmp_path, kql)] == ["ADF325"]
        assert kql.asked == []

    def test_a_comment_silences_a_finding(self, tmp_path: Path) -> None:
        self.spec(tmp_path, "Cases | project dya # adfc: ignore ADF322 it comes with the next release", self.TARGETS)
        assert self.found(tmp_path) == []

    def test_a_git_mode_folder_is_checked_by_the_schema_of_its_datasets(self, demo: Path, tmp_path: Path) -> None:
        edit(demo, QUERY, "country_region ==", "country_regoin ==")
        built = compile_project(demo, env=ENV)
        for one in built.artifacts:
            if one.path.startswith("adf/"):
                (tmp_path / one.path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / one.path).write_text(one.text, "utf-8")
        found = compile_folder(tmp_path / "adf", kql=parser())[1].diagnostics
        [one] = [one for one in found if one.code == "ADF322"]
        assert one.help == 'did you mean "country_region"?'


class TestCommand:
    def test_it_says_once_that_kql_is_not_checked(
        self, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("ADFC_HOME", str(tmp_path / "nowhere"))
        assert run(["-C", str(demo), "check"]) == 0
        said = capsys.readouterr().out
        assert said.count("ADF329") == 1
        assert "the KQL is not checked: Microsoft's parser is not installed" in said
        assert "run adfc kql install" in said

    def test_with_the_parser_it_says_nothing(self, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
        parser()
        assert run(["-C", str(demo), "check"]) == 0
        assert capsys.readouterr().out == ""
        assert HOME.is_dir()
