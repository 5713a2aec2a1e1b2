"""What an expression is made of. Every node knows its place: `start` and `end` (exclusive) in the text, in code points.

The nodes are structs of msgspec rather than dataclasses: they are frozen alike, and made five times as fast, which
tells where a factory has fifty thousand expressions.
"""

from typing import TypeAlias

import msgspec


class Node(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text that means something."""

    start: int
    end: int


class Literal(Node, frozen=True, gc=False):
    """A string, number, boolean or null written out; also a whole text that is no expression."""

    value: str | int | float | bool | None


class Call(Node, frozen=True, gc=False):
    """`name(arguments)`. Functions, and what begins a reference: `pipeline()`, `activity('x')`, `item()`.

    The name stands from `start` on, as written: names are compared without case.
    """

    name: str
    arguments: "tuple[Expression, ...]"


class Member(Node, frozen=True, gc=False):
    """`target.name`, or `target?.name`. The name stands up to `end`."""

    target: "Expression"
    name: str
    is_safe: bool
    """Whether `?` stands before the point: null, where the target has no such property."""


class Index(Node, frozen=True, gc=False):
    """`target[index]`, or `target?[index]`."""

    target: "Expression"
    index: "Expression"
    is_safe: bool


class Template(Node, frozen=True, gc=False):
    """Text with `@{...}` in it: the pieces in order. The value is text, whatever the pieces are."""

    parts: "tuple[str | Expression, ...]"
    """Plain text (with `@@` already read as `@`), and the expressions between."""


Expression: TypeAlias = Literal | Call | Member | Index | Template


class ExpressionError(Exception):
    """A text that the engine's parser refuses: what is wrong, where in the text, and the way out."""

    def __init__(self, message: str, start: int, end: int, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.way_out = way_out
