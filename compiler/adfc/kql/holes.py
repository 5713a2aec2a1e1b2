"""KQL with `@{...}` in it: each is replaced by a name of the same length, so that every place stays true."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPENS = re.compile(r"@@\{|@\{")
_STEP = re.compile(r"'(?:[^']|'')*'|[{}]")
_WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that a KQL parser can read."""

    text: str
    holes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By the name put there, where it stands: start and end, in code points."""

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch of the text overlaps a hole, or an empty one stands before it."""
        return any(
            start < last and max(end, start + 1) > first for found in self.holes.values() for first, last in found
        )


def mask(text: str) -> Masked:
    """The text with names in place of its expressions.

    What is glued to an expression (`@{days}d`, `Table_@{suffix}`) makes one word with it, and goes with it.
    """
    names: dict[str, str] = {}
    holes: dict[str, list[tuple[int, int]]] = {}
    parts, done = [], 0
    for start, end in _words(text):
        name = names.setdefault(text[start:end], f"_{len(names)}".ljust(end - start, "_"))
        holes.setdefault(name, []).append((start, end))
        parts += [text[done:start], name]
        done = end
    return Masked("".join([*parts, text[done:]]), holes)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The words that hold expressions: several that touch are one."""
    pending: tuple[int, int] | None = None
    for start, end in _expressions(text):
        first, last = _before(text, start), _after(text, end)
        if pending and first <= pending[1]:
            pending = pending[0], last
            continue
        if pending:
            yield pending
        pending = first, last
    if pending:
        yield pending


def _expressions(text: str) -> Iterator[tuple[int, int]]:
    """Where each `@{...}` begins and ends; `@@{` is text, and one that nobody closes goes to the end."""
    at = 0
    while found := _OPENS.search(text, at):
        at = found.end()
        if len(found[0]) == len("@{"):
            at = _closing(text, at)
            yield found.start(), at


def _closing(text: str, at: int) -> int:
    depth = 1
    for step in _STEP.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(step[0], 0)
        if depth == 0:
            return step.end()
    return len(text)


def _before(text: str, at: int) -> int:
    while at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at -= 1
    return at


def _after(text: str, at: int) -> int:
    found = _WORD.match(text, at)
    return found.end() if found else at
