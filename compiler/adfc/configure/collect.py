"""Spec documents taken apart into their named entries, with complaints about sections and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adfc.diagnostic import Problems, Related
from adfc.kinds import AROUND, ENVIRONMENT, FACTORY_ITSELF, GLOBAL_PARAMETERS, KINDS, MANAGED_PRIVATE_ENDPOINTS, Kind
from adfc.model import Data, Document
from adfc.source import Path
from adfc.suggest import hint

USE = Kind("use", "use of a pattern", "", "")
"""Not a kind of resource: the section whose entries make other sections."""

SECTIONS = {kind.section: kind for kind in (*KINDS, GLOBAL_PARAMETERS, USE) if kind is not MANAGED_PRIVATE_ENDPOINTS}

SECTION_NAMES = (*SECTIONS, ENVIRONMENT)
"""Every section that a spec may hold."""

PARTS = {kind.section: kind for kind in AROUND}
"""What the section `environment` holds, by its key there."""

NOT_IN_FILE_NAMES = re.compile(r"[/\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u2028\u2029]")
"""Every resource becomes a file of its name: what would lead elsewhere or vanish on the way."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A named body in a section of a document, as written."""

    kind: Kind
    name: str
    body: Data
    document: Document
    path: Path

    @property
    def key(self) -> tuple[str, str]:
        """Section and name, compared as ADF compares: without case."""
        return self.kind.section, self.name.lower()


def collect(documents: Sequence[Document], problems: Problems, before: Sequence[Entry] = ()) -> list[Entry]:
    """The entries `before`, then those of all documents, in order; a repeated name is reported and left out.

    Adds ADF023 (not a mapping), ADF024 (unknown section), ADF025 (a section or body that is no mapping),
    ADF026 (a name no file can have) and ADF027 (a name taken already).
    """
    first = {entry.key: entry for entry in before}
    for document in documents:
        for entry in _entries(document, problems):
            earlier = first.setdefault(entry.key, entry)
            if earlier is not entry:
                _taken(entry, earlier, problems)
    return list(first.values())


def _entries(document: Document, problems: Problems) -> Iterator[Entry]:
    if not isinstance(document.data, dict):
        message = f"a spec is a mapping of sections, not {_shape(document.data)}"
        problems.error("ADF023", message, document.span(()), f"write sections: {', '.join(SECTION_NAMES)}")
        return
    for section, bodies in document.data.items():
        if section not in SECTION_NAMES:
            message = f'there is no section "{section}"'
            problems.error("ADF024", message, document.span((section,), key=True), hint(section, SECTION_NAMES))
        elif bodies is not None and not isinstance(bodies, dict):
            message = f'section "{section}" must be a mapping, not {_shape(bodies)}'
            problems.error("ADF025", message, document.span((section,)), "write NAME: {...} for each")
        elif section == ENVIRONMENT:
            yield from _environment(document, bodies or {}, problems)
        else:
            yield from _section(document, SECTIONS[section], bodies or {}, problems)


def _environment(document: Document, parts: dict[str, Data], problems: Problems) -> Iterator[Entry]:
    """The entries of all that surrounds the factory; the factory itself is one, of that name."""
    for part, bodies in parts.items():
        path: Path = (ENVIRONMENT, part)
        if part not in PARTS:
            message = f'there is no "{part}" in an environment'
            problems.error("ADF024", message, document.span(path, key=True), hint(part, PARTS))
        elif bodies is not None and not isinstance(bodies, dict):
            message = f'"{part}" must be a mapping, not {_shape(bodies)}'
            problems.error("ADF025", message, document.span(path), "write NAME: {...} for each")
        elif PARTS[part] is FACTORY_ITSELF:
            yield Entry(FACTORY_ITSELF, FACTORY_ITSELF.section, bodies or {}, document, path)
        else:
            yield from _section(document, PARTS[part], bodies or {}, problems, (ENVIRONMENT,))


def _section(
    document: Document, kind: Kind, bodies: dict[str, Data], problems: Problems, above: Path = ()
) -> Iterator[Entry]:
    for name, body in bodies.items():
        entry = Entry(kind, name, {} if body is None else body, document, (*above, kind.section, name))
        if not isinstance(entry.body, dict):
            message = f'{kind.noun} "{name}" must be a mapping, not {_shape(body)}'
            problems.error("ADF025", message, document.span(entry.path))
        elif above or _good_name(entry, problems):  # what surrounds the factory becomes no file of its name
            yield entry


def _shape(data: Data) -> str:
    return "a list" if isinstance(data, list) else "a single value"


def _good_name(entry: Entry, problems: Problems) -> bool:
    reason = wrong_in_file_name(entry.name)
    if reason:
        message = f'"{_printable(entry.name)}" can\'t be the name of {entry.kind.one}: {reason}'
        problems.error(
            "ADF026", message, entry.document.span(entry.path, key=True), "every resource becomes a file of its name"
        )
    return not reason


def wrong_in_file_name(name: str) -> str:
    """Why a resource of this name could not become a file, or the empty text."""
    found = NOT_IN_FILE_NAMES.search(name)
    if found:
        return (
            f'it holds "{found[0]}"' if found[0] in "/\\" else f"it holds the control character U+{ord(found[0]):04X}"
        )
    if not name.strip(" ."):
        return f'it is "{name}"' if name else "it is empty"
    if name != name.strip(" "):
        return "it begins or ends with a space"
    if len(name.encode("utf-8", "surrogatepass")) > 250:
        return "it is longer than 250 bytes"
    return ""


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in name)


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"


def _taken(entry: Entry, earlier: Entry, problems: Problems) -> None:
    place = entry.document.span(entry.path, key=True)
    related = Related("first here", earlier.document.span(earlier.path, key=True))
    if entry.kind is FACTORY_ITSELF:
        problems.error("ADF027", "two environments declare the factory", place, "write all of it in one", related)
        return
    if entry.name == earlier.name:
        message = f'there are two {_plural(entry.kind.noun)} called "{entry.name}"'
    else:
        message = f'"{entry.name}" and "{earlier.name}" are the same name: ADF compares without case'
    problems.error("ADF027", message, place, "rename one of them", related)
