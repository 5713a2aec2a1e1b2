"""Lowers a spec again, to see whether it gives what was read: a spec is only written when it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adfc.adf.grammar import Type, ValueKind
from adfc.configure.spec import Layer, Spec, SpecOrigin
from adfc.diagnostic import Problems, has_errors
from adfc.importer.lift.nowhere import no_places, nowhere
from adfc.importer.lift.parts import Hole
from adfc.importer.same import same
from adfc.kinds import LINKED_SERVICES, Kind
from adfc.lower.bodies import Bodies
from adfc.lower.catalog import Catalog
from adfc.lower.connector import dataset, linked_service
from adfc.lower.copy import lower_copy
from adfc.lower.ends import Side
from adfc.lower.finish import Finish
from adfc.model import Data, Document, Resource

ACTIVITY = Type(ValueKind.UNION, "Activity")

Read = Callable[[str], bytes]


def unwritten(kind: Kind, name: str, body: dict[str, Data]) -> Spec:
    """A spec that stands in no file yet."""
    return Spec(kind, name, body, _origin(body))


def _origin(body: dict[str, Data]) -> SpecOrigin:
    """Where a body stands that stands in no file."""
    return SpecOrigin(body, (Layer(Document("", body, no_places()), ()),))


@dataclass(frozen=True, slots=True)
class Again:
    """Lowers specs of ours over the specs that are there already."""

    catalog: Catalog
    read: Read
    """Gives what a file of the spec holds."""

    def connector(self, resource: Resource, body: dict[str, Data]) -> bool:
        """Whether the spec of a linked service or dataset of ours becomes the resource."""
        problems = Problems()
        lower = linked_service if resource.kind is LINKED_SERVICES else dataset
        made = lower(unwritten(resource.kind, resource.name, body), self.catalog, problems)
        if made is None or has_errors(problems.found):
            return False
        finish = self._finish(problems)
        finished = finish.properties(made, resource.kind.section)
        good = finish.secure == resource.secure and not has_errors(problems.found)
        return good and same(finished, resource.properties)

    def end(self, role: str, written: dict[str, Data], wanted: Hole) -> bool:
        """Whether the source or sink of a `copy` of ours becomes ADF's wanted one."""
        problems = Problems()
        made = Side(role, {"name": "", role: written}, self.catalog, nowhere, problems).end()
        if made is None or has_errors(problems.found):
            return False
        finished = self._finish(problems).value(made.body, wanted.of, (), wanted.wrap)
        return same(finished, wanted.value) and not has_errors(problems.found)

    def copy(self, body: dict[str, Data], wanted: Mapping[str, Data]) -> bool:
        """Whether a `copy` of ours, its name and `dependsOn` in it, becomes the wanted Copy activity."""
        problems = Problems()
        made = lower_copy(body, self.catalog, nowhere, problems)
        if made is None or has_errors(problems.found):
            return False
        finished = self._finish(problems).value(made, ACTIVITY, (), True)
        return same(finished, wanted) and not has_errors(problems.found)

    def _finish(self, problems: Problems) -> Finish:
        return Finish(_origin({}), Bodies(self.read), problems)
