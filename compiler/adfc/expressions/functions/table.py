"""All functions by name: what evaluates them, and how many arguments they take."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

from adfc.expressions.functions import (
    collection,
    combination,
    conversion,
    encoding,
    jsons,
    logic,
    maths,
    objects,
    strings,
    uris,
    xmls,
)
from adfc.expressions.functions.contract import Function, RunFunction
from adfc.expressions.signatures import ENGINE_ONLY, SIGNATURES
from adfc.suggest import closest

_FUNCTIONS: Mapping[str, Function] = {
    **strings.FUNCTIONS,
    **collection.FUNCTIONS,
    **combination.FUNCTIONS,
    **logic.FUNCTIONS,
    **conversion.FUNCTIONS,
    **encoding.FUNCTIONS,
    **uris.FUNCTIONS,
    **jsons.FUNCTIONS,
    **xmls.FUNCTIONS,
    **maths.FUNCTIONS,
    **objects.FUNCTIONS,
}
_RUN_FUNCTIONS: Mapping[str, RunFunction] = {**strings.RUN_FUNCTIONS, **maths.RUN_FUNCTIONS}


def function_of(name: str) -> Function | None:
    """What evaluates a function, by its name in lower case; None where that needs a run, or there is nothing."""
    return _FUNCTIONS.get(name) or _dates().FUNCTIONS.get(name)


def run_function_of(name: str) -> RunFunction | None:
    """The same for a function whose value differs from run to run, or may: where there is a run, ask here first."""
    if name in _FUNCTIONS:
        return None
    return _RUN_FUNCTIONS.get(name) or _dates().RUN_FUNCTIONS.get(name)


def _dates() -> ModuleType:
    """The functions of dates: most expressions need none, and they are half of all there is to import."""
    return import_module("adfc.expressions.functions.dates")


UNSUPPORTED = {
    "decimal": "adfc does not carry decimals, only the engine does",
    "parse": "the engine knows it no longer: it is json() now",
    "urihost": "adfc does not evaluate it, and Data Factory does not document it",
    "uripath": "adfc does not evaluate it, and Data Factory does not document it",
    "uripathandquery": "adfc does not evaluate it, and Data Factory does not document it",
    "uriport": "adfc does not evaluate it, and Data Factory does not document it",
    "uriquery": "adfc does not evaluate it, and Data Factory does not document it",
    "urischeme": "adfc does not evaluate it, and Data Factory does not document it",
}
"""The functions of the engine that have no value here, and why."""

NAMES: Mapping[str, str] = {
    **{name: one.name for name, one in SIGNATURES.items()},
    **{name.lower(): name for name in ENGINE_ONLY},
}
"""Every function as Microsoft spells it, by its name in lower case."""

Arity: TypeAlias = tuple[int, int | None]
"""The least and the most arguments; None for any number."""


def arity_of(name: str) -> Arity:
    """How many arguments a function takes, by its name in lower case."""
    signature = SIGNATURES.get(name)
    return (signature.least, signature.most) if signature else _engine_arities().get(name, (0, None))


@cache
def _engine_arities() -> Mapping[str, Arity]:
    """Of the functions that only the engine knows."""
    groups = (strings, collection, combination, logic, conversion, encoding, jsons, objects, _dates())
    return {name.lower(): arity for group in groups for name, arity in group.ARITIES.items()}


def closest_name(word: str) -> str:
    """The help line for a function that there is not."""
    guess = closest(word, [one.name for one in SIGNATURES.values()])
    return f'did you mean "{guess}"?' if guess else ""
