"""Published factories against the model: next to no false error, and no misspelt property unseen.

The folder of factories comes from the environment variable ADFC_CORPUS; each holds its Git-mode files in `src/`.
"""

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import Shape, load
from adfc.diagnostic import Diagnostic
from adfc.gitmode import GitOrigin
from adfc.kinds import GLOBAL_PARAMETERS, KINDS
from adfc.model import Document
from adfc.read import decode, read_json
from adfc.source import Path as DataPath
from adfc.source import SourceFile
from adfc.validate.adf import check_properties

CORPUS = os.environ.get("ADFC_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="ADFC_CORPUS does not name a folder of published factories")

SECTIONS = {kind.folder: kind.section for kind in KINDS} | {GLOBAL_PARAMETERS.folder: "factory"}
MODEL = load()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of a published factory."""

    name: str
    section: str
    document: Document

    @property
    def properties(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document.data.get("properties", {})
        return found

    def found(self) -> list[Diagnostic]:
        return list(check_properties(self.section, self.properties, GitOrigin(self.document)))


def tell(line: str) -> None:
    """Shown by pytest's `-s`, and when a test fails."""
    sys.stdout.write(f"{line}\n")


@cache
def published() -> tuple[Published, ...]:
    paths = sorted(Path(CORPUS or "").glob("*/src/**/*.json"))
    return tuple(file for path in paths for file in opened(path) if path.parent.name in SECTIONS)


def opened(path: Path) -> Iterator[Published]:
    source, _ = decode(str(path.relative_to(CORPUS or "")), path.read_bytes())
    document = read_json(source)[0] if source else None
    if document is not None:
        yield Published(document.name, SECTIONS.get(path.parent.name, ""), document)


def test_published_files_have_next_to_no_errors() -> None:
    files = published()
    judged = {file.name: file.found() for file in files}
    wrong = [name for name, found in judged.items() if any(one.is_error for one in found)]
    table = Counter((str(one.severity), one.code, one.message) for found in judged.values() for one in found)
    for row, count in sorted(table.items(), key=lambda item: (item[0][0], -item[1], item[0])):
        tell(f"{count:6} {' '.join(row)}")
    tell(f"{len(wrong)} of {len(files)} files have an error: {wrong}")
    assert len(wrong) < 0.005 * len(files)


def test_every_reference_in_published_files_is_one_to_the_model() -> None:
    known, unknown = 0, []
    for file in published():
        for path, value, of in walk(MODEL.roots[file.section], file.properties, ()):
            if isinstance(value, dict) and "referenceName" in value:
                if of == Type(ValueKind.REFERENCE, value.get("type", "")):
                    known += 1
                else:
                    unknown.append((file.name, path))
    tell(f"{known} references known, not: {unknown}")
    assert len(unknown) < 0.001 * known


def walk(of: Type | None, value: Any, path: DataPath) -> Iterator[tuple[DataPath, Any, Type | None]]:
    yield path, value, of
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in items:
        yield from walk(MODEL.child(of, value, step) if of else None, one, (*path, step))


def test_a_misspelt_property_is_said_at_its_place_with_what_was_meant() -> None:
    outcomes: Counter[str] = Counter()
    for index, file in enumerate(published()):
        outcomes[outcome(file, random.Random(index))] += 1
    tried = outcomes.total() - outcomes["nothing to misspell"]
    tell(f"{tried} files, one property misspelt in each: {dict(outcomes)}")
    assert outcomes["silent"] == 0
    assert outcomes["right"] >= 0.95 * tried


def outcome(file: Published, dice: random.Random) -> str:
    """What is said of the file with one property misspelt, beyond what is said of it as it stands."""
    candidates = [one for one in modelled(file) if not one[1].startswith("@")]
    if not candidates:
        return "nothing to misspell"
    path, key, shape = dice.choice(candidates)
    word = misspelt(key, dice)
    if word.lower() in shape.by_lower or word in at(file.properties, path) or not word:
        return "nothing to misspell"
    changed, text = renamed(file, path, key, word)
    new = [one for one in changed.found() if (one.code, one.message) not in {(x.code, x.message) for x in file.found()}]
    here = [one for one in new if word in shown(one, text)]
    if any(one.help == f'did you mean "{key}"?' for one in here):
        return "right"
    return "another guess or none" if here else "elsewhere" if new else "silent"


def modelled(file: Published) -> list[tuple[DataPath, str, Shape]]:
    """The properties that the model knows: path of the object, key, and the object's shape."""
    found = []
    for path, value, of in walk(MODEL.roots[file.section], file.properties, ()):
        shape = MODEL.resolve(of, value) if of else None
        found += [(path, key, shape) for key in (value if shape else ()) if shape and key in shape.fields]
    return found


def renamed(file: Published, path: DataPath, key: str, word: str) -> tuple[Published, str]:
    """The file with one key in the place of another, and its text."""
    data = deepcopy(file.document.data)
    inside = at(data["properties"], path)
    items = [(word if one == key else one, value) for one, value in inside.items()]
    inside.clear()
    inside.update(items)
    text = json.dumps(data, indent=1, ensure_ascii=False)
    document, _ = read_json(SourceFile(file.name, text))
    assert document is not None
    return Published(file.name, file.section, document), text


def at(value: Any, path: DataPath) -> Any:
    for step in path:
        value = value[step]
    return value


def shown(one: Diagnostic, text: str) -> str:
    """What a report underlines."""
    return text.split("\n")[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]


def misspelt(word: str, dice: random.Random) -> str:
    """The word with one mistake at the level of letters."""
    index = dice.randrange(len(word))
    letter = dice.choice(LETTERS)
    before, here, after = word[:index], word[index], word[index + 1 :]
    return dice.choice(
        [
            before + after,
            before + after[:1] + here + after[1:],
            before + letter + here + after,
            before + (letter.upper() if here.isupper() else letter) + after,
            re.sub("[A-Z]", lambda capital: "_" + capital[0].lower(), word),
            word.removesuffix("s") if word.endswith("s") else word + "s",
        ]
    )
