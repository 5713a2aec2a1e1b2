"""Comments in the imported specs, where something needs the reader: a secret to name, a draft that is broken."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic
from adfc.importer.lift import Written
from adfc.model import Artifact, Data
from adfc.read.yaml_tree import load_yaml_tree
from adfc.source import Node, Path, SourceFile, Span

WORTH_A_WARNING = frozenset(("ADF511", "ADF512"))
"""Warnings that stand in the specs like errors: a credential that only one factory can read, asterisks for a secret."""

WIDTH = 100

Comments = Mapping[str, Mapping[Path, tuple[str, ...]]]
"""Lines by the spec file and the path in it."""

WITHHELD = "A secret stood here. Pass it to the deployment, or name it: {secret: NAME, vault: LINKED_SERVICE}."
UNKNOWN = "An expression of ARM, whose value only the deployment knows. Write the value itself."


@dataclass(frozen=True, slots=True)
class Needy:
    """Values that stand in specs until somebody writes better ones."""

    secrets: frozenset[str]
    """Secure parameters in the place of secrets."""
    unknown: frozenset[str]
    """Expressions of ARM."""

    def inside(self, spec: Data, path: Path) -> Iterator[tuple[Path, str]]:
        """The paths of such values in a spec that stands at `path`, each with what to say of it."""
        if isinstance(spec, dict):
            if spec.keys() == {"secureParameter"} and spec["secureParameter"] in self.secrets:
                yield path, WITHHELD
            for key, one in spec.items():
                yield from self.inside(one, (*path, key))
        elif isinstance(spec, list):
            for index, one in enumerate(spec):
                yield from self.inside(one, (*path, index))
        elif isinstance(spec, str) and spec in self.unknown:
            yield path, UNKNOWN


@dataclass(frozen=True, slots=True)
class Notes:
    """What needs the reader."""

    comments: Comments
    broken: Mapping[tuple[str, str], str]
    """What is wrong first, by section and lower-case name of a spec that has an error."""


def notes(files: Iterable[Artifact], found: Iterable[Diagnostic], specs: Iterable[Written], needy: Needy) -> Notes:
    """The comments on spec files.

    Args:
        files: the files as written, without comments.
        found: what the compiler says about them.
        specs: what stands in them.
        needy: what in them somebody has to replace.
    """
    told = [one for one in found if one.is_error or one.code in WORTH_A_WARNING]
    comments: dict[str, dict[Path, tuple[str, ...]]] = {}
    broken: dict[tuple[str, str], str] = {}
    for file in files:
        for one, path in _placed([one for one in told if one.span.file == file.path], file):
            _add(comments, file.path, path, _lines(one))
            if one.is_error and len(path) > 1:
                broken.setdefault((str(path[0]), str(path[1]).lower()), one.message)
    for spec in specs if needy.secrets or needy.unknown else ():
        for path, line in needy.inside(spec.body, (spec.kind.section, spec.name)):
            _add(comments, spec.file, path, [line])
    return Notes(comments, broken)


def _add(comments: dict[str, dict[Path, tuple[str, ...]]], file: str, path: Path, lines: list[str]) -> None:
    there = comments.setdefault(file, {}).get(path, ())
    comments[file][path] = (*there, *lines)


def _placed(found: list[Diagnostic], file: Artifact) -> Iterator[tuple[Diagnostic, Path]]:
    """What is said about a file, with the path that each speaks of."""
    if not found:
        return
    root = load_yaml_tree(SourceFile(file.path, file.text)).root
    assert root, "a file that was just written can be read"
    for one in found:
        yield one, _path(root, one.span)


def _path(node: Node, span: Span) -> Path:
    """The path of the innermost value, or its key, around the start of a place."""
    for step, child in node.children.items():
        start = (child.key or child.value).line, (child.key or child.value).column
        if start <= (span.line, span.column) < (child.value.end_line, child.value.end_column):
            return (step, *_path(child, span))
    return ()


def _lines(one: Diagnostic) -> list[str]:
    way_out = f" ({one.help})" if one.help else ""
    text = f"{one.code}: {one.message}{way_out}"
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return textwrap.wrap(shown, WIDTH)
