"""The owner's mark: an annotation `adfc:PROJECT` on what a project publishes, so that it deletes nobody else's.

The mark is no part of the specs or of the build folder: a plan lays it on what is put. Annotations exist on six kinds
(azure-mgmt-datafactory 10.0.0); the others can't carry a mark.
"""

from collections.abc import Mapping

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
from adfc.model import Data
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
    others = [one for one in told if not (isinstance(one, str) and one.startswith(PREFIX))]
    return {**properties, "annotations": [*others, PREFIX + project]}


def owner(resource: LiveResource) -> str:
    """The project whose mark a resource carries; empty for none."""
    return next((one.removeprefix(PREFIX) for one in resource.annotations if one.startswith(PREFIX)), "")
