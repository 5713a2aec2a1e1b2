"""Every rule has a page and cases; settings and comments change what is reported."""

import json
import pkgutil
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import adfc.rules
from adfc.adf.grammar import ValueKind
from adfc.adf.model import load
from adfc.compile import compile_project
from adfc.diagnostic import Diagnostic, Problems, Severity, in_order
from adfc.model import Data, Document
from adfc.read import read
from adfc.resolve import External, resolve
from adfc.rules import RULES, Asking, Settings, explain, judged, pages, run_rules, secrets, surveyed
from adfc.rules.ignores import without_ignored
from adfc.rules.rule import Rule
from adfc.rules.settings import read_settings
from adfc.source import SourceFile, Span
from tests.kql import parser_for
from tests.rules.build import factory, places

CASES = Path(__file__).with_name("rules")

HELPERS = {
    "activities",
    "asking",
    "around",
    "copying",
    "commanded",
    "databases",
    "expressions",
    "flow",
    "following",
    "ignores",
    "measures",
    "pages",
    "queries",
    "reads",
    "registry",
    "rule",
    "secrets",
    "settings",
    "stored",
    "survey",
    "triggers",
    "variables",
    "web",
}
"""Modules of the package that are no rules."""


def module_of(rule: Rule) -> str:
    return rule.check.__module__.rpartition(".")[2]


def document(text: str, name: str = "adfc.yml") -> Document:
    found, problems = read(SourceFile(name, text))
    assert found is not None
    assert not problems
    return found


def reported(rule: Rule, case: Data) -> list[str]:
    graph, _ = resolve(factory(case), External())
    chosen = Settings({one.code: None for one in RULES} | {rule.code: Severity.INFO})
    kql = parser_for(rule.code)
    found = judged(surveyed(graph, chosen, Asking(kql) if kql else None), chosen, whole=True)
    return places(in_order(found))


def named(rule: Rule) -> str:
    return module_of(rule)


class TestCases:
    @pytest.mark.parametrize("rule", RULES, ids=named)
    def test_a_bad_case_is_reported(self, rule: Rule) -> None:
        case = document((CASES / module_of(rule) / "bad.yml").read_text()).data
        assert case["expect"]
        assert reported(rule, case) == case["expect"]

    @pytest.mark.parametrize("rule", RULES, ids=named)
    def test_a_good_case_is_not(self, rule: Rule) -> None:
        assert reported(rule, document((CASES / module_of(rule) / "good.yml").read_text()).data) == []

    def test_every_folder_of_cases_belongs_to_a_rule(self) -> None:
        folders = {one.name for one in CASES.iterdir() if one.is_dir() and not one.name.startswith("__")}
        assert folders == {module_of(rule) for rule in RULES}


class TestRegistry:
    def test_no_module_is_forgotten(self) -> None:
        modules = {one.name for one in pkgutil.iter_modules(adfc.rules.__path__)}
        assert modules - HELPERS == {module_of(rule) for rule in RULES}

    def test_codes_and_names_are_unique_and_in_order(self) -> None:
        codes = [rule.code for rule in RULES]
        assert codes == sorted(set(codes))
        assert len({rule.name for rule in RULES}) == len(RULES)

    def test_a_rule_is_named_as_its_module(self) -> None:
        assert [rule.name for rule in RULES] == [module_of(rule).replace("_", "-") for rule in RULES]


class TestSecrets:
    def test_the_names_are_those_of_the_model(self) -> None:
        shapes = load().shapes.values()
        secure = {
            name.lower() for one in shapes for name, field in one.fields.items() if field.type.kind is ValueKind.SECURE
        }
        assert secure - secrets.KEYS == {"credential", "credstring", "key", "licensekey", "consumerkey"}
        assert secure >= secrets.KEYS


class TestPages:
    @pytest.mark.parametrize("rule", RULES, ids=named)
    def test_a_rule_has_a_page_with_before_and_after_and_a_source(self, rule: Rule) -> None:
        page = pages()[rule.code]
        before, after, source = page.index("\nBefore:\n"), page.index("\nAfter:\n"), page.index("\nSource: ")
        assert before < after < source
        assert page.startswith(f"# {rule.code}: {rule.name}\n")

    @pytest.mark.parametrize("code", ["ADF202", "adf202", "ADF401"])
    def test_a_code_is_explained_whatever_its_case(self, code: str) -> None:
        page = explain(code)
        assert page is not None
        assert page.startswith(f"# {code.upper()}: ")

    def test_the_written_page_names_no_code_without_a_page(self, repository: Path) -> None:
        named = set(re.findall(r"\bADF\d{3}\b", (repository / "docs" / "rules.md").read_text()))
        assert named - pages().keys() == set()

    def test_an_unknown_code_is_not(self) -> None:
        assert explain("ADF999") is None

    @pytest.mark.parametrize("rule", RULES, ids=named)
    def test_its_examples_can_be_read(self, rule: Rule) -> None:
        before, after = examples(pages()[rule.code])
        assert before != after
        for text in (before, after):
            document(text, "example.yml")


