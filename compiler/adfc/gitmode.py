"""A Git-mode folder, as ADF Studio keeps one in a repository, as a Factory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from adfc.diagnostic import Diagnostic, Problems, Related
from adfc.files import Folder
from adfc.kinds import GLOBAL_PARAMETERS, KINDS, MANAGED_PRIVATE_ENDPOINTS, MANAGED_VIRTUAL_NETWORKS, Kind
from adfc.model import Data, Document, Factory, Resource, tree_order
from adfc.read import read_json
from adfc.source import Path, SourceFile, Span
from adfc.suggest import hint

DEFINITION_FILE = "arm-template-parameters-definition.json"
PUBLISH_FILE = "publish_config.json"

_BY_FOLDER = {kind.folder: kind for kind in KINDS if kind is not MANAGED_PRIVATE_ENDPOINTS}


@dataclass(frozen=True, slots=True)
class GitFolder:
    """What a Git-mode folder holds."""

    factory: Factory
    definition: Mapping[str, Data] | None = None
    """`arm-template-parameters-definition.json`; None when there is none."""
    include_factory: bool = False
    """`includeFactoryTemplate` of `publish_config.json`."""
    include_global_parameters: bool = False
    """`includeGlobalParamsTemplate` of `publish_config.json`."""


@dataclass(frozen=True, slots=True)
class GitOrigin:
    """A resource's own Git-mode file, where its properties stand under `properties`; the factory's, below that."""

    document: Document
    base: Path = ("properties",)

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:  # noqa: ARG002 (Origin has it)
        """As `Origin.span`; the file is ADF's own JSON, so nothing stands elsewhere."""
        return self.document.span(self.base + path, key=key)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """As `Origin.inside`."""
        return self.document.inside(self.base + path, text, start, end)


def holds_factory(folder: Folder) -> bool:
    """Whether a folder is a Git-mode one: it holds a factory's own file, or one of a resource."""
    return next(_named(folder), None) is not None


def adf_files(folder: Folder) -> list[str]:
    """The names of a Git-mode folder's files that are ADF's own, in order: a repository holds others beside them."""
    settings = (name for name in (DEFINITION_FILE, PUBLISH_FILE) if folder.has(name))
    return sorted([*_named(folder), *settings])


def _named(folder: Folder) -> Iterator[str]:
    for below in (*_BY_FOLDER, GLOBAL_PARAMETERS.folder):
        yield from (name for name in folder.names(below, (".json",)) if _is_named(name.split("/")))


