"""The nouns that flow through the compiler, all frozen: Document, Resource, Reference, Factory, Artifact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from adfc.kinds import KINDS, Kind
from adfc.source import Path, Places, Span

Data: TypeAlias = Any
"""What JSON can hold: dict, list, str, int, float, bool, None."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as data (plain dicts and lists), with its places on demand."""

    name: str
    data: Data
    places: Places = field(repr=False, compare=False)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """The place of the value at `path`, of its key with `key`, or of the nearest parent there is."""
        return self.places.span(path, key=key)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """The place of `text[start:end]` (in code points), if `text` is the string at `path`; else as `span`."""
        return self.places.inside(path, text, start, end) if self.at(path) == text else self.span(path)

    def at(self, path: Path) -> Data:
        """The value at `path`; None where there is none."""
        value = self.data
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value


class Origin(Protocol):
    """Who knows where in the user's files a value of a resource was written."""

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        """The place of the value at `path` of the resource's properties (of its key with `key`).

        With `word`, a value that stands elsewhere in the spec than in ADF's JSON is looked for by its text.
        """

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """The place of `text[start:end]` (in code points), where `text` is the string at `path` of the properties.

        What the user did not write so (the compiler made it) falls back to the nearest place that `span` knows.
        """


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing a factory holds, as ADF's own JSON.

    `properties` is what stands under that key in a Git-mode file; `extra` holds the other top-level keys
    of such a file (`type`, `etag`, ...; `location` and `identity` of a factory) but `name`.
    A managed private endpoint is named `<network>/<endpoint>`.
    """

    kind: Kind
    name: str
    properties: dict[str, Data]
    origin: Origin = field(repr=False, compare=False)
    extra: Mapping[str, Data] = field(default_factory=dict)
    secure: Mapping[Path, str] = field(default_factory=dict)
    """Path in `properties` of a `SecureString` object, to the name of the secure ARM parameter it takes."""
    facts: Mapping[str, Data] = field(default_factory=dict, compare=False)
    """What the spec says and ADF has no word for: a table's columns, a container's partition key."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one resource of its factory: names are compared without case."""
        return self.kind.section, self.name.lower()


def tree_order(resource: Resource) -> tuple[int, str]:
    """The key that sorts resources as a Git tree holds their files: by kind, then by file name in byte order.

    Code points sort as UTF-8 does. The ending counts: `load-2.json` comes before `load.json`.
    """
    return KINDS.index(resource.kind), f"{resource.name}.json"


@dataclass(frozen=True, slots=True)
class Reference:
    """An object `{referenceName, type: ...Reference}` at `path` of a resource's properties."""

    kind: Kind
    name: str
    path: Path
    parameters: Mapping[str, Data]


def text_of(value: Data) -> str:
    """A text, or the text of an expression's object `{value, type: Expression}`; empty for anything else."""
    found = value.get("value") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def name_in(reference: Data) -> str:
    """The name in a reference's object `{referenceName, type}`; empty where there is none."""
    found = reference.get("referenceName") if isinstance(reference, dict) else None
    return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class Factory:
    """Everything one target gets. Resources stand in the order of `tree_order`."""

    name: str
    target: str
    resources: tuple[Resource, ...]
    global_parameters: Mapping[str, Data] = field(default_factory=dict)
    """Name to `{type, value}`, as the factory's own JSON has them."""
    properties: Mapping[str, Data] = field(default_factory=dict)
    """What else stands under `properties` in the factory's own JSON."""
    extra: Mapping[str, Data] = field(default_factory=dict)
    """The other top-level keys of the factory's own JSON but `name`: `location`, `identity`."""
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False, compare=False)
    """Where each of the global parameters was written, by its name."""
    environment: tuple["Resource", ...] = ()
    """What the factory needs around it: of kinds.AROUND, named by their keys in the section `environment`; their
    properties are the bodies there, files read."""

    def of(self, kind: Kind) -> tuple[Resource, ...]:
        """The resources of one kind, in order."""
        return tuple(one for one in self.resources if one.kind is kind)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to write: its path below the build folder (with `/`), its whole text."""

    path: str
    text: str
