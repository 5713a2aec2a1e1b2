"""Lines of a file with a place in them marked, as rows for a gutter of line numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adfc.report.cells import crop, visible
from adfc.source import Span

TALL = 5
"""The most lines of a place that are shown whole; of more, the first HEAD and the last."""
HEAD = 3
_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Row:
    """A line beside the gutter: with a number it is the file's, without it shows `marks` under the line above."""

    text: str
    number: int | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place cut to the lines that are there; columns from 0, the end exclusive."""

    line: int
    start: int
    end_line: int
    end: int


def draw(lines: Sequence[str], span: Span, *, mark: str, label: str, room: int) -> list[Row]:
    """The rows that show `span`, marked with `mark`, the `label` after the last mark; none when it is not in the text.

    No text of the file takes more than `room` columns.
    """
    if not 1 <= span.line <= len(lines):
        return []
    place = fit(lines, span)
    after = f" {visible(label)}" if label else ""
    if place.line == place.end_line:
        cropped = crop(lines[place.line - 1], place.start, place.end, room)
        return [Row(cropped.text, place.line), Row(" " * cropped.before, marks=mark * cropped.marked + after)]
    return list(_tall(lines, place, mark, after, room - 2))


def starred(lines: Sequence[str], span: Span) -> list[str]:
    """The lines with asterisks in the place of all that stands in `span` but its first three characters."""
    told = list(lines)
    for number in range(max(span.line, 1), min(span.end_line, len(told)) + 1):
        line = told[number - 1]
        start = span.column + 2 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        told[number - 1] = line[:start] + _INK.sub("*", line[start:end]) + line[max(start, end) :]
    return told


def fit(lines: Sequence[str], span: Span) -> Stretch:
    """The place inside the lines. One that ends before the first word of a line ends after the last word before it."""
    start = min(span.column - 1, len(lines[span.line - 1]))
    end_line = min(span.end_line, len(lines))
    end = min(span.end_column - 1, len(lines[end_line - 1])) if end_line == span.end_line else len(lines[end_line - 1])
    while end_line > span.line and not lines[end_line - 1][:end].strip():
        end_line -= 1
        end = len(lines[end_line - 1].rstrip())
    if end_line <= span.line:
        return Stretch(span.line, start, span.line, max(start, end))
    return Stretch(span.line, start, end_line, end)


def _tall(lines: Sequence[str], place: Stretch, mark: str, after: str, room: int) -> Iterator[Row]:
    """A place of several lines: a bar on the left that leads from its first character to its last."""
    first = crop(lines[place.line - 1], place.start, place.start + 1, room)
    yield Row("  " + first.text, place.line)
    yield Row(" ", marks="_" * (first.before + 1) + mark)
    whole = place.end_line - place.line < TALL
    for number in range(place.line + 1, place.end_line if whole else place.line + HEAD):
        yield Row("| " + crop(lines[number - 1], 0, 0, room).text, number)
    if not whole:
        yield Row("", marks="| ...")
    last = crop(lines[place.end_line - 1], place.end - 1, place.end, room)
    yield Row("| " + last.text, place.end_line)
    yield Row("", marks="|" + "_" * (last.before + 1) + mark + after)