def read_factory(files: Iterable[SourceFile], name: str = "") -> tuple[GitFolder, list[Diagnostic]]:
    """The factory in the files of a Git-mode folder, and what is wrong with them.

    Args:
        files: the folder's files, named relative to it with `/`; what is not ADF's is passed over.
        name: the factory to read, where the folder holds the files of several; else the one that it holds.
    """
    reader = _Reader(Problems())
    for file in files:
        reader.take(file)
    return reader.folder(name), reader.problems.found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes one file after the other."""

    problems: Problems
    resources: list[Resource] = field(default_factory=list)
    factories: dict[str, Document] = field(default_factory=dict)
    settings: dict[str, Document] = field(default_factory=dict)
    """The files at the top of the folder, by name."""

    def take(self, file: SourceFile) -> None:
        """Read `file` if it is one of ADF's."""
        parts = file.name.split("/")
        is_setting = file.name in (DEFINITION_FILE, PUBLISH_FILE)
        if not file.name.endswith(".json") or not (is_setting or _is_named(parts)):
            return
        document, found = read_json(file)
        self.problems.found.extend(found)
        if document is None or not self._is_object(document, document.data, ()):
            return
        kind = _kind_of(parts)
        if is_setting:
            self.settings[file.name] = document
        elif kind:
            self._take_resource(kind, document)
        else:
            self._take_factory(document)

    def folder(self, name: str) -> GitFolder:
        """What was taken, of the factory `name`."""
        definition, publish = (self.settings.get(file) for file in (DEFINITION_FILE, PUBLISH_FILE))
        flags = publish.data if publish else {}
        return GitFolder(
            self._factory(name),
            definition.data if definition else None,
            flags.get("includeFactoryTemplate") is True,
            flags.get("includeGlobalParamsTemplate") is True,
        )

    def _take_resource(self, kind: Kind, document: Document) -> None:
        data = document.data
        properties = data.get("properties", {})
        if self._is_object(document, properties, ("properties",)):
            extra = {key: value for key, value in data.items() if key not in ("name", "properties")}
            name = _name_of(document)
            if kind is MANAGED_PRIVATE_ENDPOINTS:
                name = f"{document.name.split('/')[1]}/{name}"
            self.resources.append(Resource(kind, name, properties, GitOrigin(document), extra))

    def _take_factory(self, document: Document) -> None:
        properties = document.data.get("properties", {})
        if self._is_object(document, properties, ("properties",)):
            parameters = properties.get("globalParameters", {})
            if self._is_object(document, parameters, ("properties", "globalParameters")):
                self.factories[_name_of(document)] = document

    def _factory(self, name: str) -> Factory:
        name = name or self._only_name()
        self._check_name(name)
        resources = tuple(sorted(self.resources, key=tree_order))
        if name not in self.factories:
            return Factory(name, "", resources)
        document = self.factories[name]
        data = document.data
        properties = dict(data.get("properties", {}))
        parameters = properties.pop("globalParameters", {})
        extra = {key: value for key, value in data.items() if key not in ("name", "properties")}
        origins = {one: GitOrigin(document, ("properties", "globalParameters", one)) for one in parameters}
        return Factory(name, "", resources, parameters, properties, extra, origins)

    def _only_name(self) -> str:
        """The name of the only factory that has a file; empty, and ADF071 said, when several have."""
        names = sorted(self.factories)
        if len(names) > 1:
            place = self.factories[names[1]].span(("name",))
            first = Related("the other one", self.factories[names[0]].span(("name",)))
            quoted = ", ".join(f'"{name}"' for name in names)
            message = f"the folder holds several factories: {quoted}"
            self.problems.error("ADF071", message, place, "name one with --factory", first)
        return names[0] if len(names) == 1 else ""

    def _check_name(self, name: str) -> None:
        """Add ADF072 where the folder holds the files of other factories alone: a fork's, or the name is misspelt."""
        if name and self.factories and name not in self.factories:
            place = next(iter(self.factories.values())).span(("name",))
            message = f'the folder holds no file of factory "{name}", so no global parameters of it'
            self.problems.warning("ADF072", message, place, hint(name, self.factories))

    def _is_object(self, document: Document, data: Data, path: Path) -> bool:
        if isinstance(data, dict):
            return True
        what = f'"{path[-1]}" of "{document.name}"' if path else f'"{document.name}"'
        self.problems.error("ADF070", f"{what} must be a JSON object", document.span(path))
        return False


def _is_named(parts: list[str]) -> bool:
    """Whether the file at this path is a resource's or the factory's own."""
    return _kind_of(parts) is not None or (len(parts) == 2 and parts[0] == GLOBAL_PARAMETERS.folder)


def _kind_of(parts: list[str]) -> Kind | None:
    """The kind of resource that the file at this path holds; None when it holds none."""
    if len(parts) == 4 and (parts[0], parts[2]) == (MANAGED_VIRTUAL_NETWORKS.folder, MANAGED_PRIVATE_ENDPOINTS.folder):
        return MANAGED_PRIVATE_ENDPOINTS
    return _BY_FOLDER.get(parts[0]) if len(parts) == 2 else None


def _name_of(document: Document) -> str:
    """The name that a file gives its resource, else the file's own without its ending."""
    name = document.data.get("name")
    return name if isinstance(name, str) else document.name.rpartition("/")[2].removesuffix(".json")
