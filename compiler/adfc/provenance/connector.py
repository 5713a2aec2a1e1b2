"""Linked services and datasets of our connectors: the part that made a value, and the properties it made it of."""

from collections.abc import Iterator

from adfc.configure.spec import Spec
from adfc.kinds import LINKED_SERVICES
from adfc.provenance.cause import Cause
from adfc.provenance.inside import Inside
from adfc.provenance.scope import Scope
from adfc.provenance.template import made_by
from adfc.source import Path


def of_connector(spec: Spec, path: Path, scope: Scope) -> Iterator[Cause]:
    """The causes of a value of a linked service or dataset of ours."""
    role = "linkedService" if spec.kind is LINKED_SERVICES else "dataset"
    connector = scope.catalog.connector(spec, role)
    part = connector.part(role) if connector else None
    store = scope.catalog.store(spec) if connector and connector.is_format else None
    location = store.part("location") if store else None
    made = made_by(part, path, spec.body, {"location": location} if location else {}) if part else None
    inside = Inside(spec.origin, scope)
    if made is None or path == ("type",):
        yield from inside.causes((), path)
    if made is not None:
        yield from inside.made((), made)
