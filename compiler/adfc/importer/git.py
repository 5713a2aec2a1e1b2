"""A Git-mode folder as a source to import, with parameter files as its targets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adfc.diagnostic import Problems
from adfc.emit.arm import ArmOptions, arm_template
from adfc.gitmode import DEFINITION_FILE, PUBLISH_FILE, GitFolder, read_factory
from adfc.importer.arm import read_template
from adfc.importer.lift.nowhere import no_places
from adfc.importer.parameters import Parameters
from adfc.importer.project import Source
from adfc.importer.same import ABSENT, Difference, differences
from adfc.importer.unique import unique
from adfc.model import Artifact, Data, Document, Factory, Resource
from adfc.source import Path, SourceFile

KEPT = (DEFINITION_FILE, PUBLISH_FILE)
"""What ADF reads beside the resources, and adfc too."""


def read_git(files: Iterable[SourceFile], name: str, targets: Mapping[str, Parameters], problems: Problems) -> Source:
    """The factory in the files of a Git-mode folder.

    Args:
        files: the folder's files, named relative to it with `/`.
        name: the factory to read, where the folder holds several; else empty.
        targets: values of the ARM template's parameters, by the names of the targets that they make.
        problems: takes what reading says, and ADF077.
    """
    files = list(files)
    read, found = read_factory(files, name)
    problems.found.extend(found)
    folder = replace(read, factory=unique(read.factory, problems))
    kept = tuple(Artifact(file.name, file.text) for file in files if file.name in KEPT)
    exported = _exported(folder) if targets else None
    others = {target: _target(folder.factory, exported, one) for target, one in targets.items() if exported}
    declared = tuple(exported.data["parameters"]) if exported else ()
    return Source(folder.factory, others, kept, declared)


def _exported(folder: GitFolder) -> Document:
    """The template that Microsoft's exporter would make of the factory: it says which parameter stands where."""
    options = ArmOptions(folder.definition, include_global_parameters=bool(folder.factory.global_parameters))
    return Document("", arm_template(folder.factory, options).data(), no_places())


def _target(factory: Factory, exported: Document, parameters: Parameters) -> Factory:
    """The factory with the values of parameters at their places."""
    base = read_template(exported, {}, lambda _: None, Problems()).factory
    other = read_template(exported, parameters.values, lambda _: None, Problems()).factory
    resources = {one.key: one for one in other.resources}
    changes = {one.key: list(differences(one.properties, resources[one.key].properties)) for one in base.resources}
    told = list(differences(dict(base.global_parameters), dict(other.global_parameters)))
    return replace(
        factory,
        name=other.name,
        resources=tuple(_changed(one, changes.get(one.key, [])) for one in factory.resources),
        global_parameters=_laid(dict(factory.global_parameters), told),
    )


def _changed(resource: Resource, changes: list[Difference]) -> Resource:
    return replace(resource, properties=_laid(resource.properties, changes)) if changes else resource


def _laid(value: Data, changes: list[Difference]) -> Data:
    """A copy of the value with the changes at their paths."""
    for path, _, now in changes:
        value = _put(value, path, now)
    return value


def _put(value: Data, path: Path, now: Data) -> Data:
    if not path:
        return now
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_put(one, rest, now) if index == step else one for index, one in enumerate(value)]
    if now is ABSENT and not rest:
        return {key: one for key, one in value.items() if key != step}
    return {**value, step: _put(value.get(step, {}), rest, now)}
