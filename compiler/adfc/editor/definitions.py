"""The `$defs` of a schema in the making: each definition by its name, made when something first refers to it."""

from collections.abc import Callable
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema (2020-12) that is no boolean."""


class Definitions:
    """Collects definitions; they may refer to each other, and to themselves."""

    def __init__(self) -> None:
        self._made: dict[str, Schema] = {}
        self._sources: dict[str, object] = {}

    def ref(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to the definition `name`, which `make` gives when it is not there yet."""
        if name not in self._made:
            self._made[name] = {}  # taken before it is made: what it holds may refer back to it
            self._made[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def share(self, name: str, source: object, make: Callable[[], Schema]) -> Schema:
        """A reference to what `make` gives of `source`: `name`, or `name.2` where `name` is of another source, ..."""
        number = 1
        while self._sources.setdefault(_numbered(name, number), source) != source:
            number += 1
        return self.ref(_numbered(name, number), make)

    def in_order(self) -> Schema:
        """All definitions, by name."""
        return dict(sorted(self._made.items()))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}.{number}"
