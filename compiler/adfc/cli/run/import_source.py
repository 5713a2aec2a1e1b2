"""What `adfc import` reads: a Git-mode folder or a template, and parameter files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from adfc.cli.exits import Refusal
from adfc.cli.settings import Settings
from adfc.diagnostic import Problems
from adfc.files import Folder
from adfc.gitmode import adf_files, holds_factory
from adfc.importer import Parameters, Source, read_arm, read_git, read_parameters
from adfc.inputs import Inputs
from adfc.model import Document, Factory
from adfc.read import decode, read_json
from adfc.source import SourceFile

TEMPLATE = "ARMTemplateForFactory.json"
VALUES = "ARMTemplateParametersForFactory.json"
"""What ADF Studio calls the files that it exports."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with files that are named relative to one folder, and their texts."""

    base: Path
    problems: Problems = field(default_factory=Problems)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one source."""

    settings: Settings
    named: Findings
    """What is wrong with the files that the command line names, and those beside them."""
    inside: Findings
    """What is wrong with the files of a Git-mode folder."""

    def read(self, path: Path, factory: str, told: Sequence[str]) -> Source:
        """The factory at `path`, with a target for each parameter file that names one.

        Raises:
            Refusal: there is nothing to read.
        """
        if not path.exists():
            raise Refusal(f'there is no "{self.settings.seen(path)}"', "name a folder of ADF's Git mode, or a template")
        template = path / TEMPLATE if path.is_dir() and not holds_factory(Folder(path)) else path
        if not template.is_file() and not holds_factory(Folder(path)):
            raise Refusal(f'"{self.settings.seen(path)}" holds no factory', _way_out(path, self.settings))
        if not template.is_file():
            inputs = Inputs(Folder(path), self.inside.problems, self.inside.texts)
            return self.files(inputs.sources(adf_files(inputs.folder)), factory, told)
        files = dict(self._parameter_files(told))
        source = self._template(template, files.get("") or self._beside(template), _targets(files))
        if factory and not source.factory.name:
            source = replace(source, factory=replace(source.factory, name=factory))
        return self._checked(source, files)

    def files(self, sources: Sequence[SourceFile], factory: str, told: Sequence[str]) -> Source:
        """The factory in the files of a Git-mode folder, named relative to it, with targets as in `read`."""
        files = dict(self._parameter_files(told))
        return self._checked(read_git(sources, factory, _targets(files), self.inside.problems), files)

    def _checked(self, source: Source, files: Mapping[str, Parameters]) -> Source:
        """The source, its parameter files checked."""
        for one in files.values():
            one.check(source.parameters, self.named.problems)
        return source

    def _template(self, path: Path, values: Parameters | None, targets: Mapping[str, Parameters]) -> Source:
        document = self._document(path)
        if document is None:
            return Source(Factory("", "", ()))
        return read_arm(document, values, targets, lambda name: self._linked(path.parent, name), self.named.problems)

    def _beside(self, template: Path) -> Parameters | None:
        """The parameter file that ADF Studio exports with a template, where there is one."""
        path = template.with_name(VALUES)
        return self._parameters(path) if path.is_file() else None

    def _linked(self, folder: Path, name: str) -> Document | None:
        """A linked template: beside the main one, or where ADF Studio puts them."""
        found = next((file for file in (folder / name, folder / "linkedTemplates" / name) if file.is_file()), None)
        return self._document(found or folder / name)

    def _parameter_files(self, told: Sequence[str]) -> Iterator[tuple[str, Parameters]]:
        """The parameter files by target; by the empty name the one that names none."""
        for one in told:
            target, named, file = one.partition("=")
            parameters = self._parameters(self.settings.directory / (file if named else one))
            if parameters:
                yield target if named else "", parameters

    def _parameters(self, path: Path) -> Parameters | None:
        document = self._document(path)
        return read_parameters(document, self.named.problems) if document else None

    def _document(self, path: Path) -> Document | None:
        name = self.settings.seen(path)
        try:
            source, found = decode(name, path.read_bytes())
        except OSError as error:
            raise Refusal(f'can\'t read "{name}": {error.strerror}', "name another file") from error
        self.named.problems.found.extend(found)
        if source is None:
            return None
        self.named.texts[name] = source.text
        document, found = read_json(source)
        self.named.problems.found.extend(found)
        return document


def _targets(files: Mapping[str, Parameters]) -> dict[str, Parameters]:
    return {name: one for name, one in files.items() if name}


def _way_out(path: Path, settings: Settings) -> str:
    """What to name instead: a folder further down that holds a factory."""
    below = sorted({one.parent for pattern in ("*/linkedService", "*/*/linkedService") for one in path.glob(pattern)})
    found = [settings.seen(one) for one in below if holds_factory(Folder(one))]
    return f"name the folder that does: {', '.join(found)}" if found else "name the folder that holds linkedService/"
