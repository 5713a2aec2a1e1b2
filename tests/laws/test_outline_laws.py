"""The quick way to a key's place never tells another place than the reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.read import read_yaml
from adfc.read.outline import outline
from adfc.source import SourceFile

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(file for folder in ("pipelines", "examples", "tests/cases") for file in (ROOT / folder).rglob("*.yml"))

LINES = st.lists(
    st.sampled_from(
        ["a:", "b: # c", "b: {", "}", "  x:", "  x: {y: 1}", "    x: |", "      x: text", '  "q r":', "  'a: b': 1",
         "  y: \"one", "    x: two\"", "# note", "", "- x:", "   z: 1", "  x y: 2", "  h#x: 1", "  k:v: 1", "  ? c"]
    ),
    max_size=14,
)  # fmt: skip


def _agrees(source: SourceFile) -> int:
    document, _ = read_yaml(source)
    key_span = outline(source)
    if document is None or not isinstance(document.data, dict):
        return 0
    found = 0
    for section, bodies in document.data.items():
        for name in bodies if isinstance(bodies, dict) else ():
            quick = key_span((section, name))
            document.places.span(("no such key",))  # from here on the tree of places answers
            assert quick is None or quick == document.span((section, name), key=True)
            found += quick is not None
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_files(file: Path) -> None:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    _agrees(SourceFile(file.name, text))


def test_it_answers_for_the_demo() -> None:
    text = (ROOT / "pipelines/covid/connections.yml").read_text(encoding="utf-8")
    assert _agrees(SourceFile("connections.yml", text)) == 7


@given(LINES)
def test_texts(lines: list[str]) -> None:
    _agrees(SourceFile("a.yml", "\n".join(lines)))
