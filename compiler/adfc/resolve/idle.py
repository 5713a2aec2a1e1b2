"""What the service does not validate."""

from collections.abc import Mapping

from adfc.kinds import CHANGE_DATA_CAPTURES
from adfc.model import Data, Resource
from adfc.source import Path


def is_idle(resource: Resource, path: Path) -> bool:
    """Whether the service looks at nothing that stands at `path` of the resource's properties before it is used.

    It validates no inactive activity (https://learn.microsoft.com/azure/data-factory/deactivate-activity); change data
    captures were published with references to linked services that were gone (measured on published factories).
    """
    if resource.kind is CHANGE_DATA_CAPTURES:
        return True
    value: Data = resource.properties
    for step in path:
        value = value[step]
        if isinstance(value, Mapping) and value.get("state") == "Inactive":
            return True
    return False
