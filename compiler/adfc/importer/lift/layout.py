"""Which file a spec goes to: one file for each folder of the factory, and one for each kind that has no folders."""

from dataclasses import dataclass, field

from adfc.importer.lift.file_names import file_name
from adfc.kinds import (
    CHANGE_DATA_CAPTURES,
    CREDENTIALS,
    DATA_FLOWS,
    DATASETS,
    GLOBAL_PARAMETERS,
    INTEGRATION_RUNTIMES,
    LINKED_SERVICES,
    MANAGED_VIRTUAL_NETWORKS,
    PIPELINES,
    TRIGGERS,
    Kind,
)
from adfc.model import Data, Resource

SPECS = "pipelines"
"""The folder of a project that holds the specs."""

ORDER = (
    GLOBAL_PARAMETERS,
    INTEGRATION_RUNTIMES,
    MANAGED_VIRTUAL_NETWORKS,
    CREDENTIALS,
    LINKED_SERVICES,
    DATASETS,
    DATA_FLOWS,
    CHANGE_DATA_CAPTURES,
    PIPELINES,
    TRIGGERS,
)
"""The sections of a file: what others refer to comes first."""

CONNECTIONS = frozenset((INTEGRATION_RUNTIMES, MANAGED_VIRTUAL_NETWORKS, CREDENTIALS, LINKED_SERVICES))
"""What is read together: where data lie, and how to get there."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one project; folders that differ only by case share one, as they would on Windows."""

    _spelling: dict[str, str] = field(default_factory=dict)

    def file(self, resource: Resource) -> str:
        """The spec file of a resource, relative to the project, with `/`."""
        return self._spelled(_folder(resource.properties) or self._kind(resource.kind))

    def file_of(self, kind: Kind) -> str:
        """The spec file of a kind whose resources have no folders."""
        return self._spelled(self._kind(kind))

    def _kind(self, kind: Kind) -> str:
        return "connections" if kind in CONNECTIONS else kind.section

    def _spelled(self, stem: str) -> str:
        path = f"{SPECS}/{stem}.yml"
        return self._spelling.setdefault(path.lower(), path)


def _folder(properties: dict[str, Data]) -> str:
    """The factory's folder as a path of files; empty for a resource outside all folders."""
    folder = properties.get("folder")
    name = folder.get("name") if isinstance(folder, dict) else None
    parts = name.split("/") if isinstance(name, str) else []
    return "/".join(file_name(part) for part in parts if part.strip())
