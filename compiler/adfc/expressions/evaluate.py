"""A tree to a value: what Microsoft's engine computes for the same text and the same state.

The rules were recorded from the engine of Logic Apps, which Data Factory evaluates with. As there, an unknown function
or a wrong number of arguments is an error of evaluation, and nobody notices it in a branch that is not taken.
"""

from collections.abc import Callable, Sequence
from typing import Any

from adfc.expressions.failure import EvaluationError
from adfc.expressions.functions import table
from adfc.expressions.functions.contract import ORDINALS, Refused
from adfc.expressions.other_languages import MEANT
from adfc.expressions.reach import element
from adfc.expressions.reach import member as member_of
from adfc.expressions.references import reference_of
from adfc.expressions.state import State
from adfc.expressions.syntax import Call, Expression, Index, Literal, Member, Template
from adfc.expressions.texts import NoText, text_of, whole
from adfc.expressions.values import Value, a_kind

__all__ = ["EvaluationError", "evaluate"]


def evaluate(tree: Expression, state: State) -> Value:
    """The value of a parsed expression.

    Raises:
        EvaluationError: there is none, where the engine gives none.
    """
    try:
        return _value(tree, state)
    except RecursionError:
        raise EvaluationError("a value is nested too deep", tree.start, tree.end) from None


def _value(tree: Expression, state: State) -> Value:
    return _RULES[type(tree)](tree, state)


def _literal(tree: Literal, _state: State) -> Value:
    return tree.value


def _template(tree: Template, state: State) -> Value:
    return whole("".join(part if isinstance(part, str) else _segment(part, state) for part in tree.parts))


def _segment(part: Expression, state: State) -> str:
    try:
        return text_of(_value(part, state))
    except NoText as error:
        raise EvaluationError(f"the value has no text: {error}", part.start, part.end) from error


def _reached(tree: Member | Index, state: State) -> Value:
    return _reach(tree, state)[0]


def _reach(tree: Expression, state: State) -> tuple[Value, bool]:
    """The value of a chain of properties and elements, and whether it ended early.

    A `?` that stands after null ends the chain: all that follows it is passed over, in `null?.a.b[c()]` too. One that
    only finds nothing gives null, of which the next property is an error as ever.
    """
    if not isinstance(tree, Member | Index):
        return _value(tree, state), False
    target, is_over = _reach(tree.target, state)
    if is_over:
        return None, True
    if isinstance(tree, Member):
        return member_of(tree, target), target is None
    return element(tree, target, _value(tree.index, state)), target is None


def _call(tree: Call, state: State) -> Value:
    name = tree.name.lower()
    if lazy := _LAZY.get(name):
        _count(tree, name)
        return lazy(tree, state)
    if reference := reference_of(name):
        return reference(tree, [_value(one, state) for one in tree.arguments], state)
    if name not in table.NAMES:
        raise EvaluationError(*_unknown(tree))
    _count(tree, name)
    return _called(tree, name, [_value(one, state) for one in tree.arguments], state)


def _called(tree: Call, name: str, arguments: Sequence[Value], state: State) -> Value:
    spelt = table.NAMES[name]
    try:
        value = _applied(tree, name, arguments, state)
    except Refused as error:
        place = tree if error.argument is None else tree.arguments[error.argument]
        raise EvaluationError(f"{spelt}: {error.message}", place.start, place.end, error.way_out) from error
    except NoText as error:
        raise EvaluationError(f"{spelt}: a value has no text: {error}", tree.start, tree.end) from error
    return whole(value) if isinstance(value, str) else value


def _applied(tree: Call, name: str, arguments: Sequence[Value], state: State) -> Value:
    if state.run is not None and (timed := table.run_function_of(name)):
        return timed(arguments, state.run)
    if function := table.function_of(name):
        return function(arguments)
    if name in table.UNSUPPORTED:
        raise Refused(table.UNSUPPORTED[name])
    raise EvaluationError(f"{tree.name}: its value differs from run to run", tree.start, tree.end)


def _unknown(tree: Call) -> tuple[str, int, int, str]:
    guess = MEANT.get(tree.name.lower()) or table.closest_name(tree.name)
    return f'there is no function "{tree.name}"', tree.start, tree.start + len(tree.name), guess


def _count(tree: Call, name: str) -> None:
    """Raise an error when the call has too few or too many arguments."""
    least, most = table.arity_of(name)
    given = len(tree.arguments)
    if given >= least and (most is None or given <= most):
        return
    message = f"{table.NAMES[name]} takes {_wanted(least, most)}, not {given or 'none'}"
    surplus = tree.arguments[most] if most is not None and most < given else tree
    raise EvaluationError(message, surplus.start, surplus.end)


def _wanted(least: int, most: int | None) -> str:
    if most is None:
        counted, number = f"{least} or more", 2
    elif least == most:
        counted, number = str(least) if least else "no", least
    else:
        counted, number = f"{least} {'or' if most == least + 1 else 'to'} {most}", most
    return f"{counted} argument{'' if number == 1 else 's'}"


def _if(tree: Call, state: State) -> Value:
    condition, then, otherwise = tree.arguments
    return _value(then if _boolean(tree, 0, condition, state) else otherwise, state)


def _and(tree: Call, state: State) -> Value:
    return all(_boolean(tree, index, one, state) for index, one in enumerate(tree.arguments))


def _or(tree: Call, state: State) -> Value:
    return any(_boolean(tree, index, one, state) for index, one in enumerate(tree.arguments))


def _boolean(tree: Call, index: int, argument: Expression, state: State) -> bool:
    value = _value(argument, state)
    if isinstance(value, bool):
        return value
    place = f"the {ORDINALS[index]} argument" if index < len(ORDINALS) else f"argument {index + 1}"
    name = table.NAMES[tree.name.lower()]
    way_out = "bool() makes a boolean of it" if isinstance(value, str | int | float) else ""
    raise EvaluationError(
        f"{name}: {place} must be a boolean, not {a_kind(value)}", argument.start, argument.end, way_out
    )


def _coalesce(tree: Call, state: State) -> Value:
    values = (_value(one, state) for one in tree.arguments)
    return next((value for value in values if value is not None), None)


_LAZY: dict[str, Callable[[Call, State], Value]] = {"if": _if, "and": _and, "or": _or, "coalesce": _coalesce}
"""The functions that evaluate no more of their arguments than they need."""

_RULES: dict[type, Callable[[Any, State], Value]] = {
    Literal: _literal,
    Call: _call,
    Member: _reached,
    Index: _reached,
    Template: _template,
}
