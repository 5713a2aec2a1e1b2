"""The places of the names in a YAML file's sections, found in its text: no tree is read to tell a resource's line."""

import re
from collections.abc import Callable, Iterator

from adfc.source import Path, SourceFile, Span

_KEY = re.compile(r"""( *)("[^"\\]+"|'[^']+'|[^\s#"'&*!|>%@`{}\[\],?:-](?:[^:#]|:(?! )|(?<! )#)*?) *:(?: |$)""")
"""A line that is a key of a block mapping: its indentation, the key as written."""


def outline(source: SourceFile) -> Callable[[Path], Span | None]:
    """What gives the place of the key at a path of two steps: a section and a name in it.

    It answers only for sections and names that stand in block style, a line each; else None: only a reader can tell.
    """
    known: dict[Path, Span | None] = {}
    asked = False

    def key_span(path: Path) -> Span | None:
        nonlocal asked
        if not asked:
            asked = True
            for found, span in _keys(source):
                known[found] = None if found in known else span
        return known.get(path) if len(path) == 2 else None

    return key_span


def _keys(source: SourceFile) -> Iterator[tuple[Path, Span]]:
    section, depth, deeper = "", 0, " "
    for number, line in enumerate(source.text.replace("\r\n", "\n").split("\n"), start=1):
        if depth and line.startswith(deeper):  # most lines of a file, and no key of theirs is asked for
            continue
        found = _KEY.match(line)
        if found is None:
            section = section if not line.strip() or line[0] in " #" else ""
            continue
        indent, key = len(found[1]), found[2]
        name = key[1:-1] if key[0] in "\"'" else key
        if not indent:
            section, depth = (name if not line[found.end() :].split("#")[0].strip() else ""), 0
        elif section:
            depth = depth or indent
            deeper = " " * (depth + 1)
            if indent == depth:
                yield (section, name), Span(source.name, number, indent + 1, number, indent + 1 + len(key))
