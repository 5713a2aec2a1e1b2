"""The functions whose value depends on what they are given: what it is, as near as the arguments tell.

Source: the answers of Microsoft's engine.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from adfc.expressions.syntax import Call, Literal
from adfc.expressions.types import (
    ANY,
    ARRAY,
    FLOAT,
    INTEGER,
    NULL,
    NUMBER,
    PLAIN,
    STRING,
    Type,
    array_of,
    either,
    of_literal,
)

Result: TypeAlias = Callable[[Call, Sequence[Type]], Type]
"""From a call and the types of its arguments (as many as the function takes) to the type of its value."""


def _one_of(_: Call, arguments: Sequence[Type]) -> Type:
    return either(arguments)


def _branch(_: Call, arguments: Sequence[Type]) -> Type:
    return either(arguments[1:])


def _first_not_null(_: Call, arguments: Sequence[Type]) -> Type:
    last = len(arguments) - 1
    return either(_without_null(one) if at < last else one for at, one in enumerate(arguments))


def _without_null(one: Type) -> Type:
    if one.kinds == NULL or not one.kinds & NULL:
        return one
    return Type(one.kinds & ~NULL, one.element, one.shape)


def _entry(_: Call, arguments: Sequence[Type]) -> Type:
    """Of a string a string, of an array an element, null where it is empty."""
    [of] = arguments
    found = [PLAIN[STRING]] if of.kinds & STRING else []
    if of.kinds & ARRAY:
        found += [of.element or ANY, PLAIN[NULL]]
    return either(found) if found else ANY


def _part(_: Call, arguments: Sequence[Type]) -> Type:
    of = arguments[0]
    kept = of.kinds & (STRING | ARRAY)
    return Type(kept, of.element) if kept else ANY


def _array(_: Call, arguments: Sequence[Type]) -> Type:
    """One value becomes an array of it. An array stays what it is."""
    [of] = arguments
    if of.kinds == ARRAY:
        return of
    return PLAIN[ARRAY] if of.kinds & ARRAY else array_of(of)


def _created(_: Call, arguments: Sequence[Type]) -> Type:
    return array_of(either(arguments))


def _strings(_: Call, __: Sequence[Type]) -> Type:
    return _STRINGS


def _integers(_: Call, __: Sequence[Type]) -> Type:
    return _INTEGERS


_STRINGS, _INTEGERS = array_of(PLAIN[STRING]), array_of(PLAIN[INTEGER])


def _sum(_: Call, arguments: Sequence[Type]) -> Type:
    kinds = [one.kinds for one in arguments]
    if all(kind == INTEGER for kind in kinds):
        return PLAIN[INTEGER]
    return PLAIN[FLOAT] if FLOAT in kinds and not any(kind & ARRAY for kind in kinds) else PLAIN[NUMBER]


def _extreme(_: Call, arguments: Sequence[Type]) -> Type:
    return PLAIN[INTEGER] if all(one.kinds == INTEGER for one in arguments) else PLAIN[NUMBER]


def _read(call: Call, _: Sequence[Type]) -> Type:
    """JSON that is written out has a type; of what is read at run time nobody knows any."""
    [text] = call.arguments
    if not isinstance(text, Literal) or not isinstance(text.value, str):
        return ANY
    try:
        return of_literal(msgspec.json.decode(text.value))
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):  # the engine reads more than JSON
        return ANY


RESULTS: Mapping[str, Result] = {
    "first": _entry,
    "last": _entry,
    "skip": _part,
    "take": _part,
    "union": _one_of,
    "intersection": _one_of,
    "if": _branch,
    "coalesce": _first_not_null,
    "array": _array,
    "createarray": _created,
    "split": _strings,
    "range": _integers,
    "json": _read,
    "add": _sum,
    "sub": _sum,
    "mul": _sum,
    "div": _sum,
    "mod": _sum,
    "max": _extreme,
    "min": _extreme,
}
"""By name in lower case."""
