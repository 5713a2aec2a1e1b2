"""Text and the places in it. Knows no format: readers build the tree of places."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the top of a document to one value in it."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as read: its name relative to the project (with `/`), its text without BOM."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, in code points; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    via: "Span | None" = field(default=None, compare=False)
    """For text that a pattern's template made: the place that uses the pattern."""


@dataclass(slots=True)
class Node:
    """The place of one value, of the key it stands under, and of the values inside it."""

    value: Span
    key: Span | None = None
    children: dict[str | int, "Node"] = field(default_factory=dict)

    def descend(self, path: Path) -> Iterator["Node"]:
        """The nodes along `path` from here, self first, as far as the path leads."""
        node = self
        yield node
        for step in path:
            child = node.children.get(step)
            if child is None:
                return
            yield child
            node = child


class Places:
    """The places in one file, read again with positions the first time somebody asks.

    A clean build never asks, so it never pays.
    """

    via: Span | None = None
    """For text that a pattern's template made: the place that uses the pattern."""

    def __init__(
        self,
        load: Callable[[], Node],
        quick: Callable[[Path], Span | None] = lambda _: None,
        part: Callable[[Span, str, tuple[int, int]], Span | None] = lambda *_: None,
    ) -> None:
        """Takes what reads the tree of places, and two that find some places themselves (None for those they can't).

        Args:
            load: reads the tree.
            quick: finds some keys without it.
            part: finds a part of the string at a place, told by its text and the offsets in that.
        """
        self._load = load
        self._quick = quick
        self._part = part
        self._root: Node | None = None

    def span(self, path: Path, *, key: bool = False) -> Span:
        """The place of the value at `path` (of its key with `key`), or of the nearest parent.

        A parent found in place of a missing child is shown by its key: a body is long, its name is not.
        """
        if self._root is None:
            if key and (found := self._quick(path)):
                return found
            self._root = self._load()
        nodes = list(self._root.descend(path))
        missing = len(nodes) <= len(path)
        return (nodes[-1].key if key or missing else None) or nodes[-1].value

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """The place of `text[start:end]`, where `text` is the whole string at `path`.

        The place of the whole value, or of its nearest parent, where the text is written in a way that does not tell.
        """
        whole = self.span(path)
        return self._part(whole, text, (start, end)) or whole
