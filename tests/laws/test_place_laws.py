"""A part of a string is shown where it is written: in every style of a scalar, and after placeholders were replaced."""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from adfc.configure.inside import before_replacing
from adfc.model import Document
from adfc.read import read_json, read_yaml
from adfc.source import Path, SourceFile, Span

SIGNS = [
    "a",
    "é",
    "😀",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "'",
    "''",
    '"',
    "\\",
    "\\n",
    "@",
    "#",
    ": ",
    " #",
    "x y",
    "\x85",
]
RARE = ["\u2028", "\0", "\r", "\n  ", "word word", "\x07", "\xa0"]
STRINGS = st.lists(st.sampled_from([*SIGNS, *RARE]), min_size=1, max_size=12).map("".join)
BREAKS = ("\n", "\r\n", "\r", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True)
class Style:
    """How PyYAML writes a scalar."""

    default_style: Literal["'", '"', "|", ">"] | None
    width: int
    indent: int
    allow_unicode: bool
    line_break: str

    def dump(self, value: object) -> str:
        options = {name: getattr(self, name) for name in ("default_style", "width", "indent", "allow_unicode")}
        return yaml.dump(value, line_break=self.line_break, **options)


STYLES = st.builds(
    Style,
    st.sampled_from(["'", '"', "|", ">", None]),
    st.integers(5, 30),
    st.integers(2, 6),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


def cut(text: str, span: Span) -> str:
    """What stands at a place, with the line breaks that editors count."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def means(written: str, character: str) -> bool:
    """Whether this text in a scalar stands for the character: itself, an escape, a doubled quote, a line break."""
    if written == character or (written == "''" and character == "'"):
        return True
    if written.startswith("\\"):
        return bool(yaml.safe_load(f'"{written}"') == character)
    return written in BREAKS and character in {" ", "\n"}


def check_each(document: Document, source: str, path: Path) -> None:
    """Every character has its own place, they follow each other, and a part lies from its first to its last."""
    text = document.at(path)
    spans = [document.inside(path, text, at, at + 1) for at in range(len(text))]
    for character, span in zip(text, spans, strict=True):
        assert means(cut(source, span), character), (cut(source, span), character)
    for before, after in pairwise(spans):
        assert (before.end_line, before.end_column) <= (after.line, after.column)
    middle = document.inside(path, text, len(text) // 2, len(text))
    first, last = spans[len(text) // 2], spans[-1]
    assert (middle.line, middle.column) == (first.line, first.column)
    assert (middle.end_line, middle.end_column) == (last.end_line, last.end_column)


@given(STRINGS, STYLES)
@example("\xa0", Style("|", 5, 2, True, "\n"))
def test_parts_of_what_pyyaml_writes(text: str, style: Style) -> None:
    source = style.dump({"k": [{"inner": text, "z": 1}]})
    path = ("k", 0, "inner")
    document, _ = read_yaml(SourceFile("f", source))
    assume(document is not None)
    assert document is not None
    if isinstance(document.at(path), str) and document.at(path):
        check_each(document, source, path)


BODIES = st.lists(
    st.sampled_from(
        ["a", "b c", " ", "\n", "\n   ", "\n    ", "'", "#", "@{x}", "\n\n", "é", "\r\n", "\\n", "\\x41", "''"]
    ),
    max_size=14,
).map("".join)
FRAMES = st.sampled_from(
    [
        "k:\n  i: '%s'\n  z: 1\n",
        'k:\n  i: "%s"\n',
        'k:\n  i: &anchor "%s"\n',
        "k:\n  i: q%s\n  z: 1\n",
        "k: {i: q%s}\n",
        *(
            f"k:\n  i: {sign}\n    %s\n\n  z: 1\n"
            for sign in ["|", "|-", "|+", ">", ">-", ">+", "|2", ">1+", "| # note"]
        ),
        "k:\n  i: >-\n    %s",
    ]
)


@given(FRAMES, BODIES)
def test_parts_of_what_people_write(frame: str, body: str) -> None:
    source = frame % body
    document, _ = read_yaml(SourceFile("f", source))
    if document is not None and isinstance(document.at(("k", "i")), str) and document.at(("k", "i")):
        check_each(document, source, ("k", "i"))


@given(STRINGS, st.booleans(), st.sampled_from([None, 2]))
def test_parts_of_a_json_string(text: str, ascii_only: bool, indent: int | None) -> None:
    source = json.dumps([{"k": text}], ensure_ascii=ascii_only, indent=indent)
    document, _ = read_json(SourceFile("f.json", source))
    assert document is not None
    for at, character in enumerate(text):
        written = cut(source, document.inside((0, "k"), text, at, at + 1))
        assert json.loads(f'"{written}"') == character


PIECES = st.lists(
    st.text("ab{", max_size=3)
    | st.sampled_from(["$${", "}"])
    | st.tuples(st.sampled_from("xyz"), st.text("ab{", max_size=3)),
    max_size=8,
)


@given(PIECES)
def test_parts_of_a_text_with_placeholders(pieces: list[str | tuple[str, str]]) -> None:
    """A character that the user wrote is shown where it is written, or with placeholders beside it."""
    written, final, origins = "", "", []
    for piece in pieces:
        before = len(written)
        name, value = piece if isinstance(piece, tuple) else ("", piece.replace("$${", "${"))
        written += f"${{var.{name}}}" if name else str(piece)
        exact = not name and value == piece
        origins += [(before + at, before + at + 1) if exact else (before, len(written)) for at in range(len(value))]
        final += value
    for at, (start, end) in enumerate(origins):
        shown = before_replacing(written, final, at, at + 1)
        assert shown is not None
        assert shown[0] <= start <= end <= shown[1]