def examples(page: str) -> tuple[str, str]:
    before = page.partition("\nBefore:\n\n")[2].partition("\nAfter:\n")[0]
    after = page.partition("\nAfter:\n\n")[2].partition("\nSource: ")[0]
    return unindented(before), unindented(after)


def unindented(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())


UNSHOWABLE = {"ADF432"}
"""A page whose example would be a hundred activities long."""


SHOWN = [code for code in pages() if code.startswith("ADF2")] + [
    rule.code for rule in RULES if rule.code not in UNSHOWABLE
]


class TestExamples:
    """What the pages show is true: before is reported, after is not."""

    @pytest.mark.parametrize("code", SHOWN)
    def test_before_is_reported_and_after_is_not(self, code: str, tmp_path: Path) -> None:
        before, after = examples(pages()[code])
        assert any(one.code == code for one in self.said(before, code, tmp_path / "before"))
        found = self.said(after, code, tmp_path / "after")
        assert [one for one in found if one.is_error or (one.code == code and "example" in one.span.file)] == []

    def said(self, example: str, code: str, root: Path) -> tuple[Diagnostic, ...]:
        if example.startswith(("activities:", "variables:", "parameters:")):
            example = "pipelines:\n  example:\n" + "".join(f"    {line}\n" for line in example.splitlines())
        shown = {(section, name.lower()) for section, found in document(example).data.items() for name in found}
        stubs = document((CASES / "stubs.yml").read_text()).data
        left = {
            section: {name: body for name, body in found.items() if (section, name.lower()) not in shown}
            for section, found in stubs.items()
        }
        (root / "pipelines").mkdir(parents=True)
        (root / "adfc.yml").write_text(f"name: example\nfactory: example-df\nrules: {{{code}: info}}\n")
        (root / "pipelines" / "example.yml").write_text(example)
        (root / "pipelines" / "stubs.yml").write_text(json.dumps(left))
        return compile_project(root, env={}, kql=parser_for(code)).diagnostics


class TestPlaces:
    def test_the_name_of_an_activity_is_shown_at_its_key(self, tmp_path: Path) -> None:
        (tmp_path / "pipelines").mkdir()
        (tmp_path / "adfc.yml").write_text("name: example\nfactory: example-df\n")
        text = "pipelines:\n  load:\n    activities:\n      A: {type: Wait, waitTimeInSeconds: 1}\n"
        each = "      Each:\n        type: ForEach\n        items: '@createArray(1)'\n        activities:\n"
        inner = "          a: {type: Wait, waitTimeInSeconds: 1}\n"
        (tmp_path / "pipelines" / "example.yml").write_text(text + each + inner)
        [one] = compile_project(tmp_path, env={}).diagnostics
        assert (one.code, one.span.line, one.span.column, one.span.end_column) == ("ADF401", 9, 11, 12)
        assert (one.related[0].span.line, one.related[0].span.column) == (4, 7)


class TestSettings:
    def settings(self, text: str) -> tuple[Settings, list[str]]:
        problems = Problems()
        found = read_settings(document(text), tuple(pages()), problems)
        return found, [f"{one.code} {one.span.line}: {one.message} ({one.help})" for one in problems.found]

    def test_nothing_said_is_the_default(self) -> None:
        assert self.settings("name: covid") == (Settings(), [])

    def test_severities_and_limits(self) -> None:
        settings, problems = self.settings("rules: {ADF471: warning, ADF511: off}\nlimits: {activitiesPerPipeline: 80}")
        assert problems == []
        assert settings.severities == {"ADF471": Severity.WARNING, "ADF511": None}
        assert settings.limits["activitiesPerPipeline"] == 80
        assert settings.limits["parametersPerPipeline"] == 50

    def test_mistakes_are_told(self) -> None:
        text = "rules: \n  adf471: warning\n  ADF472: loud\n  ADF003: off\n  Foo: off\n"
        settings, problems = self.settings(text + "limits:\n  activities: 1\n  lookupRows: few")
        assert settings.severities == {}
        assert [one.split(" (")[0] for one in problems] == [
            'ADF090 2: there is no rule "adf471"',
            'ADF091 3: "loud" is no severity of a rule',
            'ADF090 4: "ADF003" has no severity to choose: a file that can\'t be read stops the build',
            'ADF090 5: there is no rule "Foo"',
            'ADF092 7: there is no limit "activities"',
            'ADF092 8: "lookupRows" must be a whole number',
        ]
        assert problems[0].endswith('(did you mean "ADF471"?)')

    def test_a_limit_of_the_project_counts(self) -> None:
        case = {"pipelines": {"load": {"activities": [{"name": f"W{n}", "type": "Wait"} for n in range(81)]}}}
        graph, _ = resolve(factory(case), External())
        assert places(run_rules(graph)) == []
        found = run_rules(graph, Settings(limits={**Settings().limits, "activitiesPerPipeline": 80}))
        assert [one.code for one in found] == ["ADF431"]

    def test_severities_change_what_any_stage_says_but_reading(self) -> None:
        said = [one_at(code, 1) for code in ("ADF003", "ADF101", "ADF202", "ADF401")]
        settings = Settings({"ADF003": None, "ADF101": None, "ADF202": Severity.INFO})
        left = [(one.code, one.severity) for one in settings.applied(said)]
        assert left == [("ADF003", Severity.ERROR), ("ADF202", Severity.INFO), ("ADF401", Severity.ERROR)]


