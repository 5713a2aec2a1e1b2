"""The values of ADF's own JSON, followed back into what was written."""

from collections.abc import Iterator
from dataclasses import dataclass

from adfc.configure.spec import Spec, SpecOrigin
from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES
from adfc.lower.catalog import is_own
from adfc.model import Data, Resource
from adfc.provenance.cause import Cause
from adfc.provenance.connector import of_connector
from adfc.provenance.copying import copy_activity, of_copy
from adfc.provenance.inside import Inside
from adfc.provenance.paths import Miss, Words, resolve
from adfc.provenance.scope import Scope
from adfc.source import Path


@dataclass(frozen=True, slots=True)
class Tracer:
    """Follows the values of one target's resources back; without a scope, those of a Git-mode folder."""

    scope: Scope | None = None

    def properties(self, resource: Resource) -> Data:
        """See `View.properties`."""
        return resource.properties

    def path(self, resource: Resource, words: Words) -> Path | Miss:
        """See `View.path`."""
        return resolve(resource.properties, words)

    def causes(self, resource: Resource, path: Path) -> tuple[Cause, ...]:
        """See `View.causes`."""
        origin = resource.origin
        if self.scope is None or not isinstance(origin, SpecOrigin):
            return (Cause("spec", span=origin.span(path)),)
        spec = Spec(resource.kind, resource.name, origin.body, origin)
        return tuple(dict.fromkeys(_causes(spec, path, self.scope)))


def _causes(spec: Spec, path: Path, scope: Scope) -> Iterator[Cause]:
    inside = Inside(spec.origin, scope)
    if spec.kind in (LINKED_SERVICES, DATASETS) and is_own(spec.body.get("type")):
        return of_connector(spec, path, scope)
    activity = copy_activity(inside, path) if spec.kind is PIPELINES else None
    return of_copy(inside, *activity) if activity else inside.causes((), path)
