"""What tests of the import share: factories of a few lines, and the way through the import and back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adfc.connectors import open_library
from adfc.files import Folder
from adfc.gitmode import GitOrigin
from adfc.importer import Outcome, Project, Source, project_of, prove
from adfc.importer.lift.nowhere import no_places
from adfc.kinds import KINDS
from adfc.model import Artifact, Document, Factory, Resource

KIND = {kind.section: kind for kind in KINDS}


ORIGIN = GitOrigin(Document("factory.json", {}, no_places()))
"""Where all of it stands."""


def factory_of(bodies: Mapping[str, Mapping[str, Any]], **more: Any) -> Factory:
    """A factory of the properties of its resources, by section and name."""
    pairs = [(KIND[section], name, body) for section, named in bodies.items() for name, body in named.items()]
    resources = [Resource(kind, name, body, ORIGIN) for kind, name, body in pairs]
    return Factory("sales-df", "", tuple(resources), **more)


def project(factory: Factory, root: Path) -> Project:
    """The project of a factory, with the connectors of the folder `root`."""
    return project_of(Source(factory), open_library(Folder(root)), "sales")


def spec(section: str, body: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]] | None = None) -> Any:
    """The spec of a resource called `it`, in a factory with some others."""
    bodies = {kind: dict(named) for kind, named in (others or {}).items()}
    bodies.setdefault(section, {})["it"] = dict(body)
    specs = project(factory_of(bodies), Path()).specs
    return next(one.body for one in specs if (one.kind.section, one.name) == (section, "it"))


def write(root: Path, files: list[Artifact]) -> None:
    """Put the files of a project into a folder."""
    for one in files:
        (root / one.path).parent.mkdir(parents=True, exist_ok=True)
        (root / one.path).write_bytes(one.text.encode())


def there_and_back(factory: Factory, root: Path) -> Outcome:
    """Import a factory into the folder `root`, and build it again."""
    source = Source(factory)
    made = project_of(source, open_library(Folder(root)), "sales")
    files = made.files({})
    write(root, files)
    return prove(root, source, made, files, {})
