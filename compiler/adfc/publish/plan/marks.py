"""The owner's mark: an annotation `adfc:PROJECT` on what a project publishes, so that it deletes nobody else's.

The mark is no part of the specs or of the build folder: a plan lays it on what is put. Annotations exist on six kinds
(azure-mgmt-datafactory 10.0.0); the others can't carry a mark.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from adfc.kinds import (
    CHANGE_DATA_CAPTURES,
    CREDENTIALS,
    DATA_FLOWS,
    DATASETS,
    GLOBAL_PARAMETERS,
    INTEGRATION_RUNTIMES,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    PIPELINES,
    TRIGGERS,
    Kind,
)
from adfc.model import Data, Factory, Resource
from adfc.publish.snapshot import LiveResource

PREFIX = "adfc:"

MARKED = frozenset((PIPELINES, DATASETS, LINKED_SERVICES, TRIGGERS, DATA_FLOWS, CREDENTIALS))
"""The kinds that can carry a mark."""

UNMARKED = (INTEGRATION_RUNTIMES, CHANGE_DATA_CAPTURES, MANAGED_PRIVATE_ENDPOINTS, GLOBAL_PARAMETERS)
"""The kinds that can't, and can be deleted. The service has no request that deletes a managed virtual network."""


def marked(kind: Kind, properties: Mapping[str, Data], project: str) -> dict[str, Data]:
    """The properties with the mark of a project in the place of any other mark, where their kind can carry one."""
    if kind not in MARKED:
        return dict(properties)
    told = properties.get("annotations") or []
    others = [one for one in told if not _is_mark(one)]
    return {**properties, "annotations": [*others, PREFIX + project]}


def owner(resource: LiveResource) -> str:
    """The project whose mark a resource carries; empty for none."""
    return next((one.removeprefix(PREFIX) for one in resource.annotations if one.startswith(PREFIX)), "")


def without_marks(factory: Factory) -> tuple[Factory, Counter[str]]:
    """The factory without marks, and how many resources carried each: a mark is no part of specs."""
    found: Counter[str] = Counter()
    resources = tuple(_unmarked(one, found) for one in factory.resources)
    return replace(factory, resources=resources), found


def _unmarked(resource: Resource, found: Counter[str]) -> Resource:
    told = resource.properties.get("annotations")
    told = told if isinstance(told, list) else []
    marks = [one for one in told if _is_mark(one)]
    if resource.kind not in MARKED or not marks:
        return resource
    found.update(set(marks))
    others = [one for one in told if one not in marks]
    return replace(resource, properties={**resource.properties, "annotations": others})


def _is_mark(annotation: Data) -> bool:
    return isinstance(annotation, str) and annotation.startswith(PREFIX)
