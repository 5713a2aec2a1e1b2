"""The stages in order: the table of contents of the compiler."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from adfc.configure.collect import collect
from adfc.configure.project import Project, Target, read_project
from adfc.configure.target import Sources, configure
from adfc.connectors import open_library
from adfc.diagnostic import Diagnostic, Problems, has_errors, in_order
from adfc.emit import ArmOptions, Build, complain, emit, exported_files
from adfc.files import PROJECT_FILE, Folder, find_project
from adfc.gitmode import GitFolder, adf_files, read_factory
from adfc.inputs import Inputs
from adfc.kql import KqlParser
from adfc.lower import Means, lower
from adfc.model import Artifact, Document, Factory
from adfc.resolve import External, Graph, resolve
from adfc.rules import Asking, Settings, codes, judged, surveyed
from adfc.rules.following import without_following
from adfc.rules.ignores import without_ignored
from adfc.rules.settings import read_settings
from adfc.suggest import hint
from adfc.validate.adf import check, check_global_parameters

__all__ = ["Compilation", "compile_folder", "compile_project", "export_folder", "find_project"]

SPECS = "pipelines"
"""The folder of a project that holds the specs, at any depth."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a project's specs become, and all there is to say about them."""

    diagnostics: tuple[Diagnostic, ...]
    """In order, each once."""
    factories: Mapping[str, Factory] = field(default_factory=dict)
    """By target; without what failed, where something did."""
    artifacts: tuple[Artifact, ...] = ()
    """The files of the build folder; none when there is an error."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each file that a diagnostic shows, as read."""
    target: str = ""
    """The target whose artifacts these are."""
    files: int = 0
    """Files read: the specs, or those of a Git-mode folder."""
    project: Project | None = None
    """What `adfc.yml` says; None where it can't be read, and of a Git-mode folder."""


def compile_project(
    root: Path, *, target: str | None = None, env: Mapping[str, str], files: bool = True, kql: KqlParser | None = None
) -> Compilation:
    """Compile the project in `root` for all its targets; the artifacts are those of `target` (None: the default one).

    Everything is read and everything complained about in one run; with one error there are no artifacts, and without
    `files` none are made: who only asks what is wrong is spared their text. `kql` reads the KQL in the specs, if they
    hold any; without it nothing is said about KQL.
    """
    problems = Problems()
    inputs = Inputs(Folder(root), problems)
    names = list(inputs.folder.names(SPECS, (".yml", ".yaml")))
    documents = inputs.documents(names)
    is_unread = len(documents) < len(names) and has_errors(problems.found)
    configuration = inputs.document(PROJECT_FILE)
    project = read_project(configuration, problems) if configuration else None
    if project is None:
        return _told(inputs, Settings(), {}, len(documents))
    settings = read_settings(project.document, codes(), problems)
    chosen = _chosen(project, target, problems)
    factories, graphs = _factories(project, documents, inputs, env)
    _judge(graphs, settings, kql, problems)
    problems.found[:] = without_following(problems.found, is_unread=is_unread)
    artifacts: Sequence[Artifact] = ()
    if chosen is not None and not has_errors(settings.applied(problems.found)):
        options = inputs.arm_options(project, factories)
        build = Build(project.name, factories, chosen.name, project.document.span, options)
        artifacts = emit(build, problems) if files else complain(build, problems)
    if has_errors(settings.applied(problems.found)):
        artifacts = ()
    told = _told(inputs, settings, factories, len(documents), (chosen.name if chosen else "", artifacts))
    return replace(told, project=project)


def compile_folder(root: Path, name: str = "", *, kql: KqlParser | None = None) -> tuple[GitFolder, Compilation]:
    """Check a Git-mode folder as ADF Studio keeps one: the factory `name` in it, or the only one that it holds."""
    problems = Problems()
    inputs = Inputs(Folder(root), problems)
    sources = inputs.sources(adf_files(inputs.folder))
    folder, found = read_factory(sources, name)
    problems.found.extend(found)
    graph = _checked(folder.factory, External(), problems)
    _judge([graph], Settings(), kql, problems)
    return folder, _told(inputs, Settings(), {"": folder.factory}, len(sources))


def export_folder(root: Path, name: str = "", *, kql: KqlParser | None = None) -> Compilation:
    """Check a Git-mode folder as `compile_folder` does; the artifacts are the files of Microsoft's exporter."""
    folder, checked = compile_folder(root, name, kql=kql)
    if has_errors(checked.diagnostics):
        return checked
    options = ArmOptions(folder.definition, folder.include_factory, folder.include_global_parameters)
    return replace(checked, artifacts=tuple(exported_files(folder.factory, options)))


def _chosen(project: Project, target: str | None, problems: Problems) -> Target | None:
    """The target of that name; None, and ADF032, when there is none."""
    found = project.target(target) if target is not None else project.default
    if found is None:
        known = [one.name for one in project.targets]
        place = project.document.span(("targets",), key=True)
        problems.error("ADF032", f'there is no target "{target}"', place, hint(target or "", known))
    return found


def _factories(
    project: Project, documents: Sequence[Document], inputs: Inputs, env: Mapping[str, str]
) -> tuple[dict[str, Factory], list[Graph]]:
    """The factory of every target with its graph, checked but for what rules say."""
    problems = inputs.problems
    library = open_library(inputs.folder)
    sources = Sources(project, collect(documents, problems), library, env)
    means = Means(library, inputs.folder.read)
    factories: dict[str, Factory] = {}
    graphs = []
    for target in project.targets:
        configured = configure(sources, target, problems)
        factory, broken = lower(configured, target, means, problems)
        graphs.append(_checked(factory, External(project.external, broken), problems, factories.values()))
        factories[target.name] = factory
    problems.found.extend(library.problems.found)
    return factories, graphs


def _checked(factory: Factory, external: External, problems: Problems, before: Iterable[Factory] = ()) -> Graph:
    """The graph of a factory whose every body is checked; `before` are the factories of earlier targets."""
    checked = {id(resource) for other in before for resource in other.resources}
    for resource in factory.resources:
        if id(resource) not in checked:  # what targets have alike is one object in all of them
            problems.found.extend(check(resource))
    problems.found.extend(check_global_parameters(factory))
    graph, found = resolve(factory, external)
    problems.found.extend(found)
    return graph


def _judge(graphs: Sequence[Graph], settings: Settings, kql: KqlParser | None, problems: Problems) -> None:
    """What the rules say of the factories of all targets, whose KQL is asked about together."""
    asking = Asking(kql) if kql is not None else None
    whole = not has_errors(problems.found)
    for survey in [surveyed(graph, settings, asking) for graph in graphs]:
        problems.found.extend(judged(survey, settings, whole=whole))


def _told(
    inputs: Inputs,
    settings: Settings,
    factories: Mapping[str, Factory],
    files: int,
    built: tuple[str, Sequence[Artifact]] = ("", ()),
) -> Compilation:
    """The end of every compilation: severities and ignores applied, diagnostics in order."""
    target, artifacts = built
    left = without_ignored(in_order(settings.applied(inputs.problems.found)), inputs.texts)
    texts = inputs.shown(file for one in left for file in one.files)
    return Compilation(tuple(in_order(left)), factories, tuple(artifacts), texts, target, files)
