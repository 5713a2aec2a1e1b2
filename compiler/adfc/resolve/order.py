"""An order in which every resource comes after what it refers to, and the circles that make one impossible."""

from collections.abc import Iterator, Sequence

from adfc.diagnostic import Problems, Related
from adfc.model import Factory, Reference, Resource
from adfc.resolve.graph import Links, place
from adfc.source import Span


def ordered(factory: Factory, links: Links, problems: Problems) -> tuple[Resource, ...]:
    """Every resource once, what it refers to before it, else in canonical order; adds ADF204 for each circle.

    The service creates a resource only when all that it refers to is there, and Azure Resource Manager refuses
    circular dependencies: https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency.
    """
    done: dict[int, Resource] = {}
    for start in range(len(factory.resources)):
        if start not in done:
            for circle in _visit(start, factory, links, done):
                _report(circle, factory, links, problems)
    return tuple(done.values())


def _visit(start: int, factory: Factory, links: Links, done: dict[int, Resource]) -> Iterator[list[int]]:
    """Depth first, with a stack of its own: a chain may be longer than Python's recursion allows. Yields circles."""
    stack = [(start, _targets(start, links))]
    opened = {start: 0}
    while stack:
        at, rest = stack[-1]
        target = next((one for one in rest if one not in done), None)
        if target is None:
            stack.pop()
            del opened[at]
            done[at] = factory.resources[at]
        elif target in opened:
            yield [one for one, _ in stack[opened[target] :]]
        else:
            opened[target] = len(stack)
            stack.append((target, _targets(target, links)))


def _targets(at: int, links: Links) -> Iterator[int]:
    return iter(dict.fromkeys(target for _, target in links[at]))


def _report(circle: list[int], factory: Factory, links: Links, problems: Problems) -> None:
    names = " -> ".join(factory.resources[at].name for at in [*circle, circle[0]])
    steps = zip(circle, [*circle[1:], circle[0]], strict=True)
    first, *others = [_step(factory.resources[at], target, links[at]) for at, target in steps]
    hint = "a resource can only be created after all that it refers to: take one of these references away"
    related = (Related("goes on here", span) for span in others)
    problems.error("ADF204", f"a circle of references: {names}", first, hint, *related)


def _step(resource: Resource, target: int, pairs: Sequence[tuple[Reference, int]]) -> Span:
    return next(place(resource, reference) for reference, at in pairs if at == target)