def one_at(code: str, line: int, file: str = "a.yml") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, "something", Span(file, line, 1, line, 2))


class TestIgnores:
    def left(self, text: str, *said: Diagnostic) -> list[str]:
        return [f"{one.code} {one.span.line}" for one in without_ignored(said, {"a.yml": text})]

    def test_a_comment_silences_its_code_on_its_line(self) -> None:
        text = "a: 1 # adfc: ignore ADF473 thirty rows\nb: 2\n"
        assert self.left(text, one_at("ADF473", 1), one_at("ADF472", 1), one_at("ADF473", 2)) == [
            "ADF472 1",
            "ADF473 2",
        ]

    def test_in_json_the_comment_has_two_slashes(self) -> None:
        assert self.left('{"a": 1} // adfc: ignore ADF473 thirty rows', one_at("ADF473", 1)) == []

    def test_a_reason_is_required(self) -> None:
        assert self.left("a: 1 # adfc: ignore ADF473", one_at("ADF473", 1)) == ["ADF473 1", "ADF093 1"]

    def test_what_stops_reading_can_not_be_silenced(self) -> None:
        assert self.left("a: [ # adfc: ignore ADF003 I know", one_at("ADF003", 1)) == ["ADF003 1", "ADF093 1"]

    def test_a_code_is_required(self) -> None:
        assert self.left("a: 1 # adfc: ignore", one_at("ADF473", 1)) == ["ADF473 1", "ADF093 1"]
        assert self.left("a: 1 # adfc: ignore this one", one_at("ADF473", 1)) == ["ADF473 1", "ADF093 1"]

    def test_a_comment_that_silences_nothing_is_told(self) -> None:
        text = "a: 1\nb: 2 # adfc: ignore ADF473 thirty rows\n"
        assert self.left(text, one_at("ADF473", 1)) == ["ADF473 1", "ADF094 2"]

    def test_a_comment_above_a_text_of_several_lines_counts_inside(self) -> None:
        text = "a: |- # adfc: ignore ADF302 an old name\n  b\n  c\n"
        whole = Span("a.yml", 1, 4, 3, 4)
        inside = replace(one_at("ADF302", 3), whole=whole)
        assert self.left(text, inside) == []
        assert self.left(text, one_at("ADF302", 3)) == ["ADF302 3", "ADF094 1"]

    def test_other_files_are_left_alone(self) -> None:
        assert self.left("a: 1 # adfc: ignore ADF473 x", one_at("ADF473", 1, "b.yml")) == ["ADF473 1", "ADF094 1"]

    @given(st.text())
    def test_no_text_makes_it_raise_and_nothing_is_lost(self, text: str) -> None:
        said = [one_at("ADF003", 1)]
        assert without_ignored(said, {"a.yml": text})[:1] == said


ALL_CASES = sorted(CASES.glob("*/*.yml"))
GONE = object()
ODD: list[Data] = [
    GONE,
    None,
    True,
    0,
    -1.5,
    "",
    "@{",
    "Inactive",
    [],
    [[]],
    [None, 1, "x", {}],
    {},
    {"type": []},
    {"value": {}},
]


@cache
def case_data(file: Path) -> Data:
    return document(file.read_text(), file.name).data


def nodes(value: Data, path: tuple[Data, ...] = ()) -> list[tuple[Data, ...]]:
    """The paths to everything inside the properties of resources; an environment is as its schema wants it."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [found for step, one in entries for found in nodes(one, (*path, step))]
    return ([path] if len(path) > 2 and path[0] not in {"expect", "facts", "environment"} else []) + inner


def replaced(value: Data, path: tuple[Data, ...], odd: Data) -> Data:
    """`value` with `odd` at `path`; without what stands there where `odd` is GONE."""
    changed = dict(value) if isinstance(value, dict) else list(value)
    if len(path) > 1:
        changed[path[0]] = replaced(value[path[0]], path[1:], odd)
    elif odd is GONE:
        del changed[path[0]]
    else:
        changed[path[0]] = odd
    return changed


class TestLaws:
    @settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from([one for one in ALL_CASES if nodes(case_data(one))]),
        st.randoms(use_true_random=False),
        st.sampled_from(ODD),
    )
    def test_no_value_in_any_place_makes_a_rule_raise(self, file: Path, random: Random, odd: Data) -> None:
        case = case_data(file)
        mutated = replaced(case, random.choice(nodes(case)), odd)
        graph, _ = resolve(factory(mutated), External())
        loud = Settings({rule.code: rule.severity or Severity.INFO for rule in RULES})
        assert run_rules(graph, loud) == run_rules(graph, loud)
