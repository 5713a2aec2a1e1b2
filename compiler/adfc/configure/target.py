"""The specs of one target: entries with its overrides laid on, its variables replaced, its patterns made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from adfc.configure.collect import SECTIONS, USE, Entry, collect
from adfc.configure.overrides import Merge
from adfc.configure.patterns import expand
from adfc.configure.project import Project, Target
from adfc.configure.spec import Layer, Spec, SpecOrigin
from adfc.configure.variables import Variables
from adfc.connectors import Library
from adfc.diagnostic import Problems, has_errors
from adfc.model import Data, Document
from adfc.source import Path, Span
from adfc.suggest import hint


@dataclass(frozen=True, slots=True)
class Sources:
    """What a project is configured from, the same for every target."""

    project: Project
    entries: Sequence[Entry]
    library: Library
    env: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Configured:
    """What one target's configuration gives."""

    specs: tuple[Spec, ...]
    broken: frozenset[tuple[str, str]]
    """Section and lower-case name of what failed here: it exists, so nobody should call it missing."""


def configure(sources: Sources, target: Target, problems: Problems) -> Configured:
    """The specs of `target`. Adds what `variables`, `overrides`, `patterns` and `collect` complain about."""
    stage = _Stage(sources, target, problems)
    uses = [entry for entry in sources.entries if entry.kind is USE]
    made = expand(stage.specs(uses), sources.library, problems)
    own = [entry for entry in sources.entries if entry.kind is not USE]
    entries = _together(own, made, problems) if made else own
    specs = stage.specs(entries)
    stage.check_met([*uses, *entries])
    return Configured(tuple(specs), frozenset(stage.broken))


def _together(own: Sequence[Entry], made: Sequence[Document], problems: Problems) -> list[Entry]:
    """The project's own entries and those of patterns, as if all stood in files. Adds ADF065 for a use inside a use."""
    result = []
    for entry in collect(made, problems, own):
        if entry.kind is USE:
            place = entry.document.span(entry.path, key=True)
            problems.error(
                "ADF065", f'the pattern uses another pattern: "{entry.name}"', place, "write the use in a spec"
            )
        else:
            result.append(entry)
    return result


class _Stage:
    """Makes specs of entries, and remembers which failed."""

    def __init__(self, sources: Sources, target: Target, problems: Problems) -> None:
        self._project, self._env, self._target, self._problems = sources.project, sources.env, target, problems
        self.broken: set[tuple[str, str]] = set()

    def specs(self, entries: Sequence[Entry]) -> list[Spec]:
        """The entries that can go on, configured."""
        return [spec for entry in entries if (spec := self._spec(entry)) is not None]

    def _spec(self, entry: Entry) -> Spec | None:
        found = Problems()
        layers: tuple[Layer, ...] = (Layer(entry.document, entry.path),)
        body = entry.body
        override = _get(_get(self._target.overrides, entry.kind.section), entry.name)
        if override is not None:
            over = Layer(self._project.document, self._path(entry))
            layers = (*layers, over)
            body = Merge(found, over.span, f'{entry.kind.noun} "{entry.name}"').merge(body, override)
        replaced = body
        if b"${" in msgspec.json.encode(body):  # most bodies hold no variable: to ask their text is to spare a walk
            variables = Variables(self._project, self._target, self._env, found)
            replaced = variables.replace(body, SpecOrigin(body, layers).at)
        self._problems.found.extend(found.found)
        if has_errors(found.found):
            self.broken.add(entry.key)
            return None
        return Spec(entry.kind, entry.name, replaced, SpecOrigin(replaced, layers))

    def check_met(self, entries: Sequence[Entry]) -> None:
        """Add ADF050 for each override that meets nothing."""
        names: dict[str, list[str]] = {}
        for entry in entries:
            names.setdefault(entry.kind.section, []).append(entry.name)
        for section, bodies in self._target.overrides.items():
            path: Path = (*self._target.path, "overrides", section)
            if section not in SECTIONS:
                self._unmet(f'the override names no section: "{section}"', path, hint(section, SECTIONS))
                continue
            for name in bodies if isinstance(bodies, dict) else ():
                if name not in names.get(section, ()):
                    message = f'the override meets nothing: there is no {SECTIONS[section].noun} "{name}"'
                    self._unmet(message, (*path, name), hint(name, names.get(section, ())))

    def _unmet(self, message: str, path: Path, way_out: str) -> None:
        self._problems.error("ADF050", message, self._place(path), way_out)

    def _place(self, path: Path) -> Span:
        return self._project.document.span(path, key=True)

    def _path(self, entry: Entry) -> Path:
        return (*self._target.path, "overrides", entry.kind.section, entry.name)


def _get(mapping: Data, key: str) -> Data:
    return mapping.get(key) if isinstance(mapping, dict) else None
