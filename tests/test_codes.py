"""Every code that the compiler reports has a page, whose example reports it and whose way out does not."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

import adfc
from adfc.compile import compile_project
from adfc.rules import RULES, pages
from tests.kql import parser_for
from tests.pages import Page, compiled, page_of

SOURCE = Path(adfc.__file__).parent
TESTS = Path(__file__).parent
CODE = re.compile(r"ADF\d{3}")
PAGES = [page_of(text) for text in pages().values()]
WHOLE = [page for page in PAGES if page.is_whole]
ELSEWHERE_TOO = {"ADF403"}
"""Codes of rules that another stage reports with the same meaning: of global parameters, which no rule sees."""


def codes_in(nodes: Iterable[ast.AST]) -> set[str]:
    """The codes among literals."""
    literals = (str(one.value) for one in nodes if isinstance(one, ast.Constant))
    return {one for one in literals if CODE.fullmatch(one)}


def nodes_of(files: Iterable[Path]) -> Iterator[ast.AST]:
    return (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))


def code_of(page: Page) -> str:
    return page.code


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes_in(nodes_of(SOURCE.rglob("*.py"))) == set(pages())


def test_a_code_means_one_thing() -> None:
    elsewhere = nodes_of(file for file in SOURCE.rglob("*.py") if file.parent != SOURCE / "rules")
    reported = codes_in(node.args[0] for node in elsewhere if isinstance(node, ast.Call) and node.args)
    assert {rule.code for rule in RULES} & reported == ELSEWHERE_TOO
    assert [page.code for page in PAGES] == list(pages())
    assert len({page.name for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", WHOLE, ids=code_of)
def test_before_reports_the_code(page: Page, tmp_path: Path) -> None:
    found = {
        str(one.severity)
        for one in compiled(page.files("before"), tmp_path, parser_for(page.code))
        if one.code == page.code
    }
    assert found
    assert page.severity == "off" or found <= set(re.findall(r"\w+", page.severity))


@pytest.mark.parametrize("page", WHOLE, ids=code_of)
def test_after_does_not(page: Page, tmp_path: Path) -> None:
    found = compiled(page.files("after"), tmp_path, parser_for(page.code))
    assert [one for one in found if one.code == page.code or one.is_error] == []


def many(section: str, count: int, body: str) -> str:
    return f"{section}:\n" + "".join(f"  shop_{number}: {{{body.format(number)}}}\n" for number in range(count))


SERVICE = "type: http, url: https://{0}.example.org/"
SECURE = "auth: {{basic: {{user: us, password: {{secureParameter: shop_{0}}}}}}}"
LARGE = {
    "ADF483": many("linkedServices", 220, SERVICE),
    "ADF484": many("linkedServices", 300, f"{SERVICE}, {SECURE}"),
    "ADF485": many("pipelines", 801, "activities: {{}}"),
}
"""What is too long for a page, and for the folder of a case."""


@pytest.mark.parametrize("code", LARGE)
def test_what_is_too_long_for_a_page(code: str, tmp_path: Path) -> None:
    found = compiled({"pipelines/a.yml": LARGE[code]}, tmp_path)
    assert [one.code for one in found if one.code != "ADF611"] == [code]


def test_a_link_to_nothing_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/a.yml").symlink_to("nowhere.yml")
    found = compiled({"pipelines/b.yml": "pipelines: {load: {activities: {}}}\n"}, tmp_path)
    assert [(one.code, one.span.file) for one in found] == [("ADF021", "pipelines/a.yml")]


def test_a_target_that_is_not_there_can_not_be_built(tmp_path: Path) -> None:
    (tmp_path / "adfc.yml").write_text("name: sales\nfactory: sales-df\ntargets: {prod: {default: true}}\n")
    found = compile_project(tmp_path, target="prdo", env={}).diagnostics
    assert [(one.code, one.help) for one in found] == [("ADF032", 'did you mean "prod"?')]


def test_every_code_is_reported_somewhere() -> None:
    snapshots = (file.read_text("utf-8") for file in (TESTS / "__snapshots__").rglob("*.txt"))
    cases = (yaml.safe_load(file.read_text("utf-8"))["expect"] for file in (TESTS / "rules").rglob("bad.yml"))
    reported = {code for text in snapshots for code in re.findall(r"\[(ADF\d{3})\]: ", text)}
    reported |= {line.split()[0] for expected in cases for line in expected}
    tests = (file for file in TESTS.glob("test_*.py"))
    reported |= {code for file in tests for code in re.findall(r"ADF\d{3}", file.read_text("utf-8"))}
    assert {page.code for page in PAGES} - {page.code for page in WHOLE} - reported == set()
