"""How findings read on a terminal, to the letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from adfc.diagnostic import Diagnostic, Related, Severity
from adfc.report import FORMATS, Report
from adfc.report.cells import crop, visible, widths
from adfc.source import Span

SPEC = """\
pipelines:
  load:
    activities:
      copy:
        type: copy
        source: {dataset: raw_order}
\ttabbed: {a: 1}
        text: "日本語 👍🏽 ❤️ e\u0301 x" # wide
        block:
          - 1
          - 2
          - 3
          - 4
          - 5
          - 6

        next: \x1b[31mred\x1b[0m \u202eright to left
"""


def at(words: str, *, text: str = SPEC, file: str = "pipelines/load.yml") -> Span:
    """The place of the first of these words in the text."""
    start = text.index(words)
    end = start + len(words)
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(file, line, column, text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end))


def error(message: str, span: Span, way_out: str = "", *related: Related, code: str = "ADF202") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, way_out, related)


def drawn(*found: Diagnostic, texts: dict[str, str] | None = None, color: bool = False, width: int = 100) -> str:
    files = {"pipelines/load.yml": SPEC} if texts is None else texts
    return FORMATS["text"](Report(found, files, color=color, width=width))


def test_one_finding() -> None:
    found = error('there is no dataset "raw_order"', at("raw_order"), 'did you mean "raw_orders"?')
    assert drawn(found) == (
        'error[ADF202]: there is no dataset "raw_order"\n'
        " --> pipelines/load.yml:6:27\n"
        "  |\n"
        "6 |         source: {dataset: raw_order}\n"
        "  |                           ^^^^^^^^^\n"
        '  = help: did you mean "raw_orders"?\n'
        "\n"
        "1 error in 1 file\n"
    )


def test_nothing_found() -> None:
    assert drawn() == ""


ELSEWHERE = Related("it is declared here", Span("adfc.yml", 1, 1, 1, 5))
USED = Span("pipelines/use.yml", 2, 3, 2, 7)

CASES = {
    "severities": (
        error("one", at("load:")),
        Diagnostic("ADF601", Severity.WARNING, "two", at("copy:")),
        Diagnostic("ADF602", Severity.INFO, "three", at("copy", file="other.yml")),
    ),
    "tab": (error("after a tab", at("{a: 1}")),),
    "wide": (
        error("wide letters", at("本語")),
        error("an emoji with its skin tone", at("👍🏽")),
        error("an emoji by its selector", at("❤️")),
        error("an accent of its own", at("e\u0301")),
        error("after all of them", at("# wide")),
    ),
    "several lines": (error("a block", at(SPEC[SPEC.index("block") : SPEC.index("next")])),),
    "two lines": (error("short", at("type: copy\n        source")),),
    "related": (
        error("here", at("raw_order"), "way out", ELSEWHERE, Related("no text of this", Span("gone.yml", 7, 1, 7, 2))),
    ),
    "pattern": (
        error(
            "made by a template",
            Span("templates/p/spec.yml.j2", 1, 3, 1, 7, via=USED),
            "",
            Related("the same line", Span("templates/p/spec.yml.j2", 1, 1, 1, 2)),
        ),
    ),
    "hostile": (error("red \x1b[31m and\nmore", at("red\x1b"), "\x07ring\nsecond line"),),
    "outside": (
        error("no such file", Span("gone.yml", 3, 1, 3, 1), "write it"),
        error("past the end", Span("pipelines/load.yml", 99, 1, 99, 1)),
        error("past the line", Span("pipelines/load.yml", 1, 50, 1, 60)),
        error("an end before its start", Span("pipelines/load.yml", 3, 5, 1, 1)),
        error("an empty place", Span("pipelines/load.yml", 4, 12, 4, 12)),
    ),
}

TEXTS = {
    "pipelines/load.yml": SPEC,
    "adfc.yml": "name: covid\n",
    "pipelines/use.yml": "use:\n  mine: {template: p}\n",
    "templates/p/spec.yml.j2": "{{ name }}: 1\n",
}


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, snapshot: SnapshotAssertion) -> None:
    assert drawn(*CASES[case], texts=TEXTS) == snapshot


def test_colors(snapshot: SnapshotAssertion) -> None:
    assert drawn(*CASES["severities"], *CASES["related"], texts=TEXTS, color=True) == snapshot


LONG = "query: " + "a" * 150 + " HERE " + "b" * 300


@pytest.mark.parametrize("place", [(1, 6), (1, 200), (159, 163), (164, 464), (461, 464), (464, 464)], ids=str)
def test_long_line_is_cropped_around_the_place(place: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    span = Span("pipelines/load.yml", 1, place[0], 1, place[1])
    text = drawn(error("long", span), texts={"pipelines/load.yml": LONG}, width=60)
    assert max(map(len, text.splitlines())) <= 60
    assert text == snapshot


def test_errors_are_shown_before_warnings_when_there_are_many() -> None:
    warnings = [
        Diagnostic("ADF601", Severity.WARNING, f"w{line}", Span("a.yml", line, 1, line, 2)) for line in range(60)
    ]
    errors = [error(f"e{line}", Span("b.yml", line, 1, line, 2)) for line in range(20)]

    text = drawn(*warnings, *errors)

    assert text.count("error[") == 20
    assert text.count("warning[") == 30
    assert text.index("warning[ADF601]: w29\n") < text.index("error[ADF202]: e0\n")
    assert text.endswith(
        "... and 30 more: 30 warnings (adfc check --format concise lists all)\n\n20 errors, 60 warnings in 2 files\n"
    )


def test_names_begin_with_the_base() -> None:
    found = error("here", Span("pipelines/load.yml", 1, 1, 1, 2))
    assert "--> ../demo/pipelines/load.yml:1:1\n" in FORMATS["text"](Report([found], {}, base="../demo"))


numbers = st.integers(1, 6)
spans = st.builds(Span, st.just("a.yml"), numbers, st.integers(1, 40), numbers, st.integers(1, 40))


@given(text=st.text(max_size=120), span=spans, width=st.integers(1, 60))
def test_any_place_in_any_text_can_be_drawn(text: str, span: Span, width: int) -> None:
    found = error(text, span, text, Related(text, span))
    lines = drawn(found, texts={"a.yml": text}, width=width).split("\n")
    assert all(line.replace("\u200d", "").isprintable() for line in lines)
    assert lines[-2] == "1 error in 1 file"


@given(st.text())
def test_visible_text_is_as_wide_as_its_characters(text: str) -> None:
    assert sum(widths(text)) == sum(widths(visible(text)))
    assert not any(
        unicodedata.bidirectional(char) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI"} for char in visible(text)
    )


@given(line=st.text(max_size=200), start=st.integers(0, 200), length=st.integers(0, 50), room=st.integers(20, 100))
def test_cropped_line_fits_and_marks_the_place(line: str, start: int, length: int, room: int) -> None:
    start = min(start, len(line))
    cropped = crop(line, start, start + length, room)
    assert sum(widths(cropped.text)) <= room
    assert cropped.before + cropped.marked <= room + 1
    before = 0
    for char, size in zip(cropped.text, widths(cropped.text), strict=True):
        if before >= cropped.before and size:
            assert char == visible(line[start])[0] or not widths(line[start : start + 1])[0]
            break
        before += size
