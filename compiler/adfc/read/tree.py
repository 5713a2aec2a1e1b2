"""What both formats share: a quick reader for the ordinary text, a thorough one for the rest and for the places."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from adfc.diagnostic import Diagnostic
from adfc.model import Data, Document
from adfc.read.lines import Lines
from adfc.read.written import Written
from adfc.source import Node, Path, Places, SourceFile, Span

Readings: TypeAlias = Callable[[str, int, int], Iterator[Written]]
"""Gives what the string between two offsets of a text may stand for."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A text read thoroughly. `root` is None if it can't be read to its end; the data are null then."""

    data: Data
    root: Node | None
    diagnostics: list[Diagnostic]


class UnusualError(Exception):
    """The quick reader gives up: the text may be good, and only the thorough one can tell."""


def read_twice(
    source: SourceFile,
    quickly: Callable[[str], Data],
    thoroughly: Callable[[SourceFile], Tree],
    written: Readings,
    key_span: Callable[[Path], Span | None] = lambda _: None,
) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a file, read thoroughly only if the quick reader gives up, or somebody asks for a place.

    `written` gives the readings of the string at two offsets of the text; `key_span` finds the places of some keys
    without the thorough reader.
    """
    places = Places(lambda: _root(thoroughly(source)), key_span, partial(_part, source, written))
    try:
        return Document(source.name, quickly(source.text), places), []
    except UnusualError:
        tree = thoroughly(source)
    return Document(source.name, tree.data, places) if tree.root else None, tree.diagnostics


def _part(source: SourceFile, written: Readings, whole: Span, text: str, part: tuple[int, int]) -> Span | None:
    """The place of a part of `text`, the string at `whole`; None where no reading of it gives that text."""
    lines = Lines(source)
    for reading in written(source.text, *lines.offsets(whole)):
        if reading.text == text:
            stretch = reading.stretch(*part)
            return lines.span(*stretch) if stretch else None
    return None


def _root(tree: Tree) -> Node:
    assert tree.root, "a text that was read once can be read again"
    return tree.root
