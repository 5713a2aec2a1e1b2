"""A whole project from a factory: `adfc.yml`, the specs, and what ADF keeps beside its resources."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.connectors import Library
from adfc.files import PROJECT_FILE
from adfc.importer.files import escaped, spec_files
from adfc.importer.lift import Written, specs_of
from adfc.importer.lift.layout import SPECS
from adfc.importer.notes import Comments
from adfc.importer.overrides import overrides_of
from adfc.importer.withheld import Secrets, withhold
from adfc.importer.yaml import Style, yaml_text
from adfc.model import Artifact, Data, Factory
from adfc.source import Path

BASE = "dev"
"""The target that is the imported factory itself, where there are others beside it."""


TO_THE_LETTER = Artifact(
    f"{SPECS}/.gitattributes",
    "# Queries and scripts in files of their own are taken to the letter: Git leaves their line ends alone.\n* -text\n",
)
"""Without it Git on Windows gives every file CRLF, and what is built there differs."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported."""

    factory: Factory
    targets: Mapping[str, Factory] = field(default_factory=dict)
    """The same factory in other places, by the names of targets."""
    kept: tuple[Artifact, ...] = ()
    """Files that go to the project's folder as they are."""
    parameters: tuple[str, ...] = ()
    """The names of the parameters that its ARM template declares."""
    unknown: frozenset[str] = frozenset()
    """Texts in the factory that are expressions of ARM, whose values only the deployment knows."""
    hidden: Secrets = field(default_factory=dict)
    """The secrets that it does not tell: each is a secure parameter of the factory already."""


@dataclass(frozen=True, slots=True)
class Project:
    """What a source becomes."""

    specs: tuple[Written, ...]
    secrets: frozenset[str]
    """The secure parameters that stand for secrets which were not written."""
    settings: Mapping[str, Data]
    """What stands in `adfc.yml`."""
    kept: tuple[Artifact, ...]

    def files(self, comments: Comments) -> list[Artifact]:
        """Every file of the project, relative to its folder."""
        own = Artifact(PROJECT_FILE, yaml_text(self.settings, Style(is_open=_is_open)))
        git = [TO_THE_LETTER] if any(one.files for one in self.specs) else []
        return [own, *self.kept, *git, *spec_files(self.specs, comments)]


def project_of(source: Source, library: Library, name: str) -> Project:
    """The project that builds the source.

    Args:
        source: what is imported.
        library: the connectors that specs may use.
        name: what the project is called, and its factory where the source does not say.
    """
    withheld = withhold(source.factory)
    specs = tuple(specs_of(withheld.factory, library))
    settings: dict[str, Data] = {"name": name, "factory": source.factory.name or name}
    if source.targets:
        settings["targets"] = {base_name(source): {"default": True}}
        for target, factory in source.targets.items():
            other = specs_of(withhold(factory).factory, library)
            body = {"factory": factory.name or name, "overrides": escaped(overrides_of(specs, other))}
            settings["targets"][target] = {key: value for key, value in body.items() if value}
    stood = (*withheld.secrets.values(), *source.hidden.values())
    secrets = frozenset(name for found in stood for name in found.values())
    return Project(specs, secrets, settings, source.kept)


def base_name(source: Source) -> str:
    """The name of the target that is the imported factory itself; a project of one target calls it `default`."""
    if not source.targets:
        return "default"
    return BASE if BASE not in source.targets else "source"


def _is_open(path: Path) -> bool:
    """Whether a mapping's keys stand below each other: targets, the sections of overrides, what is overridden."""
    return len(path) <= 4
