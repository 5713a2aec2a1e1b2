"""What the specs of a target are, by name: which connector a dataset is of, on which store its files lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.configure.spec import Spec
from adfc.connectors import Connector, Library
from adfc.kinds import DATASETS, LINKED_SERVICES, Kind
from adfc.model import Data

Key: TypeAlias = tuple[str, str]
"""Section and name of a spec, the name in lower case."""


def is_own(tag: Data) -> bool:
    """Whether a `type` names a connector of ours: ADF's own types are in PascalCase."""
    return isinstance(tag, str) and tag[:1].islower()


def name_of(reference: Data) -> str:
    """The name in a reference as a spec writes it (a name, `{name, parameters}`, or ADF's own object); else empty."""
    if isinstance(reference, dict):
        reference = reference.get("name", reference.get("referenceName"))
    return reference if isinstance(reference, str) else ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The specs of one target by kind and name, and the connectors they are of."""

    specs: dict[Key, Spec]
    broken: set[Key]
    """What failed: it is there, so nobody calls it missing. Lowering adds to it."""
    library: Library
    asked: set[Key] = field(default_factory=set)
    """What was looked for since it was emptied."""

    def find(self, kind: Kind, name: str) -> Spec | None:
        """The spec of that kind and name, compared without case, or None."""
        key = (kind.section, name.lower())
        self.asked.add(key)
        return self.specs.get(key)

    def body(self, key: Key) -> Data:
        """The body of a spec; None when there is no such."""
        return self.specs[key].body if key in self.specs else None

    def failed(self, kind: Kind, name: str) -> bool:
        """Whether there is one, but it failed earlier."""
        return (kind.section, name.lower()) in self.broken

    def names(self, kind: Kind) -> Iterable[str]:
        """The names of all specs of a kind."""
        return [spec.name for spec in self.specs.values() if spec.kind is kind]

    def connector(self, spec: Spec, role: str) -> Connector | None:
        """The connector that a linked service or dataset is of, also where its type is ADF's own; or None."""
        tag = spec.body.get("type")
        if not isinstance(tag, str):
            return None
        return self.library.connector(tag) if is_own(tag) else self.library.writing(role, tag)

    def store(self, dataset: Spec) -> Connector | None:
        """The connector of a dataset's linked service, or None when it is not known."""
        reference = dataset.body.get("linkedService", dataset.body.get("linkedServiceName"))
        service = self.find(LINKED_SERVICES, name_of(reference))
        return self.connector(service, "linkedService") if service else None

    def dataset(self, name: str) -> Spec | None:
        """The dataset of that name, or None."""
        return self.find(DATASETS, name)


def catalog_of(specs: Sequence[Spec], broken: Iterable[tuple[str, str]], library: Library) -> Catalog:
    """The catalog of a target's specs."""
    return Catalog({(spec.kind.section, spec.name.lower()): spec for spec in specs}, set(broken), library)
