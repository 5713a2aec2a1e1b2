"""One entry of a section, and where in the user's files each part of it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adfc.configure.inside import before_replacing, in_body
from adfc.configure.overrides import BY_NAME
from adfc.kinds import Kind
from adfc.model import Data, Document
from adfc.source import Path, SourceFile, Span

RENAMED: dict[str, Path] = {
    "dependsOn": ("after",),
    "inputs": ("source", "dataset"),
    "outputs": ("sink", "dataset"),
    "linkedServiceName": ("linkedService",),
    "runtimeState": ("state",),
    "schema": ("columns",),
    "translator": ("mapping",),
}
"""ADF's word to where our own spelling of it stands in a spec."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A document that writes (a part of) a body, and the path of that body in it."""

    document: Document
    path: Path

    def has(self, path: Path) -> bool:
        """Whether the document itself writes something at this path of the body."""
        value = self.document.data
        for step in self.path + path:
            if not holds(value, step):
                return False
            value = value[step]
        return True

    def span(self, path: Path, *, key: bool) -> Span:
        """The place of the value at this path of the body, or of its nearest parent."""
        return self.document.span(self.path + path, key=key)


@dataclass(frozen=True, slots=True)
class SpecOrigin:
    """Where a spec was written: its own file, then the overrides laid over it."""

    body: Data
    """The body as configured: what paths of ADF's JSON are matched against."""
    layers: tuple[Layer, ...]

    files: dict[Path, SourceFile] = field(default_factory=dict, compare=False)
    """The files that stand for values, by the path of the value in ADF's JSON: filled as they are read."""

    def at(self, path: Path, *, key: bool = False) -> Span:
        """The place of a path of the body, in the last layer that writes it; of the whole body, in its own file."""
        layer, there = self._writer(path)
        return layer.span(there, key=key)

    def file(self, path: Path) -> str:
        """The file that writes what stands at a path of ADF's JSON; for text of a pattern, the file that uses it."""
        document = self._writer(_trace(self.body, path)[0])[0].document
        return document.places.via.file if document.places.via else document.name

    def _writer(self, path: Path) -> tuple[Layer, Path]:
        """The layer that writes a path of the body, and the path as it writes it."""
        by_name = self.by_name(path)
        for layer in reversed(self.layers[1:] if path else ()):
            for one in (path, by_name):
                if layer.has(one):
                    return layer, one
        return self.layers[0], path

    def by_name(self, path: Path) -> Path:
        """A path of the body with activities by name, as an override writes them where the spec has a list of them."""
        named, body = list(path), self.body
        for at, step in enumerate(path):
            body = body[step] if holds(body, step) else None
            if isinstance(step, int) and at and path[at - 1] in BY_NAME and isinstance(body, dict):
                named[at] = body.get("name", step)
        return tuple(named)

    def below(self, path: Path) -> "SpecOrigin":
        """The origin of what stands at a path of the body: in the layers that write there."""
        narrowed = tuple(Layer(one.document, one.path + path) for one in self.layers)
        writing = tuple(one for one in narrowed if one.has(()))
        return SpecOrigin(_value(self.body, path), writing or narrowed)

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        """The place of a path of ADF's JSON: matched step by step, what a spec leaves out is stepped over.

        Where the match ends early and `word` is given, the first scalar below that equals it is shown.
        """
        found, whole = _trace(self.body, path)
        if not whole and word is not None:
            found = next(_scalars(self.body, found, word), found)
        return self.at(found, key=key and whole)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """As `Origin.inside`: in the file that the spec names for the value, else in the scalar of the spec itself.

        Where the spec has a placeholder, what it stands for is shown as the placeholder.
        """
        for depth in range(len(path), 0, -1):
            if file := self.files.get(path[:depth]):
                return in_body(file, path[depth:], text, start, end) or self.span(path)
        found, _ = _trace(self.body, path)
        if _value(self.body, found) != text:
            found = next(_scalars(self.body, found, text), found)
        layer, there = self._writer(found)
        whole = layer.path + there
        written = layer.document.at(whole)
        part = before_replacing(written, text, start, end) if isinstance(written, str) else None
        return layer.document.inside(whole, written, *part) if part else self.span(path)


@dataclass(frozen=True, slots=True)
class Spec:
    """One named entry of a section, configured for one target."""

    kind: Kind
    name: str
    body: Data
    origin: SpecOrigin = field(repr=False)


def holds(value: Data, step: str | int) -> bool:
    """Whether a mapping has this key, a list this index."""
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _value(body: Data, path: Path) -> Data:
    for step in path:
        body = body[step]
    return body


def _trace(body: Data, path: Path) -> tuple[Path, bool]:
    """The path of the spec that a path of ADF's JSON comes from, and whether its last step was found."""
    found: list[str | int] = []
    whole = True
    for step in path:
        steps = match(body, step)
        whole = bool(steps) or is_wrapping(body, step)
        for one in steps:
            body = body[one]
            found.append(one)
    return tuple(found), whole


def match(body: Data, step: str | int) -> Path:
    """The step(s) in a spec's body that stand for one step of ADF's JSON; none where the spec has no such step."""
    if isinstance(body, list):
        return (step,) if holds(body, step) else ()
    if not isinstance(body, dict):
        return ()
    if isinstance(step, int):
        names = list(body)
        return (names[step],) if step < len(names) and isinstance(body[names[step]], dict) else ()
    if step in body:
        return (step,)
    renamed = RENAMED.get(step, ())
    return renamed if renamed and _reaches(body, renamed) else ()


def _reaches(body: Data, path: Path) -> bool:
    for step in path:
        if not isinstance(body, dict) or step not in body:
            return False
        body = body[step]
    return True


def is_wrapping(body: Data, step: str | int) -> bool:
    """Whether the step only wraps the very value: a reference's name, an expression's text."""
    return not isinstance(body, dict | list) and step in ("referenceName", "value", 0)


def _scalars(body: Data, path: Path, word: str) -> Iterator[Path]:
    """The paths below `path` of scalars that equal `word`."""
    stack = [(path, _value(body, path))]
    while stack:
        at, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*at, key), value[key]) for key in reversed(value))
        elif isinstance(value, list):
            stack.extend(((*at, index), value[index]) for index in reversed(range(len(value))))
        elif value == word:
            yield at
