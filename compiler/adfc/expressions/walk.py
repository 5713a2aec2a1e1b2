"""The nodes of a tree, one after another."""

from collections.abc import Iterator

from adfc.expressions.syntax import Call, Expression, Index, Member, Template


def calls(tree: Expression) -> Iterator[Call]:
    """Every call in an expression, the outer ones first."""
    return (one for one in nodes(tree) if isinstance(one, Call))


def nodes(tree: Expression) -> Iterator[Expression]:
    """Every node of an expression, the outer ones first."""
    yield tree
    for inner in inside(tree):
        yield from nodes(inner)


def inside(tree: Expression) -> tuple[Expression, ...]:
    """What an expression is made of."""
    if isinstance(tree, Call):
        return tree.arguments
    if isinstance(tree, Index):
        return tree.target, tree.index
    if isinstance(tree, Template):
        return tuple(part for part in tree.parts if not isinstance(part, str))
    return (tree.target,) if isinstance(tree, Member) else ()
