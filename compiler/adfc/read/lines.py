"""Offsets into a text to places in its file. Line breaks are CR LF, LF and CR, as editors count them."""

import re
from bisect import bisect_right

from adfc.source import SourceFile, Span

_LINE_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The line starts of one text."""

    def __init__(self, source: SourceFile) -> None:
        self._file = source.name
        self._size = len(source.text)
        self._starts = [0, *(found.end() for found in _LINE_BREAK.finditer(source.text))]

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`; offsets past the end of the text mean its end."""
        line, column = self._place(start)
        return Span(self._file, line, column, *self._place(end))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The offsets in the text between which a place of this file lies."""
        return self._starts[span.line - 1] + span.column - 1, self._starts[span.end_line - 1] + span.end_column - 1

    def start_of_line(self, offset: int) -> int:
        """The offset at which the line of `offset` starts."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def _place(self, offset: int) -> tuple[int, int]:
        offset = min(offset, self._size)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
