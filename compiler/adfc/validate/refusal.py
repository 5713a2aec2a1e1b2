"""What a JSON Schema refuses, and how it is told in the user's words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.source import Path, Span
from adfc.suggest import closest, hint
from adfc.validate.wanted import ASKS, dotted, found, meant, wanted

Schema = Mapping[str, Any]
Where = Callable[..., Span]
"""`where(path, key=False)`: the place of a value of the data, or of its key."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that a schema refuses."""

    keyword: str
    """The keyword of the schema that does."""
    value: Any
    """What the schema says there."""
    schema: Schema
    """The subschema that holds the keyword."""
    path: Path
    instance: Data
    message: str
    """In the engine's words."""
    choices: tuple[tuple["Refusal", ...], ...]
    """Of a choice that failed, what each alternative refuses."""

    @property
    def takes_expression(self) -> bool:
        """Whether a text that ADF evaluates could stand here: a value is wanted, and not a mapping that we read."""
        return self.keyword in ("type", "enum", "const") and self.schema.get("type") != "object"

    @property
    def unknown(self) -> list[str]:
        """The keys that the subschema does not know."""
        return [key for key in self.instance if key not in self.schema.get("properties", ())]


@dataclass(frozen=True, slots=True)
class Complaints:
    """Tells in the user's words what a schema refuses."""

    schema: Schema
    where: Where
    problems: Problems
    what: str

    def add(self, refused: Iterable[Refusal]) -> None:
        """A diagnostic for each refusal; a missing key whose misspelling is there is not told a second time."""
        meant: set[tuple[Path, str]] = set()
        for one in sorted(refused, key=lambda one: one.keyword == "required"):
            if one.keyword == "additionalProperties":
                meant.update((one.path, name) for name in self._unknown(one))
            elif one.keyword == "required":
                self._missing(one, meant)
            elif one.keyword == "dependentRequired":
                self._lonely(one)
            else:
                self._wrong(one)

    def _unknown(self, refusal: Refusal) -> Iterator[str]:
        """Adds ADF120 for each unknown key; gives the names that were meant."""
        known = [name for name in refusal.schema.get("properties", ()) if name not in refusal.instance]
        for name in refusal.unknown:
            way_out = hint(name, known, "nothing more is known here")
            place = self.where((*refusal.path, name), key=True)
            self.problems.error("ADF120", f'unknown property "{name}" in {self._part(refusal.path)}', place, way_out)
            yield closest(name, known) or ""

    def _missing(self, refusal: Refusal, meant: set[tuple[Path, str]]) -> None:
        # A condition asks for a property that the schema as a whole describes.
        holders = [refusal.schema] if refusal.path else [refusal.schema, self.schema]
        for name in refusal.value:
            if name in refusal.instance or (refusal.path, name) in meant:
                continue
            described = (holder.get("properties", {}).get(name, {}).get("description") for holder in holders)
            about = next(filter(None, described), "")
            way_out = f"{name}: {about.rstrip('.')}" if about else ""
            message = f'{self._part(refusal.path)} needs "{name}"'
            self.problems.error("ADF121", message, self.where(refusal.path, key=True), way_out)

    def _lonely(self, refusal: Refusal) -> None:
        """A key that is nothing without another one."""
        for key, needed in refusal.value.items():
            missing = [name for name in needed if key in refusal.instance and name not in refusal.instance]
            for name in missing:
                place = self.where((*refusal.path, key), key=True)
                self.problems.error("ADF121", f'{self._part((*refusal.path, key))} needs "{name}" beside it', place)

    def _wrong(self, refusal: Refusal) -> None:
        part = self._part(refusal.path)
        if refusal.keyword == "not":
            about = refusal.schema.get("description", "")
            self.problems.error("ADF122", f"{part} can't be given here", self.where(refusal.path, key=True), about)
            return
        if refusal.keyword in ASKS:
            message = f"{part} must be {wanted(refusal.schema, self._definitions)}"
        else:
            message = f"{part} is refused by its schema: {refusal.message}"
        self.problems.error("ADF122", message, self.where(refusal.path), self._way_out(refusal))

    def _way_out(self, refusal: Refusal) -> str:
        guess = closest(*meant(refusal.instance, refusal.schema, self._definitions))
        if guess:
            return f'did you mean "{guess}"?'
        # What the schema calls write-only is a secret: it is not shown once more.
        secret = refusal.schema.get("writeOnly") and isinstance(refusal.instance, str)
        return "a secret is never written in a spec" if secret else found(refusal.instance)

    @property
    def _definitions(self) -> Mapping[str, Any]:
        definitions: Mapping[str, Any] = self.schema.get("$defs", {})
        return definitions

    def _part(self, path: Path) -> str:
        return f'"{dotted(path)}" of {self.what}' if path else self.what
