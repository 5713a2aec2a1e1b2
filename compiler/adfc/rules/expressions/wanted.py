"""Which type a value must have where an expression stands, and what is told when it never has it."""

from collections.abc import Mapping

from adfc.expressions.scope import WRONG_TYPE, Problem
from adfc.expressions.syntax import Expression, Template
from adfc.expressions.types import ARRAY, BOOLEAN, FLOAT, INTEGER, NULL, NUMBER, STRING, Shape, Type, words
from adfc.expressions.types import given as described
from adfc.rules.activities import Activity
from adfc.rules.variables import is_return_value, variable_name

_PLACES: Mapping[tuple[str, str], int] = {
    ("ForEach", "items"): ARRAY,
    ("Filter", "items"): ARRAY,
    ("Filter", "condition"): BOOLEAN,
    ("IfCondition", "expression"): BOOLEAN,
    ("Until", "expression"): BOOLEAN,
}
"""By type of activity and property: what the service asks of the value, and converts nothing to."""

MUST_BE_EXPRESSIONS = frozenset(key for _, key in _PLACES)
"""The properties among them, whose values the schema wants to be expressions."""

ASKING = frozenset(("SetVariable", *(kind for kind, _ in _PLACES)))
"""The types of activities that ask for a type anywhere."""


def wanted_at(activity: Activity, key: str) -> int:
    """The kinds that the value of a property of an activity must be of; 0 where nothing is asked."""
    return _PLACES.get((activity.type, key), 0)


def misfit(tree: Expression, given: Type, wanted: int, what: str) -> Problem | None:
    """What is wrong with a value of type `given` where `wanted` is asked for; `what` names the place."""
    if not wanted or given.kinds & wanted:
        return None
    message = f"{what} must be {words(wanted)}, and this is always {described(given.kinds)}"
    return Problem(WRONG_TYPE, tree.start, tree.end, message, _way_out(tree, given, wanted))


def _way_out(tree: Expression, given: Type, wanted: int) -> str:
    if isinstance(tree, Template) and len(tree.parts) == 1 and not isinstance(tree.parts[0], str):
        return "@{...} makes text of it: write @... without the braces"
    if wanted == ARRAY and given.shape and (name := _list_in(given.shape)):
        return f"its {name} is an array: write .{name} after it"
    if given.kinds & ~NULL == STRING and wanted & ARRAY:
        return "split(...), json(...) or createArray(...) makes an array of it"
    if wanted == BOOLEAN:
        return "compare it: equals(...), or bool(...)"
    if wanted == INTEGER and given.kinds & STRING:
        return "int(...) makes a number of it"
    return "string(...) makes text of it" if wanted & STRING else ""


def _list_in(shape: Shape) -> str:
    """The property of an object that is an array, where there is just one."""
    found = [name for name in shape.names if shape.properties[name.lower()].kinds & ~NULL == ARRAY]
    return found[0] if len(found) == 1 else ""


_VARIABLES: Mapping[int, int] = {
    STRING: STRING,
    BOOLEAN: BOOLEAN,
    INTEGER: INTEGER | FLOAT,
    NUMBER: NUMBER,
    ARRAY: ARRAY,
}
"""From the declared kind of a variable to the kinds that it can be set to."""


def for_variable(activity: Activity, declared: Type | None) -> int:
    """The kinds that the value of a SetVariable activity may be of; 0 where nothing is known.

    Source: the service refuses another type when the activity runs: "The variable of type 'Array' cannot be initialized
    or updated with value of type 'String'"
    (https://www.sqlservercentral.com/blogs/passing-json-arrays-between-pipelines-in-azure-data-factory).
    """
    if declared is None or variable_name(activity) is None or is_return_value(activity):
        return 0
    return _VARIABLES.get(declared.kinds & ~NULL, 0)
