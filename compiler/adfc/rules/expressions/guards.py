"""Whether an expression asks first if a property is there."""

from adfc.expressions.syntax import Call, Expression, Index, Literal, Member
from adfc.expressions.walk import calls, nodes

_BRANCHING = frozenset(("if", "and", "or"))


def is_guarded(tree: Expression, at: int, name: str) -> bool:
    """Whether the property `name` that is read at the offset `at` stands behind a question for it.

    `if(contains(activity('a').output, 'errors'), activity('a').output.errors, '')` is right whatever 'a' returns.
    """
    return any(_guards(one, at, name.lower()) for one in calls(tree) if one.name.lower() in _BRANCHING)


def _guards(call: Call, at: int, name: str) -> bool:
    behind = next((index for index, one in enumerate(call.arguments) if one.start <= at < one.end), 0)
    return any(_asks(node, name) for question in call.arguments[:behind] for node in nodes(question))


def _asks(node: Expression, name: str) -> bool:
    """Whether a part of a question is about a property of this name: `contains(..., 'errors')`, `...?.errors`."""
    if isinstance(node, Call):
        return node.name.lower() == "contains" and len(node.arguments) == 2 and _may_be(node.arguments[1], name)
    if isinstance(node, Member):
        return node.is_safe and node.name.lower() == name
    return isinstance(node, Index) and node.is_safe and _may_be(node.index, name)


def _may_be(node: Expression, name: str) -> bool:
    return not isinstance(node, Literal) or str(node.value).lower() == name
