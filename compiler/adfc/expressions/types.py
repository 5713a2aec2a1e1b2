"""What is known of a value before it is there: which kinds it may have, and what is inside it.

A type is a set of kinds (a bit each), so that "one of these" needs no class of its own, and "can never fit" is an empty
intersection. What is unknown is `ANY`: nothing is ever wrong with it.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TypeVar

import msgspec

T = TypeVar("T")

STRING, INTEGER, FLOAT, BOOLEAN, NULL, ARRAY, OBJECT = (1 << bit for bit in range(7))
NUMBER = INTEGER | FLOAT
COLLECTION = ARRAY | OBJECT
SCALAR = STRING | NUMBER | BOOLEAN
ANYTHING = SCALAR | NULL | COLLECTION

_WORDS = {
    STRING: "a string",
    INTEGER: "an integer",
    FLOAT: "a float",
    BOOLEAN: "a boolean",
    NULL: "null",
    ARRAY: "an array",
    OBJECT: "an object",
}


class Shape(msgspec.Struct, frozen=True):
    """What is known of the properties of an object."""

    properties: "Mapping[str, Type]"
    """By name in lower case: the engine compares names without case."""
    names: tuple[str, ...]
    """The same names as they are written, for guesses."""
    missing: str = ""
    """What to say when a property is not there: how the message begins before the name of the property."""
    code: str = ""
    """The code under which a missing property is reported; empty: it may well be there."""
    is_open: bool = False
    """Whether others may be there too: then only a near miss of a known name is told."""
    advice: Mapping[str, str] = {}
    """The way out for some missing properties, by name in lower case."""


class Type(msgspec.Struct, frozen=True):
    """What a value may be."""

    kinds: int
    element: "Type | None" = None
    """Of an array's elements; None where nothing is known."""
    shape: Shape | None = None
    """Of an object; None where nothing is known."""


ANY = Type(ANYTHING)
PLAIN: Mapping[int, Type] = {kinds: Type(kinds) for kinds in range(1, ANYTHING + 1)}
"""The types of which only the kinds are known, by their kinds."""


def array_of(element: Type) -> Type:
    """An array whose elements all are of `element`."""
    return Type(ARRAY, element)


def object_of(
    properties: Mapping[str, Type],
    missing: str = "",
    code: str = "",
    *,
    is_open: bool = False,
    advice: Mapping[str, str] | None = None,
) -> Type:
    """An object with these properties, names as written; see `Shape` for the rest."""
    by_lower = {name.lower(): of for name, of in properties.items()}
    return Type(OBJECT, None, Shape(by_lower, tuple(properties), missing, code, is_open, advice or {}))


def either(types: Iterable[Type]) -> Type:
    """A value that is of one of `types`."""
    return reduce(_joined, types)


def _joined(one: Type, other: Type) -> Type:
    if one is other:
        return one
    element = _same(one, other, ARRAY, one.element, other.element)
    shape = _same(one, other, OBJECT, one.shape, other.shape)
    return Type(one.kinds | other.kinds, element, shape)


def _same(one: Type, other: Type, kind: int, ours: T | None, theirs: T | None) -> T | None:
    """What is known of the inside where both may be of `kind`: only what both say."""
    if not other.kinds & kind:
        return ours
    if not one.kinds & kind:
        return theirs
    return ours if ours is theirs else None


def given(kinds: int) -> str:
    """The kinds of a value as a message names them. That it may be null too says nothing."""
    return words(kinds & ~NULL or NULL)


def words(kinds: int) -> str:
    """The kinds as a message names them: `a string or an integer`."""
    if kinds & NUMBER == NUMBER:
        found = [word for kind, word in _WORDS.items() if kinds & kind and not kind & NUMBER]
        found.append("a number")
    else:
        found = [word for kind, word in _WORDS.items() if kinds & kind]
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def of_literal(value: object) -> Type:
    """The type of a JSON value that is written out."""
    if isinstance(value, dict):
        return object_of({str(name): of_literal(one) for name, one in value.items()}, is_open=True)
    if isinstance(value, list):
        return array_of(either(map(of_literal, value))) if value else PLAIN[ARRAY]
    return PLAIN[_scalar(value)]


def _scalar(value: object) -> int:
    if value is None:
        return NULL
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int):
        return INTEGER
    return FLOAT if isinstance(value, float) else STRING
