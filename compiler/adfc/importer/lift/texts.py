"""Long texts in files of their own, so that their editors and linters work on them: the way back of `lower.bodies`."""

import json
import re
from dataclasses import dataclass, field

from adfc.adf.grammar import Type, ValueKind
from adfc.configure.overrides import BY_NAME
from adfc.importer.lift.file_names import Taken, file_name
from adfc.lower.bodies import TEXTS
from adfc.model import Data, Resource
from adfc.read.unprintable import is_printable
from adfc.source import Path

FEW_LINES = 4
"""A text of more lines gets its own file."""

INLINE = frozenset(("description", "annotations"))
"""Keys whose text is read where it stands, be it long."""

SCRIPTS = frozenset(("script", "scriptLines"))
"""Keys of the script of a data flow, as one text and as a list of lines."""

_SCRIPT = re.compile(r"\b(source|sink)\s*\(")
_SQL = re.compile(
    r"\b(select|insert|update|delete|merge|exec|execute|with|declare|create|drop|truncate|alter|call|begin|copy|set)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The long texts of one resource, and the files that they go to."""

    resource: Resource
    folder: str
    """Where the files go, relative to the spec."""
    taken: Taken
    """The names of files that stand in the same folder of specs."""
    _names: dict[Path, str] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def move(self, text: str, of: Type, path: Path) -> dict[str, Data] | None:
        """The short form `{file: NAME}` for the text at `path` of the resource's properties; None if it is to stay.

        `of` is what the model wants there: data of a JSON file are read as such where no text is wanted.
        """
        if text.count("\n") < FEW_LINES or path[-1] in INLINE or not is_printable(text):
            return None
        if path not in self._names:
            self._names[path] = self._name(text, of, path)
            self._texts[self._names[path]] = text
        return {"file": self._names[path]}

    def read(self, name: str) -> bytes:
        """What the file of that name holds; OSError where there is none."""
        if name not in self._texts:
            raise FileNotFoundError(name)
        return content(self._texts[name]).encode()

    def used(self, spec: Data) -> dict[str, str]:
        """Name to content of the files that a spec names."""
        return {name: content(self._texts[name]) for name in self._texts if _names_file(spec, name)}

    def _name(self, text: str, of: Type, path: Path) -> str:
        holder, activity = _around(self.resource.properties, path)
        ending = _ending(text, of, path, holder)
        base = file_name(self.resource.name)
        if not activity:
            return self.taken.free(f"{self.folder}/{base}", ending)
        within = f"{self.folder}/{base}/{file_name(activity)}"
        return self.taken.free(within, ending, f"{within} {file_name(str(path[-1]))}")


def content(text: str) -> str:
    """What a file of the text holds: one line break more, which belongs to the file."""
    return text + ("\r\n" if text.endswith("\r") or "\r\n" in text else "\n")


def _around(data: Data, path: Path) -> tuple[dict[str, Data], str]:
    """The mapping that holds the value at `path`, and the name of the innermost activity around it."""
    holder: dict[str, Data] = {}
    activity = ""
    above: str | int = ""
    for step in path:
        if isinstance(data, dict):
            holder = data
        data = data[step]
        if above in BY_NAME and isinstance(data, dict) and isinstance(data.get("name"), str):
            activity = data["name"]
        above = step
    return holder, activity


def _ending(text: str, of: Type, path: Path, holder: dict[str, Data]) -> str:
    """The ending of the language that a text is written in, as far as it can be told."""
    if path[-1] in SCRIPTS and _SCRIPT.search(text):
        return ".dfs"
    if str(holder.get("type")).startswith("AzureDataExplorer") or path[-1] == "command":
        return ".kql"
    if of.kind in TEXTS and _is_json(text):
        return ".json"
    return ".sql" if of.kind is not ValueKind.LIST and _SQL.search(text) else ".txt"


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False


def _names_file(spec: Data, name: str) -> bool:
    if isinstance(spec, dict):
        return spec == {"file": name} or any(_names_file(one, name) for one in spec.values())
    return isinstance(spec, list) and any(_names_file(one, name) for one in spec)
