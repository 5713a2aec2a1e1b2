"""Every connector and pattern that a project can use: its own first, then those that come with adfc."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adfc.connectors import part as parts
from adfc.connectors import pattern as patterns
from adfc.connectors.part import PARTS, Part, build_part
from adfc.connectors.pattern import Pattern
from adfc.connectors.root import Root, open_root, packaged_root
from adfc.diagnostic import Problems
from adfc.files import Folder
from adfc.read import read_yaml
from adfc.source import Span
from adfc.suggest import closest

PARTNERS = {
    **{f"{role}.yml": f"{role}.schema.json" for role in PARTS},
    **{f"{role}.schema.json": f"{role}.yml" for role in PARTS},
    "spec.yml.j2": "spec.schema.json",
    "spec.schema.json": "spec.yml.j2",
}
"""Each file that a folder can hold, and the one that it works with."""


@dataclass(slots=True)
class Connector:
    """The folder `templates/<name>/` of a connector. Its parts are read when somebody asks for them."""

    name: str
    root: Root
    problems: Problems
    _parts: dict[str, Part | None] = field(default_factory=dict)

    def part(self, role: str) -> Part | None:
        """One part by its name (see PARTS), or None when the connector has none (or a broken one)."""
        if role not in self._parts:
            self._parts[role] = self._read(role)
        return self._parts[role]

    def has(self, role: str) -> bool:
        """Whether the connector has the part, good or broken."""
        return self.root.has(f"{self.name}/{role}.yml") or self.root.has(f"{self.name}/{role}.schema.json")

    @property
    def is_store(self) -> bool:
        """Whether formats can lie on it: it says how files are found."""
        return self.has("location")

    @property
    def is_format(self) -> bool:
        """Whether it is a format, whose files lie on a store."""
        return self.has("dataset") and not self.has("linkedService")

    def _read(self, role: str) -> Part | None:
        template = self.root.text(f"{self.name}/{role}.yml", self.problems)
        schema = self.root.schema(f"{self.name}/{role}.schema.json", self.problems)
        if template is None or schema is None:
            return None
        document, found = read_yaml(template)
        self.problems.found.extend(found)
        part = build_part(document, schema, self.problems) if document else None
        if part is None or document is None or self.root.packaged:
            return part
        return part if parts.names_known(part, role, document, self.problems) else None


@dataclass(slots=True)
class Library:
    """Every connector and pattern that a project can use, by name."""

    roots: tuple[Root, ...]
    problems: Problems = field(default_factory=Problems)
    _known: dict[str, Root] = field(default_factory=dict)
    _connectors: dict[str, Connector] = field(default_factory=dict)
    _patterns: dict[str, Pattern | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in reversed(self.roots):
            self._known.update((name, root) for name in _folders(root))
        for root in self.roots:
            if not root.packaged:
                self._check_files(root)

    @property
    def connectors(self) -> tuple[str, ...]:
        """The names of all connectors, in order."""
        return tuple(sorted(name for name, root in self._known.items() if not _is_pattern(root, name)))

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of all patterns, in order."""
        return tuple(sorted(name for name, root in self._known.items() if _is_pattern(root, name)))

    def with_part(self, role: str) -> list[str]:
        """The names of the connectors that have the part."""
        return [name for name in self.connectors if (one := self.connector(name)) and one.has(role)]

    def connector(self, name: str) -> Connector | None:
        """The connector of that name, or None."""
        root = self._known.get(name)
        if root is None or _is_pattern(root, name):
            return None
        return self._connectors.setdefault(name, Connector(name, root, self.problems))

    def writing(self, role: str, adf_type: str) -> Connector | None:
        """The connector whose part writes this ADF type, for bodies in ADF's own words; or None."""
        for name in self.connectors:
            connector = self.connector(name)
            part = connector.part(role) if connector else None
            if part and part.adf_type == adf_type:
                return connector
        return None

    def pattern(self, name: str) -> Pattern | None:
        """The pattern of that name, or None when there is none (or a broken one)."""
        root = self._known.get(name)
        if root is None or not _is_pattern(root, name):
            return None
        if name not in self._patterns:
            self._patterns[name] = self._read_pattern(root, name)
        return self._patterns[name]

    def _read_pattern(self, root: Root, name: str) -> Pattern | None:
        template = root.text(f"{name}/spec.yml.j2", self.problems)
        schema = root.schema(f"{name}/spec.schema.json", self.problems)
        if template is None or schema is None:
            return None
        pattern = Pattern(name, schema, template)
        return pattern if root.packaged or patterns.names_known(pattern, self.problems) else None

    def _check_files(self, root: Root) -> None:
        """Add ADF060 for a file of the project's templates that nobody would read, and for one without its partner."""
        for name in sorted(root.files):
            folder, _, file = name.partition("/")
            partner = PARTNERS.get(file)
            path = f"{root.below}/{name}"
            place = Span(path, 1, 1, 1, 1)
            if partner and not root.has(f"{folder}/{partner}"):
                lacks = "schema" if partner.endswith(".json") else "template"
                self.problems.error("ADF060", f'"{path}" has no {lacks}', place, f'add "{partner}" beside it')
            elif file and not partner and (near := closest(file, PARTNERS)):
                self.problems.error("ADF060", f'"{path}" is no part of "{folder}"', place, f'did you mean "{near}"?')


def open_library(project: Folder) -> Library:
    """The library of a project: `templates/` in its folder, shadowing the packaged ones name by name."""
    packaged = packaged_root()
    same = (project.root / "templates").resolve() == (packaged.folder.root / packaged.below).resolve()
    own = open_root(project, "templates", packaged=False)
    return Library((own,) if same else (own, packaged))


def _folders(root: Root) -> Iterator[str]:
    """The folders that hold a part of a connector, or a pattern."""
    return (folder for folder, _, file in (name.partition("/") for name in root.files) if file in PARTNERS)


def _is_pattern(root: Root, name: str) -> bool:
    return root.has(f"{name}/spec.yml.j2")
