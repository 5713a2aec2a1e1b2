"""What refers to what."""

from collections.abc import Iterator

from adfc.kinds import BY_REFERENCE, CHANGE_DATA_CAPTURES, INTEGRATION_RUNTIMES, Kind
from adfc.model import Data

_BY_LOWER = {name.lower(): kind for name, kind in BY_REFERENCE.items()}
_ALWAYS_THERE = (INTEGRATION_RUNTIMES.collection.lower(), "autoresolveintegrationruntime")
"""The integration runtime that every factory has."""


def references(kind: Kind, properties: Data) -> Iterator[tuple[str, str]]:
    """What the service looks up for a resource: the collection, in lower case, and the name as written.

    It looks at no inactive activity (documented), and at nothing of change data captures (measured on published
    factories).
    """
    if kind is not CHANGE_DATA_CAPTURES:
        yield from _walk(properties)


def is_there(held: dict[str, list[dict[str, Data]]], reference: tuple[str, str]) -> bool:
    """Whether a factory has what is referred to; names are compared without case."""
    collection, name = reference[0], reference[1].lower()
    return (collection, name) == _ALWAYS_THERE or any(
        str(one["name"]).lower() == name for one in held.get(collection, [])
    )


def _walk(value: Data) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one)
    if not isinstance(value, dict) or value.get("state") == "Inactive":
        return
    name, tag = value.get("referenceName"), value.get("type")
    if isinstance(name, str) and isinstance(tag, str) and tag.lower() in _BY_LOWER:
        yield _BY_LOWER[tag.lower()].collection.lower(), name
    for one in value.values():
        yield from _walk(one)
