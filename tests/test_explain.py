"""`adfc explain`: a page as plain text, the list of all codes, and what is no code."""

import pytest

from adfc.cli.app import run
from adfc.report.model import STAGES
from adfc.rules import pages

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def explained(capsys: Printed, *arguments: str) -> str:
    assert run(["explain", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_a_page_is_plain_text(capsys: Printed) -> None:
    assert explained(capsys, "ADF040") == (
        "ADF040: unknown-placeholder\n"
        "\n"
        "Severity: error\n"
        "\n"
        "`${var.NAME}` or `${target.NAME}` stands for nothing.\n"
        "\n"
        "A variable is declared under `variables` in `adfc.yml`, for all targets or for one; what one target\n"
        "lacks is an error even when another has it. A target has `name`, and what `adfc.yml` gives of\n"
        "`factory`, `subscription` and `resourceGroup`. To write the sign itself, write `$${`.\n"
        "\n"
        "Before:\n"
        "\n"
        "    # adfc.yml\n"
        "    name: sales\n"
        "    factory: sales-df\n"
        "    variables: {host: example.org}\n"
        "\n"
        "    # pipelines/a.yml\n"
        "    linkedServices:\n"
        '      web: {type: http, url: "https://${var.hots}/"}\n'
        "\n"
        "After:\n"
        "\n"
        "    # pipelines/a.yml\n"
        "    linkedServices:\n"
        '      web: {type: http, url: "https://${var.host}/"}\n'
        "\n"
        "Source: the language of adfc: rule 5.\n"
    )


@pytest.mark.parametrize("written", ["ADF010", "adf010", "010", "10"])
def test_a_code_may_be_written_short(written: str, capsys: Printed) -> None:
    assert explained(capsys, written).startswith("ADF010: leading-zero\n")


def test_a_rule_is_explained_by_its_docstring(capsys: Printed) -> None:
    text = explained(capsys, "ADF531")
    assert text.startswith("ADF531: plain-http\n\nSeverity: warning\n\nA URL starts with http://.\n")
    assert "\nBefore:\n\n    linkedServices:\n      open_data: " in text


@pytest.mark.parametrize("code", pages())
def test_no_markdown_is_left(code: str, capsys: Printed) -> None:
    text = explained(capsys, code)
    assert "```" not in text
    assert not text.startswith("#")
    assert "ignore\n" not in text.partition("Before:")[2].partition("    ")[0]
    prose = [line for line in text.splitlines() if not line.startswith("    ") and "https://" not in line]
    assert max(map(len, prose)) <= 100


def test_all_codes_are_listed_by_stage(capsys: Printed) -> None:
    paragraphs = explained(capsys).rstrip("\n").split("\n\n")
    heads = [paragraph.splitlines()[0] for paragraph in paragraphs]
    assert heads == [f"ADF{digit}xx: {stage}" for digit, stage in STAGES.items() if f"ADF{digit}xx: {stage}" in heads]
    rows = [line for paragraph in paragraphs for line in paragraph.splitlines()[1:]]
    assert [row.split()[0] for row in rows] == list(pages())
    assert next(row for row in rows if "ADF531" in row).split(maxsplit=2)[1:] == [
        "plain-http",
        "A URL starts with http://.",
    ]
    assert max(map(len, rows)) <= 120


@pytest.mark.parametrize(
    ("written", "way_out"), [("ADF53", "did you mean"), ("raw_orders", "adfc explain lists the codes")]
)
def test_what_is_no_code(written: str, way_out: str, capsys: Printed) -> None:
    assert run(["explain", written]) == 4
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f'error: there is no code "{written}"\n  = help: {way_out}')


def test_headings_are_strong_where_colour_is_wanted(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    page = explained(capsys, "ADF040")
    assert page.startswith("\x1b[1mADF040: unknown-placeholder\x1b[0m\n")
    assert "\n\x1b[1mBefore:\x1b[0m\n" in page
    assert explained(capsys).startswith("\x1b[1mADF0xx: ")
    assert "\x1b" not in explained(capsys, "--no-color")
