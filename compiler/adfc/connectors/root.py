"""A folder of templates as files: which there are, their texts, their schemas with the shared definitions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from adfc.diagnostic import Problems
from adfc.environment.given import GIVES
from adfc.files import Folder, OutsideError
from adfc.kinds import ENVIRONMENT
from adfc.model import Document
from adfc.read import decode, read_json
from adfc.source import SourceFile, Span
from adfc.suggest import hint
from adfc.validate.schema import fault_of

SHARED = "definitions.schema.json"
"""The file whose `$defs` every schema beside it can refer to: what reads alike in all connectors."""

ENDINGS = (".yml", ".json", ".j2")
"""How the files of connectors and patterns end."""

REFERENCE = re.compile(r'"#/\$defs/([^"]+)"')


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of template folders."""

    folder: Folder
    below: str
    """Where it is inside `folder`; what messages call it."""
    packaged: bool
    files: frozenset[str]
    """Every file in it, relative to it."""

    def has(self, name: str) -> bool:
        """Whether it holds the file."""
        return name in self.files

    def text(self, name: str, problems: Problems) -> SourceFile | None:
        """The text of a file; None when there is none, or it can't be read (ADF021 and what the reader says)."""
        file = f"{self.below}/{name}"
        if not self.has(name):
            return None
        try:
            data = self.folder.read(file)
        except (OSError, OutsideError):
            problems.error("ADF021", f'can\'t read "{file}"', Span(file, 1, 1, 1, 1))
            return None
        source, found = decode(file, data)
        problems.found.extend(found)
        return source

    def schema(self, name: str, problems: Problems) -> Mapping[str, Any] | None:
        """The schema in a file, with the definitions that it refers to; ADF060 when it is none."""
        document = self._json(name, problems)
        if document is None:
            return None
        own = _definitions(document)
        shared = {**self._shared(problems), **own}
        schema = {**document.data, "$defs": {**own, **_used(document.data, shared)}}
        fault = None if self.packaged else fault_of(schema)
        if fault:
            problems.error("ADF060", f"this is no JSON Schema: {fault.message}", document.span(fault.path))
            return None
        return schema if self.packaged or _gives_known(document, problems) else None

    def _shared(self, problems: Problems) -> Mapping[str, Any]:
        """The definitions that come with adfc, and over them those of the project."""
        packaged = _packaged_definitions()
        own = None if self.packaged else self._json(SHARED, problems)
        return {**packaged, **_definitions(own)} if own else packaged

    def _json(self, name: str, problems: Problems) -> Document | None:
        """The JSON mapping in a file, or None (ADF060 when it is something else)."""
        source = self.text(name, problems)
        document, found = read_json(source) if source else (None, [])
        problems.found.extend(found)
        if document and not isinstance(document.data, dict):
            problems.error("ADF060", "this is no JSON Schema", document.span(()), "a schema is a mapping")
            return None
        return document


def _gives_known(document: Document, problems: Problems) -> bool:
    """Whether all that the schema's properties ask of an environment can be had (ADF066)."""
    asked = [
        (key, one[ENVIRONMENT])
        for key, one in document.data.get("properties", {}).items()
        if isinstance(one, dict) and ENVIRONMENT in one
    ]
    wrong = [(key, message, way_out) for key, told in asked for message, way_out in _unknown(told)]
    for key, message, way_out in wrong:
        problems.error("ADF066", message, document.span(("properties", key, ENVIRONMENT)), way_out)
    return not wrong


def _unknown(told: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with one value of the keyword `environment`, each with the way out."""
    gives = told.get("gives") if isinstance(told, dict) else None
    if not isinstance(gives, dict) or not isinstance(told.get("section"), str):
        yield '"environment" says which section gives what', 'write {"section": ..., "gives": {PROPERTY: ...}}'
    elif told["section"] not in GIVES:
        yield f'an environment has no section "{told["section"]}"', hint(told["section"], GIVES)
    else:
        for what in gives.values():
            if what not in GIVES[told["section"]]:
                known = sorted(GIVES[told["section"]])
                yield f'a part under {told["section"]} gives no "{what}"', hint(str(what), known)


def open_root(folder: Folder, below: str, *, packaged: bool) -> Root:
    """The templates in a subfolder; none if it is missing."""
    files = (name.removeprefix(f"{below}/") for name in folder.names(below, ENDINGS))
    return Root(folder, below, packaged, frozenset(files))


@cache
def packaged_root() -> Root:
    """The templates that come with adfc: in a checkout beside `compiler/`, in a wheel inside the package."""
    here = Path(__file__).resolve().parents[1]
    if here.parent.name == "compiler":
        return open_root(Folder(here.parents[1]), "templates", packaged=True)
    return open_root(Folder(here), "_templates", packaged=True)


@cache
def _packaged_definitions() -> Mapping[str, Any]:
    home = packaged_root()
    loaded: dict[str, dict[str, Any]] = msgspec.json.decode(home.folder.read(f"{home.below}/{SHARED}"))
    return loaded["$defs"]


def _definitions(schema: Document) -> Mapping[str, Any]:
    found = schema.data.get("$defs")
    return found if isinstance(found, dict) else {}


def _used(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """The definitions that a schema refers to, by itself and through others: it is encoded for every check."""
    used: dict[str, Any] = {}
    waiting: list[Any] = [schema]
    while waiting:
        text = msgspec.json.encode(waiting.pop()).decode()
        for name in REFERENCE.findall(text):
            if name in shared and name not in used:
                used[name] = shared[name]
                waiting.append(shared[name])
    return used
