"""What the targets of a project have alike is lowered once: the very same resources stand in all their factories."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.configure.spec import Spec
from adfc.lower.catalog import Catalog, Key
from adfc.model import Data, Resource

Identity: TypeAlias = tuple[str, str, int]
"""Section, name and the identity of the body: YAML's aliases give one body to several names."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of a spec, and of what."""

    resources: tuple[Resource, ...]
    """Their origins hold the body, so nothing else can take its identity."""
    asked: Mapping[Key, Data]
    """The bodies of the other specs that were looked at; None for one that there is not."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The resources of earlier targets, for specs that a later one does not change.

    A spec is not changed where its body is the very same object, and so are those of all specs that it was lowered by:
    a dataset lies on a linked service, a `copy` asks its datasets.
    """

    _made: dict[Identity, _Made] = field(default_factory=dict)

    def find(self, spec: Spec, catalog: Catalog) -> tuple[Resource, ...] | None:
        """The resources that the spec gave an earlier target, if they are those of this one too."""
        made = self._made.get(_identity(spec))
        same = made and all(catalog.body(key) is body for key, body in made.asked.items())
        return made.resources if made and same else None

    def keep(self, spec: Spec, resources: Iterable[Resource], catalog: Catalog) -> None:
        """Remember what the spec gave, and what it asked of the catalog."""
        asked = {key: catalog.body(key) for key in catalog.asked}
        self._made[_identity(spec)] = _Made(tuple(resources), asked)


def _identity(spec: Spec) -> Identity:
    return spec.kind.section, spec.name, id(spec.body)
