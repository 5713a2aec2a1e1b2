"""What begins a reference: pipeline(), variables('x'), activity('x'), item() and their like."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from adfc.expressions.failure import EvaluationError
from adfc.expressions.names import ordinal_key, property_of
from adfc.expressions.state import State
from adfc.expressions.syntax import Call
from adfc.expressions.values import Value, a_kind
from adfc.suggest import hint

Reference: TypeAlias = Callable[[Call, Sequence[Value], State], Value]


def reference_of(name: str) -> Reference | None:
    """What begins a reference, by its name in lower case; None for every other name."""
    return _REFERENCES.get(name)


def _nothing_in(tree: Call, given: Sequence[Value]) -> None:
    if given:
        place = tree.arguments[0]
        raise EvaluationError(f"{tree.name} takes no arguments", place.start, place.end)


def _name_in(tree: Call, given: Sequence[Value]) -> str:
    """The one argument, which must be a string."""
    if len(given) != 1:
        raise EvaluationError(f"{tree.name} takes one argument, the name", tree.start, tree.end)
    name = given[0]
    if not isinstance(name, str):
        place = tree.arguments[0]
        raise EvaluationError(f"{tree.name}: the name must be a string, not {a_kind(name)}", place.start, place.end)
    return name


def _named(kind: str, tree: Call, given: Sequence[Value], among: Mapping[str, Value]) -> Value:
    name = _name_in(tree, given)
    key = ordinal_key(name)
    for known, value in among.items():
        if ordinal_key(known) == key:
            return value
    place = tree.arguments[0]
    raise EvaluationError(f'there is no {kind} "{name}"', place.start, place.end, hint(name, among, "none is given"))


def _pipeline(tree: Call, given: Sequence[Value], state: State) -> Value:
    _nothing_in(tree, given)
    return dict(state.pipeline)


def _variables(tree: Call, given: Sequence[Value], state: State) -> Value:
    return _named("variable", tree, given, state.variables)


def _activity(tree: Call, given: Sequence[Value], state: State) -> Value:
    return _named("activity", tree, given, state.activities)


def _item(tree: Call, given: Sequence[Value], state: State) -> Value:
    _nothing_in(tree, given)
    if state.has_item:
        return state.item
    raise EvaluationError("item() means nothing outside a ForEach or Filter activity", tree.start, tree.end)


def _parameters_of(where: str, tree: Call, given: Sequence[Value], parameters: Mapping[str, Value] | None) -> Value:
    _nothing_in(tree, given)
    if parameters is None:
        raise EvaluationError(f"{tree.name}() means nothing outside a {where}", tree.start, tree.end)
    return dict(parameters)


def _dataset(tree: Call, given: Sequence[Value], state: State) -> Value:
    return _parameters_of("dataset", tree, given, state.dataset)


def _linked_service(tree: Call, given: Sequence[Value], state: State) -> Value:
    return _parameters_of("linked service", tree, given, state.linked_service)


def _trigger(tree: Call, given: Sequence[Value], state: State) -> Value:
    _nothing_in(tree, given)
    if state.trigger is None:
        raise EvaluationError(f"{tree.name}() means nothing outside a trigger", tree.start, tree.end)
    return state.trigger


def _trigger_part(*path: str) -> Reference:
    """What `triggerOutputs()` and `triggerBody()` are short for."""

    def part(tree: Call, given: Sequence[Value], state: State) -> Value:
        value = _trigger(tree, given, state)
        for name in path:
            found = property_of(value, name) if isinstance(value, dict) else None
            value = value[found] if isinstance(value, dict) and found is not None else None
        return value

    return part


_REFERENCES: Mapping[str, Reference] = {
    "pipeline": _pipeline,
    "variables": _variables,
    "activity": _activity,
    "item": _item,
    "dataset": _dataset,
    "linkedservice": _linked_service,
    "trigger": _trigger,
    "triggeroutputs": _trigger_part("outputs"),
    "triggerbody": _trigger_part("outputs", "body"),
}
