"""Which linked services the activities and data flows of a factory read and write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adfc.kinds import DATA_FLOWS, DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Data, Factory, Resource, name_in, text_of
from adfc.source import Path

Does = Literal["reads", "writes", "commands"]

READERS = ("Lookup", "GetMetadata", "Validation")
"""Activities that read the dataset in their typeProperties; Delete writes it."""

STORES = (("typeProperties", "stagingSettings"), ("typeProperties", "logSettings", "logLocationSettings"))
"""Where a copy names a linked service to write to beside its datasets."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a linked service."""

    service: Resource
    does: Does
    user: Resource
    """The pipeline or data flow."""
    path: Path
    """In its properties: the activity, or the source or sink."""
    name: str
    """Of the activity, or of the source or sink."""
    dataset: Resource | None = None
    command: str = ""
    """The text of a command."""


def uses(factory: Factory) -> Iterator[Use]:
    """Every use of a linked service of the factory, of activities that are not switched off."""
    named = _Named(factory)
    for pipeline in factory.of(PIPELINES):
        for path, body in _activities(pipeline.properties.get("activities"), ("activities",)):
            yield from _of_activity(pipeline, path, body, named)
    for flow in factory.of(DATA_FLOWS):
        settings = flow.properties.get("typeProperties")
        ends: tuple[tuple[str, Does], ...] = (("sources", "reads"), ("sinks", "writes"))
        for key, does in ends:
            found = settings.get(key) if isinstance(settings, dict) else None
            for index, one in enumerate(found if isinstance(found, list) else ()):
                yield from named.use(does, flow, ("typeProperties", key, index), one, "dataset")


class _Named:
    """Datasets and linked services by name."""

    def __init__(self, factory: Factory) -> None:
        self._datasets = {one.name.lower(): one for one in factory.of(DATASETS)}
        self._services = {one.name.lower(): one for one in factory.of(LINKED_SERVICES)}

    def use(self, does: Does, user: Resource, path: Path, body: Data, key: str) -> Iterator[Use]:
        """The use of the dataset that `body` names under `key`."""
        dataset = self._datasets.get(name_in(body.get(key) if isinstance(body, dict) else None).lower())
        service = self.service(dataset.properties.get("linkedServiceName")) if dataset else None
        if dataset and service:
            yield Use(service, does, user, path, str(body.get("name")), dataset)

    def service(self, reference: Data) -> Resource | None:
        """The linked service that a reference names, or None."""
        return self._services.get(name_in(reference).lower())


def _of_activity(pipeline: Resource, path: Path, body: Mapping[str, Data], named: _Named) -> Iterator[Use]:
    name, kind = str(body.get("name")), body.get("type")
    settings = body.get("typeProperties")
    settings = settings if isinstance(settings, dict) else {}
    if kind in (*READERS, "Delete"):
        told = {"name": name, "dataset": settings.get("dataset")}
        yield from named.use("writes" if kind == "Delete" else "reads", pipeline, path, told, "dataset")
    if kind == "Copy":
        yield from _of_copy(pipeline, path, body, named)
    if kind == "AzureDataExplorerCommand":
        service = named.service(body.get("linkedServiceName"))
        if service:
            yield Use(service, "commands", pipeline, path, name, None, text_of(settings.get("command")))


def _of_copy(pipeline: Resource, path: Path, body: Mapping[str, Data], named: _Named) -> Iterator[Use]:
    name = str(body.get("name"))
    ends: tuple[tuple[str, Does], ...] = (("inputs", "reads"), ("outputs", "writes"))
    for key, does in ends:
        references = body.get(key)
        for one in references if isinstance(references, list) else ():
            yield from named.use(does, pipeline, path, {"name": name, "dataset": one}, "dataset")
    for steps in STORES:
        found: Data = body
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else None
        service = named.service(found.get("linkedServiceName")) if isinstance(found, dict) else None
        if service:
            yield Use(service, "writes", pipeline, path, name)


def _activities(value: Data, path: Path) -> Iterator[tuple[Path, dict[str, Data]]]:
    """Every activity below a list, at any depth: an object with a name and a type in a list; no inactive one."""
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict) and one.get("state") != "Inactive":
            at = (*path, index)
            yield at, one
            yield from _below(one.get("typeProperties"), (*at, "typeProperties"))


def _below(value: Data, path: Path) -> Iterator[tuple[Path, dict[str, Data]]]:
    for key, one in value.items() if isinstance(value, dict) else ():
        if key == "cases":
            for index, case in enumerate(one if isinstance(one, list) else ()):
                yield from _below(case, (*path, key, index))
        elif key.lower().endswith("activities"):
            yield from _activities(one, (*path, key))
