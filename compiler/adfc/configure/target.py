"""The specs of one target: entries with its overrides laid on, its variables replaced, its patterns made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from adfc.configure.around import Around, Laid
from adfc.configure.collect import PARTS, SECTION_NAMES, SECTIONS, USE, Entry, collect
from adfc.configure.environment import checked
from adfc.configure.overrides import Merge
from adfc.configure.patterns import expand
from adfc.configure.project import Project, Target
from adfc.configure.spec import Layer, Spec, SpecOrigin
from adfc.configure.variables import Variables
from adfc.connectors import Library
from adfc.diagnostic import Problems, has_errors
from adfc.kinds import ENVIRONMENT, FACTORY_ITSELF, Kind
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
    laid: Laid = field(default_factory=dict)
    """What the environment added to specs, for all targets to share."""


@dataclass(frozen=True, slots=True)
class Configured:
    """What one target's configuration gives."""

    specs: tuple[Spec, ...]
    broken: frozenset[tuple[str, str]]
    """Section and lower-case name of what failed here: it exists, so nobody should call it missing."""
    environment: tuple[Spec, ...] = ()
    """What the factory needs around it; the specs hold what it gives them."""


def configure(sources: Sources, target: Target, problems: Problems) -> Configured:
    """The specs of `target`. Adds what `variables`, `overrides`, `patterns` and `collect` complain about."""
    stage = _Stage(sources, target, problems)
    uses = [entry for entry in sources.entries if entry.kind is USE]
    made = expand(stage.specs(uses), sources.library, problems)
    own = [entry for entry in sources.entries if entry.kind is not USE]
    entries = _together(own, made, problems) if made else own
    specs = stage.specs(entries)
    stage.check_met([*uses, *entries])
    environment = checked([spec for spec in specs if spec.kind.section in PARTS], stage.broken, problems)
    around = Around(environment, stage.broken, sources.library, sources.laid, problems)
    laid = around.lay([spec for spec in specs if spec.kind.section not in PARTS])
    return Configured(tuple(laid), frozenset(stage.broken), tuple(environment))


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
        override: Data = self._target.overrides
        for step in entry.path:
            override = _get(override, step)
        if override is not None:
            over = Layer(self._project.document, (*self._target.path, "overrides", *entry.path))
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
        names: dict[Kind, list[str]] = {}
        for entry in entries:
            names.setdefault(entry.kind, []).append(entry.name)
        path: Path = (*self._target.path, "overrides")
        for section, bodies in self._target.overrides.items():
            if section == ENVIRONMENT:
                self._check_environment(bodies, names, (*path, section))
            elif section not in SECTIONS:
                self._unmet(
                    f'the override names no section: "{section}"', (*path, section), hint(section, SECTION_NAMES)
                )
            else:
                self._check_names(SECTIONS[section], bodies, names, (*path, section))

    def _check_environment(self, parts: Data, names: Mapping[Kind, list[str]], path: Path) -> None:
        for part, bodies in parts.items() if isinstance(parts, dict) else ():
            if part not in PARTS:
                message = f'the override names nothing of an environment: "{part}"'
                self._unmet(message, (*path, part), hint(part, PARTS))
            elif PARTS[part] is not FACTORY_ITSELF:
                self._check_names(PARTS[part], bodies, names, (*path, part))
            elif FACTORY_ITSELF not in names:
                message = "the override meets nothing: no environment says anything about the factory"
                self._unmet(message, (*path, part), "write environment: {factory: ...} in a spec")

    def _check_names(self, kind: Kind, bodies: Data, names: Mapping[Kind, list[str]], path: Path) -> None:
        for name in bodies if isinstance(bodies, dict) else ():
            if name not in names.get(kind, ()):
                message = f'the override meets nothing: there is no {kind.noun} "{name}"'
                self._unmet(message, (*path, name), hint(name, names.get(kind, ())))

    def _unmet(self, message: str, path: Path, way_out: str) -> None:
        self._problems.error("ADF050", message, self._place(path), way_out)

    def _place(self, path: Path) -> Span:
        return self._project.document.span(path, key=True)


def _get(mapping: Data, key: str | int) -> Data:
    return mapping.get(key) if isinstance(mapping, dict) else None
