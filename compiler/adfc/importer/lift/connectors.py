"""Linked services and datasets as those of our connectors: the way back of `lower.connector`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from adfc.adf.model import load
from adfc.connectors import Connector, Part
from adfc.importer.lift.again import Again, unwritten
from adfc.importer.lift.parts import Hole, guesses, holes, may_be_left_out
from adfc.importer.lift.values import Values
from adfc.kinds import DATASETS, LINKED_SERVICES
from adfc.lower.connector import common
from adfc.lower.finish import WRAPPED
from adfc.model import Data, Resource

Own = dict[str, Data]

ROLES = {LINKED_SERVICES.section: "linkedService", DATASETS.section: "dataset"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lifts one resource to a spec of a connector."""

    resource: Resource
    values: Values
    again: Again

    def body(self) -> dict[str, Data] | None:
        """The spec, of the first connector that fits; None where none does."""
        for name in self.again.catalog.library.connectors:
            connector = self.again.catalog.library.connector(name)
            found = self._of(connector) if connector and self._writes(connector) else None
            if found:
                return found
        return None

    def _writes(self, connector: Connector) -> bool:
        part = connector.part(self._role)
        return part is not None and part.adf_type == self.resource.properties.get("type")

    @property
    def _role(self) -> str:
        return ROLES[self.resource.kind.section]

    def _of(self, connector: Connector) -> dict[str, Data] | None:
        part = connector.part(self._role)
        assert part, "asked before"
        keys = common(self._role) - part.keys
        lifted = self.values.properties(self.resource.properties, self.resource.kind.section)
        if self.resource.kind is DATASETS and "linkedServiceName" not in lifted:
            return None
        first: Own = {"type": connector.name}
        if self.resource.kind is DATASETS:
            first["linkedService"] = lifted["linkedServiceName"]
        shared = {key: value for key, value in lifted.items() if key in keys and (key, value) != ("annotations", [])}
        own_keys = {k: v for k, v in self.resource.properties.items() if k not in keys and k != "linkedServiceName"}
        store = self._store(first) if connector.is_format else None
        for own in spread(part, store, self._hole(own_keys), self.values, "location"):
            body = smallest({**first, **own}, (part, store), lambda one: self._fits({**one, **shared}))
            if body:
                return {**body, **shared}
        return None

    def _hole(self, own: Own) -> Hole:
        section = self.resource.kind.section
        wrapped = "typeProperties" in WRAPPED.get(section, frozenset())
        return Hole(own, load().roots[section], (), wrapped)

    def _store(self, first: Own) -> Part | None:
        store = self.again.catalog.store(unwritten(DATASETS, self.resource.name, first))
        return store.part("location") if store else None

    def _fits(self, body: Own) -> bool:
        return self.again.connector(self.resource, body)


def spread(part: Part, store: Part | None, body: Hole, values: Values, given: str) -> Iterator[Own]:
    """Guesses at what a user wrote for a part, and for the part of the store whose body stands in its hole `given`."""
    found = holes(part.skeleton, body)
    if found is None:
        return
    inner: dict[int, Hole] | None = {}
    at = part.expressions.index(given) if given in part.expressions else -1
    if store and at in found:
        inner = holes(store.skeleton, found.pop(at))
    if inner is None:
        return
    for own in guesses(part, found, values):
        for more in guesses(store, inner, values) if store else ({},):
            yield {**own, **more}


def smallest(body: Own, parts: tuple[Part | None, ...], fits: Callable[[Own], bool]) -> Own | None:
    """The body without what the templates write by themselves; None where it does not fit at all."""
    if not fits(body):
        return None
    unsaid = frozenset().union(*(may_be_left_out(part) for part in parts if part))
    for key in [key for key in body if key in unsaid]:
        trial = {name: value for name, value in body.items() if name != key}
        if fits(trial):
            body = trial
    return body
