"""What the environment gives the linked services and datasets that name it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from adfc.configure.contents import Inside, difference, inside, is_plain
from adfc.configure.spec import Spec, SpecOrigin
from adfc.connectors import Library
from adfc.diagnostic import Problems, Related
from adfc.environment import Given, given
from adfc.environment.lookup import FACT
from adfc.kinds import DATASETS, ENVIRONMENT, LINKED_SERVICES
from adfc.model import Data
from adfc.source import Path
from adfc.suggest import hint

Laid: TypeAlias = dict[tuple[str, str], list[tuple[Data, Mapping[str, Data], Data]]]
"""By section and name, what bodies became for earlier targets: the body, what was filled in, and the new one."""

WHOLE = ("connectionString", "sasUri")
"""Ways to sign in whose secret names the server too: an endpoint is not written beside it."""

PLACES: Mapping[str, Path] = {"database": ("databases",), "endpoint": ("location",)}
"""Where a part declares what it gives."""


@dataclass(frozen=True, slots=True)
class Named:
    """A property of a connector that names something of the environment, as the connector's schema says."""

    key: str
    section: str
    gives: Mapping[str, str]
    """The connector's own properties that it fills, by their names, and what of the part goes there."""


@dataclass(frozen=True, slots=True)
class Around:
    """Lays what the environment knows under the specs that name it.

    Adds ADF221 (the environment has no such part) and ADF222 (the spec says one thing, the environment another).
    """

    parts: Sequence[Spec]
    broken: set[tuple[str, str]]
    library: Library
    laid: Laid
    """What comes out the same for several targets is the very same body, so that it is lowered once."""
    problems: Problems

    def lay(self, specs: Sequence[Spec]) -> list[Spec]:
        """The specs with all that the environment gives them, in their order."""
        services = {one.name.lower(): self._service(one) for one in specs if one.kind is LINKED_SERVICES}
        laid = [services[one.name.lower()] if one.kind is LINKED_SERVICES else one for one in specs]
        return [self._dataset(one, services) if one.kind is DATASETS else one for one in laid if one is not None]

    def _service(self, spec: Spec) -> Spec | None:
        """The linked service with what it is given; None, and broken, where it names what is not there."""
        for named in self._named(spec, "linkedService"):
            key = spec.body[named.key]
            part = self._part(named.section, key) if isinstance(key, str) else None
            if part is not None:
                return self._joined(spec, named, part)
            if isinstance(key, str):
                if (named.section, key.lower()) not in self.broken:
                    self._unknown(spec, named, key)
                self.broken.add((spec.kind.section, spec.name.lower()))
                return None
        return spec

    def _joined(self, spec: Spec, named: Named, part: Spec) -> Spec:
        """The linked service with what its part gives it."""
        known = given(part.kind.section, part.name, part.body)
        auth = spec.body.get("auth")
        whole = isinstance(auth, dict) and any(key in auth for key in WHOLE)
        taken = {key: known[what] for key, what in named.gives.items() if not whole or known[what].choices is not None}
        for key, one in taken.items():
            self._agree(spec, key, one, part, PLACES.get(named.gives[key], ()))
            if one.value is None and spec.body.get(key) is None and not whole:
                self._choose(spec, key, one, part)
        filled = {key: one.value for key, one in taken.items() if one.value is not None and spec.body.get(key) is None}
        database = filled.get("database", spec.body.get("database"))
        fact = {"section": named.section, "name": part.name, "database": database if is_plain(database) else None}
        places = {key: (part.origin, _place(named.gives[key], value, part)) for key, value in filled.items()}
        return self._laid(spec, filled, places, {FACT: fact})

    def _agree(self, spec: Spec, key: str, one: Given, part: Spec, path: Path) -> None:
        """Add ADF222 where the spec says something else than the part."""
        written = spec.body.get(key)
        if not is_plain(written) or one.fits(written):
            return
        what = _what(part)
        if one.choices is None:
            message, way_out = f'"{key}" is "{written}", and that of {what} is "{one.value}"', f'leave "{key}" out'
        else:
            message, way_out = f'{what} has no {key} "{written}"', hint(written, one.choices)
        related = Related(f"{what} is declared here", part.origin.at(path, key=True))
        self.problems.error("ADF222", message, spec.origin.at((key,)), way_out, related)

    def _choose(self, spec: Spec, key: str, one: Given, part: Spec) -> None:
        """Add ADF121 where the part has several of what the spec leaves out, or none."""
        message = f'linked service "{spec.name}" of type "{spec.body["type"]}" needs "{key}"'
        way_out = hint("", one.choices or (), f"declare one in {_what(part)}")
        related = Related(f"{_what(part)} is declared here", part.origin.at(PLACES.get(key, ()), key=True))
        self.problems.error("ADF121", message, spec.origin.at((), key=True), way_out, related)

    def _dataset(self, spec: Spec, services: Mapping[str, Spec | None]) -> Spec:
        service = services.get(_name(spec.body.get("linkedService")).lower())
        fact = service.facts.get(FACT) if service else None
        part = self._part(fact["section"], fact["name"]) if fact else None
        if fact is None or part is None:
            return spec
        for named in self._named(spec, "dataset"):
            found = inside(named.section, part, fact["database"], spec.body[named.key], self._part)
            if found is not None:
                return self._filled(spec, named, found)
        return spec

    def _filled(self, spec: Spec, named: Named, found: Inside) -> Spec:
        """The dataset with what is known of its table or container."""
        part, path, known = found
        filled: dict[str, Data] = {}
        places: dict[str, tuple[SpecOrigin, Path]] = {}
        for key, what in named.gives.items():
            if spec.body.get(key) is None:
                filled[key] = known[what]
                places[key] = (part.origin, path if what == "columns" else (*path, what))
            elif wrong := difference(spec.body[key], known[what]):
                here, there, message = wrong
                beside = () if what == "columns" else (what,)
                related = Related(
                    "the environment declares it here", part.origin.at((*path, *beside, *there), key=True)
                )
                self.problems.error(
                    "ADF222", message, spec.origin.at((key, *here), key=bool(here)), f'leave "{key}" out', related
                )
        return self._laid(spec, filled, places, {})

    def _laid(
        self,
        spec: Spec,
        filled: Mapping[str, Data],
        places: Mapping[str, tuple[SpecOrigin, Path]],
        facts: Mapping[str, Data],
    ) -> Spec:
        """The spec with what is filled in, where that is declared, and further facts."""
        if not filled:
            return replace(spec, facts=facts)
        known = self.laid.setdefault((spec.kind.section, spec.name), [])
        body = next((new for old, more, new in known if old is spec.body and more == filled), None)
        if body is None:
            body = {**spec.body, **filled}
            known.append((spec.body, filled, body))
        return replace(spec, body=body, origin=SpecOrigin(body, spec.origin.layers, places), facts=facts)

    def _named(self, spec: Spec, role: str) -> Iterator[Named]:
        """The properties of a spec that name something of the environment."""
        tag = spec.body.get("type")
        connector = self.library.connector(tag) if isinstance(tag, str) and tag[:1].islower() else None
        part = connector.part(role) if connector else None
        for key, one in part.schema.get("properties", {}).items() if part else ():
            told = one.get(ENVIRONMENT) if isinstance(one, dict) else None
            if told and key in spec.body:
                yield Named(key, told["section"], told["gives"])

    def _part(self, section: str, key: str) -> Spec | None:
        fitting = (one for one in self.parts if one.kind.section == section)
        return next((one for one in fitting if one.name.lower() == key.lower()), None)

    def _unknown(self, spec: Spec, named: Named, key: str) -> None:
        known = [one.name for one in self.parts if one.kind.section == named.section]
        message = f'the environment has no "{key}" under {named.section}'
        way_out = hint(key, known, f"declare it in a spec: environment: {{{named.section}: {{{key}: ...}}}}")
        self.problems.error("ADF221", message, spec.origin.at((named.key,)), way_out)


def _place(what: str, value: Data, part: Spec) -> Path:
    """Where a part declares what it gives: a database by its key, all else by the part's name."""
    if what == "database":
        section = "databases" if value in part.body.get("databases", {}) else "followers"
        return (section, value)
    return ("name",) if "name" in part.body else ()


def _what(part: Spec) -> str:
    return f'{part.kind.noun} "{part.name}"'


def _name(reference: Data) -> str:
    name = reference.get("name") if isinstance(reference, dict) else reference
    return name if isinstance(name, str) else ""
