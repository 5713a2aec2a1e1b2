"""What both formats share: a quick reader for the ordinary text, a thorough one for the rest and for the places."""

from collections.abc import Callable
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic
from adfc.model import Data, Document
from adfc.source import Node, Path, Places, SourceFile, Span


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
    key_span: Callable[[Path], Span | None] = lambda _: None,
) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a file, read thoroughly only if the quick reader gives up, or somebody asks for a place.

    `key_span` finds the places of some keys without that.
    """
    places = Places(lambda: _root(thoroughly(source)), key_span)
    try:
        return Document(source.name, quickly(source.text), places), []
    except UnusualError:
        tree = thoroughly(source)
    return Document(source.name, tree.data, places) if tree.root else None, tree.diagnostics


def _root(tree: Tree) -> Node:
    assert tree.root, "a text that was read once can be read again"
    return tree.root
