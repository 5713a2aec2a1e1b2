"""What an expression reaches for: pipeline(), activity('x'), item() and their like, properties and elements."""

from adfc.expressions.failure import EvaluationError
from adfc.expressions.functions.contract import as_int32
from adfc.expressions.names import property_of
from adfc.expressions.syntax import Call, Expression, Index, Member
from adfc.expressions.values import INT64, Value, a_kind
from adfc.suggest import hint

PROPERTY = "property"
_PROPERTIES_OF = {
    "parameters": "parameter",
    "globalparameters": "global parameter",
    "dataset": "parameter of the dataset",
    "linkedservice": "parameter of the linked service",
    "pipeline": "system property",
}


def member(tree: Member, target: Value) -> Value:
    """The value of `target.name`, or of `target?.name`."""
    start = tree.end - len(tree.name)
    if isinstance(target, dict):
        return _property(target, tree.name, tree, start)
    if target is None:
        return _of_null(tree.name, start, tree.end, is_safe=tree.is_safe)
    way_out = "an element of an array is taken by its number: [0]" if isinstance(target, list) else ""
    message = f'{a_kind(target)} has no properties: ".{tree.name}" can\'t be taken of it'
    raise EvaluationError(message, start, tree.end, way_out)


def element(tree: Index, target: Value, index: Value) -> Value:
    """The value of `target[index]`, or of `target?[index]`."""
    start, end = tree.index.start, tree.index.end
    if not isinstance(index, str | int) or isinstance(index, bool):
        message = f"what stands in brackets must be a string or an integer, not {a_kind(index)}"
        raise EvaluationError(message, start, end)
    if target is None:
        return _of_null(index, start, end, is_safe=tree.is_safe)
    if isinstance(target, dict) and isinstance(index, str):
        return _property(target, index, tree, start)
    if isinstance(target, list) and isinstance(index, int):
        return _element(target, index, tree)
    raise EvaluationError(_unfit(target, index), start, end)


def _unfit(target: Value, index: str | int) -> str:
    if isinstance(target, dict):
        return f"a property of an object is taken by its name, not by the number {index}"
    if isinstance(target, list):
        return f'an element of an array is taken by its number, not by "{index}"'
    return f"{a_kind(target)} has neither properties nor elements"


def _element(target: list[Value], index: int, tree: Index) -> Value:
    """The element of that number, of which the engine reads the lower 32 bits."""
    place = tree.index
    if index not in INT64:
        raise EvaluationError(f"{index} is beyond the 64 bits of an integer", place.start, place.end)
    position = as_int32(index)
    if 0 <= position < len(target):
        return target[position]
    if tree.is_safe:
        return None
    held = (
        f"the array has {len(target)} element{'s' * (len(target) > 1)}, counted from 0"
        if target
        else "the array is empty"
    )
    raise EvaluationError(f"there is no element {index}: {held}", place.start, place.end, "?[...] gives null instead")


def _of_null(name: str | int, start: int, end: int, *, is_safe: bool) -> Value:
    if is_safe:
        return None
    way_out = f"?[{name}] gives null instead" if isinstance(name, int) else f"?.{name} gives null instead"
    raise EvaluationError(f'null has no properties: "{name}" can\'t be taken of it', start, end, way_out)


def _property(target: dict[str, Value], name: str, tree: Member | Index, start: int) -> Value:
    found = property_of(target, name)
    if found is not None:
        return target[found]
    if tree.is_safe:
        return None
    noun = _noun(tree.target)
    way_out = hint(name, target) if target else "none is given" if noun != PROPERTY else "the object is empty"
    end = tree.end if isinstance(tree, Member) else tree.index.end
    raise EvaluationError(f'there is no {noun} "{name}"', start, end, way_out)


def _noun(target: Expression) -> str:
    """What the properties of this are called."""
    if isinstance(target, Call):
        return _PROPERTIES_OF.get(target.name.lower(), PROPERTY)
    if isinstance(target, Member) and isinstance(target.target, Call) and target.target.name.lower() == "pipeline":
        return _PROPERTIES_OF.get(target.name.lower(), PROPERTY)
    return PROPERTY
