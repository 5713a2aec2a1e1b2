"""How deep a tree may be: whatever walks one calls itself for every level, and must come back."""

from adfc.expressions.syntax import Call, Expression, Index, Member, Template

DEEPEST = 100
"""How many calls, properties and indexes may stand inside each other. The engine has no such limit but the length of
an expression, which leaves room for 4,096; published factories reach 13."""


def is_too_deep(tree: Expression) -> bool:
    """Whether the tree has more than `DEEPEST` levels above its literals. Does not call itself."""
    level = _inside(tree) if isinstance(tree, Template) else [tree]
    for _ in range(DEEPEST + 1):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return True


def _inside(tree: Expression) -> list[Expression]:
    match tree:
        case Call(arguments=arguments):
            return list(arguments)
        case Member(target=target):
            return [target]
        case Index(target=target, index=index):
            return [target, index]
        case Template(parts=parts):
            return [one for one in parts if not isinstance(one, str)]
        case _:
            return []
