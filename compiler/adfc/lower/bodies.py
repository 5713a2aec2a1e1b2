"""Long bodies that live in files of their own: `{file: queries/australia.kql}`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from adfc.adf.grammar import Type, ValueKind
from adfc.diagnostic import Problems
from adfc.files import OutsideError
from adfc.model import Data
from adfc.read import decode, read_json
from adfc.source import SourceFile, Span

TEXTS = (ValueKind.STRING, ValueKind.EXPRESSION, ValueKind.ENUM)


@dataclass(frozen=True, slots=True)
class Named:
    """Where a spec names a file."""

    spec: str
    """The file of the spec that writes the name, or that uses the pattern which does."""
    place: Callable[[], Span]
    """Gives the place of the name when there is a complaint: to find it, the spec is read once more."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Reads the files that specs name, each once."""

    read: Callable[[str], bytes]
    """Gives the bytes of a file of the project; OSError or OutsideError when it can't."""
    vaults: Sequence[str] = ()
    """The linked services that are Key Vaults, for guesses."""
    known: dict[str, SourceFile | None] = field(default_factory=dict)

    def load(self, name: Data, of: Type, named: Named, problems: Problems) -> Data:
        """What the file holds: lines where a list is wanted, data of a `.json` where no text is wanted, else its text.

        One line break at the end belongs to the file and not to the body. Adds ADF126 when it can't be read.

        Args:
            name: the path as written, relative to the folder of the spec.
            of: what the model wants at this place.
            named: where the name is written.
            problems: takes the complaints.
        """
        source = self._source(name, named, problems) if isinstance(name, str) else None
        if not isinstance(name, str):
            problems.error("ADF126", '"file" must be the path of a file', named.place(), "write {file: PATH}")
        if source is None:
            return ""
        text = source.text.removesuffix("\n").removesuffix("\r")
        if of.kind is ValueKind.LIST:
            return text.split("\n")
        if source.name.endswith(".json") and of.kind not in TEXTS:
            document, found = read_json(source)
            problems.found.extend(found)
            return document.data if document else ""
        return text

    def source(self, name: Data, named: Named) -> SourceFile | None:
        """The file of this name, if it has been read."""
        path = beside(named.spec, name) if isinstance(name, str) else None
        return self.known.get(path) if path is not None else None

    def _source(self, name: str, named: Named, problems: Problems) -> SourceFile | None:
        path = beside(named.spec, name)
        if path is None:
            _leads_out(name, named, problems)
            return None
        if path not in self.known:
            self.known[path] = self._read(name, path, named, problems)
        return self.known[path]

    def _read(self, name: str, path: str, named: Named, problems: Problems) -> SourceFile | None:
        try:
            data = self.read(path)
        except OutsideError:
            _leads_out(name, named, problems)
            return None
        except (OSError, ValueError) as error:
            reason = "there is no such file" if isinstance(error, FileNotFoundError) else "it can't be read"
            problems.error("ADF126", f'can\'t use "{name}": {reason}', named.place(), f"looked for {path}")
            return None
        source, found = decode(path, data)
        problems.found.extend(found)
        return source


def _leads_out(name: str, named: Named, problems: Problems) -> None:
    problems.error("ADF022", f'"{name}" leads out of the project', named.place(), "move the file into the project")


def beside(spec: str, name: str) -> str | None:
    """The path from the project's folder of a file named beside a spec, or None when it leads out."""
    parts: list[str] = []
    for part in (*PurePosixPath(spec).parent.parts, *PurePosixPath(name).parts):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return None if PurePosixPath(name).is_absolute() or "\\" in name or "\0" in name else "/".join(parts)
