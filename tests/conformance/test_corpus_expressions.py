"""The expressions of published factories: all parse but what Microsoft's engine refuses, and parts have places."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from adfc.expressions.parser import parse
from adfc.expressions.printer import printed
from adfc.expressions.syntax import ExpressionError
from adfc.model import Data
from adfc.source import Path as DataPath
from tests.conformance.published import CORPUS, all_published, needs_corpus, tell
from tests.laws.test_expression_laws import bare

pytestmark = needs_corpus

REFUSED = {"2c596e9c7a7a", "3f7dd96d5811", "76440230599f", "4f54fcb78670"}
"""The first digits of the SHA-256 of four texts with a name like `parameters.my-name`. Microsoft's engine, asked about
every text of the corpus, refuses these four as well."""


def strings(data: Data, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:
    """The expressions in data: the text of each object of that type, each other text that looks like one."""
    if isinstance(data, dict) and data.get("type") == "Expression" and isinstance(data.get("value"), str):
        yield (*path, "value"), data["value"]
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from strings(value, (*path, step))
    elif isinstance(data, str) and (data.startswith("@") or "@{" in data):
        yield path, data


@cache
def uses() -> Counter[str]:
    """How often each expression stands in the corpus."""
    files = sorted(Path(CORPUS).rglob("*.json"))
    return Counter(text for file in files for _, text in strings(json.loads(file.read_bytes().decode("utf-8-sig"))))


def parses(text: str) -> bool:
    try:
        tree = parse(text)
    except ExpressionError:
        return False
    assert bare(parse(printed(tree))) == bare(tree)
    return True


def test_all_parse_but_what_the_engine_refuses() -> None:
    refused = {sha256(text.encode()).hexdigest()[:12] for text in uses() if not parses(text)}
    tell([f"{uses().total()} expressions, {len(uses())} different"])
    assert refused == REFUSED


def test_the_end_of_each_has_its_place() -> None:
    """One expression in ten: what stands at the place of its last characters, escapes undone, are these."""
    for published in all_published():
        files = {file.name: file.text.replace("\r\n", "\n").split("\n") for file in published.files()}
        for resource in published.folder.factory.resources:
            for path, text in [*strings(resource.properties)][::10]:
                start = max(0, len(text) - 12)
                span = resource.origin.inside(path, text, start, len(text))
                written = files[span.file][span.line - 1][span.column - 1 : span.end_column - 1]
                assert json.loads(f'"{written}"', strict=False) == text[start:]
