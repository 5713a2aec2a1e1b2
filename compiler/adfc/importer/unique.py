"""One resource of each name: ADF compares names without case, and so do specs."""

from dataclasses import replace

from adfc.diagnostic import Problems, Related
from adfc.model import Factory, Resource


def unique(factory: Factory, problems: Problems) -> Factory:
    """The factory without what has the name of an earlier resource of its kind (ADF077)."""
    first: dict[tuple[str, str], Resource] = {}
    for one in factory.resources:
        earlier = first.setdefault(one.key, one)
        if earlier is not one:
            message = f'there are two {one.kind.noun}s called "{one.name}"'
            if earlier.name != one.name:
                message = f'"{one.name}" and "{earlier.name}" are the same name: ADF compares without case'
            other = Related("the one that is read", earlier.origin.span(()))
            problems.error("ADF077", message, one.origin.span(()), "remove one of them, or rename it", other)
    return replace(factory, resources=tuple(first.values()))
