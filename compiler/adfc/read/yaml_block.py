"""The texts that a block scalar (`|`, `>`) may stand for, and where each character of them stands."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from adfc.read.written import Written

_HEADER = re.compile(r"([|>])([-+1-9]*)[^\r\n]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"([^\r\n\x85\u2028\u2029]*)(\r\n|[\r\n\x85\u2028\u2029]|\Z)")
_DEEPEST = 40
"""The deepest indentation that is tried where the header counts from a parent that is not known here."""


def block_written(source: str, start: int, end: int) -> Iterator[Written]:
    """The readings of a block scalar: one for each indentation that its lines may have.

    The blank lines after `end` belong to it as well, as far as it keeps them.
    """
    header = _HEADER.match(source, start)
    if header is None:
        return
    lines = list(_lines(source, header.end(), end))
    for indent in _indents(header[2], [text for _, text, _, _ in lines]):
        yield _Block(header[1] == ">", "-" not in header[2], "+" in header[2]).read(lines, indent)


_Line: TypeAlias = tuple[int, str, str, int]
"""Offset, text, line break, offset after it."""


def _lines(source: str, at: int, end: int) -> Iterator[_Line]:
    """The lines up to `end`, and the blank ones after it."""
    while at < len(source) and (found := _LINE.match(source, at)):
        if at >= end and found[1].strip(" \t"):
            return
        yield at, found[1], found[2], found.end()
        at = found.end()


def _indents(header: str, lines: list[str]) -> Iterator[int]:
    deep = [len(one) - len(one.lstrip(" ")) for one in lines if one.strip(" ")]
    blank = max((len(one) for one in lines if not one.strip(" ")), default=0)
    if header.strip("-+"):
        yield from range(min(min(deep, default=blank + 1), _DEEPEST), 0, -1)
    else:
        yield deep[0] if deep else blank


class _Block:
    """Reads the lines of one block scalar."""

    def __init__(self, folds: bool, clips: bool, keeps: bool) -> None:
        self._folds, self._clips, self._keeps = folds, clips, keeps
        self._written = Written()

    def read(self, lines: list[_Line], indent: int) -> Written:
        """What the lines stand for at this indentation."""
        solid = [number for number, line in enumerate(lines) if line[1][indent:] or line[1].strip(" ")]
        if not solid:
            self._breaks(lines if self._keeps else [])
            return self._written
        self._breaks(lines[: solid[0]])
        for number, following in pairwise(solid):
            self._add(lines[number], indent)
            self._join(lines, number, following, indent)
        last = solid[-1]
        self._add(lines[last], indent)
        self._breaks(lines[last:] if self._keeps else lines[last : last + 1] if self._clips else [])
        return self._written

    def _add(self, line: _Line, indent: int) -> None:
        self._written.add_plain(line[1][indent:], line[0] + indent)

    def _join(self, lines: list[_Line], number: int, following: int, indent: int) -> None:
        """What the line breaks between two lines with text stand for."""
        at, text, _, after = lines[number]
        joins = self._folds and not (_is_blank(text, indent) or _is_blank(lines[following][1], indent))
        if not joins:
            self._breaks(lines[number:following])
        elif following == number + 1:
            self._written.add(" ", at + len(text), after)
        else:
            self._breaks(lines[number + 1 : following])

    def _breaks(self, lines: list[_Line]) -> None:
        for at, text, sign, after in lines:
            if sign:
                self._written.add(sign if sign in "\u2028\u2029" else "\n", at + len(text), after)


def _is_blank(line: str, indent: int) -> bool:
    return line[indent : indent + 1] in {" ", "\t"}
