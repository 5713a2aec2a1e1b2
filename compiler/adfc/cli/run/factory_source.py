"""What a plan brings a factory to, by the command line: the specs of a project, or what a build folder holds."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adfc.cli.exits import SPEC_ERRORS, Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.project import busy, locate
from adfc.cli.run.verify import open_build
from adfc.cli.settings import Settings
from adfc.compile import compile_project, find_project
from adfc.configure.project import Project, read_project
from adfc.configure.variables import Variables
from adfc.diagnostic import Diagnostic, Problems, Severity, has_errors
from adfc.emit.verify import Manifest, secure_of, verify
from adfc.files import PROJECT_FILE, Folder
from adfc.gitmode import read_factory
from adfc.inputs import Inputs
from adfc.model import Factory
from adfc.publish.plan import Wanted
from adfc.resolve import External
from adfc.source import Path as Steps
from adfc.source import SourceFile, Span

ADF = "adf/"
"""The part of a build folder that holds ADF's own JSON."""


class WrongSpecsError(Exception):
    """The specs have errors, which were shown: the exit code is the one of `adfc check`."""

    exit_code = SPEC_ERRORS


@dataclass(frozen=True, slots=True)
class FactorySource:
    """A wanted factory and where it comes from."""

    wanted: Wanted
    root: Path
    """The folder that its places are in."""
    home: Path
    """The folder that keeps a journal: the project, without one where the command works."""
    fields: Mapping[str, str]
    """What the target says of its place: `subscription`, `resourceGroup`."""


def of_project(settings: Settings, target: str | None, told: Sequence[str]) -> FactorySource:
    """The factory of a target of the project.

    Args:
        settings: of the run.
        target: its name; None for the default one.
        told: the fields of the place that the command line says itself, which then need no value in `adfc.yml`.

    Raises:
        WrongSpecsError: there are errors in the specs.
        Refusal: there is no project.
    """
    root = locate(settings)
    with busy(settings):
        compilation = compile_project(root, target=target, env=os.environ, files=False)
    shown = [one for one in compilation.diagnostics if one.severity is not Severity.INFO]  # advice is for adfc check
    complain(settings, root, shown, compilation.texts)
    if has_errors(compilation.diagnostics) or compilation.project is None:
        raise WrongSpecsError
    project = compilation.project
    fields = _fields(settings, root, project, compilation.target, told)
    factory = compilation.factories[compilation.target]
    wanted = Wanted(project.name, compilation.target, factory, External(project.external))
    return FactorySource(wanted, root, root, fields)


def of_build(settings: Settings, folder: str, target: str | None, told: Sequence[str]) -> FactorySource:
    """The factory in a build folder, which must be as it was built; its place comes from the project around, if any.

    Raises:
        WrongSpecsError: the folder is not as it was built.
        Refusal: it is no build folder, or one of another target.
    """
    root = (settings.directory / folder).resolve()
    manifest, files = open_build(settings, root, "--from")
    found = verify(manifest, files)
    complain(settings, root, found)
    if found:
        raise WrongSpecsError
    built = str(manifest.told("target"))
    if target not in (None, built):
        message = f'"{settings.seen(root)}" was built for target "{built}", not "{target}"'
        raise Refusal(message, f"adfc build --target {target} builds the other")
    factory = _built(manifest, files, built)
    wanted = Wanted(str(manifest.told("project")), built, factory)
    home = find_project(settings.directory)
    fields = _fields_around(settings, home, wanted, told)
    return FactorySource(wanted, root / ADF, home or settings.directory.resolve(), fields)


def _built(manifest: Manifest, files: Mapping[str, bytes], target: str) -> Factory:
    """The factory in the files of a build, with the secure parameters that its manifest names."""
    texts = [
        SourceFile(path.removeprefix(ADF), content.decode()) for path, content in files.items() if path.startswith(ADF)
    ]
    told = manifest.told("targets")
    name = str(told[target]["factory"])
    folder, _ = read_factory(texts, name)
    secure = secure_of(manifest)
    resources = tuple(replace(one, secure=secure.get(one.key, {})) for one in folder.factory.resources)
    return replace(folder.factory, name=name, target=target, resources=resources)


def _fields(settings: Settings, root: Path, project: Project, target: str, told: Sequence[str]) -> dict[str, str]:
    """The fields of the target's place, but those that the command line says; their variables replaced."""
    found = project.target(target)
    assert found is not None
    problems = Problems()
    variables = Variables(project, found, os.environ, problems)
    fields = {}
    for name in ("subscription", "resourceGroup"):
        if name in found.fields and name not in told:
            place = project.document.span((*found.path, name))
            value = variables.replace(found.fields[name], _always(place))
            fields[name] = str(value)
    complain(settings, root, problems.found)
    if problems.found:
        raise WrongSpecsError
    return fields


def _fields_around(settings: Settings, home: Path | None, wanted: Wanted, told: Sequence[str]) -> dict[str, str]:
    """The same for a build folder: of the project that it lies in, where that has the target."""
    if home is None:
        return {}
    found: list[Diagnostic] = []
    document = Inputs(Folder(home), Problems(found)).document(PROJECT_FILE)
    project = read_project(document, Problems(found)) if document else None
    if project is None or project.name != wanted.project or project.target(wanted.target) is None:
        return {}
    return _fields(settings, home, project, wanted.target, told)


def _always(place: Span) -> Callable[[Steps], Span]:
    return lambda _: place
