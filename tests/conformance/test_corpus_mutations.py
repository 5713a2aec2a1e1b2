"""Every name in the expressions of published factories, misspelt: how many of the mistakes are found, and where.

The shares are floors: what is below 100 % is a name that only the run knows (a property behind a web service), or one
whose misspelling is another name that is right.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from adfc.expressions.parser import parse
from adfc.expressions.walk import calls
from adfc.kinds import PIPELINES
from adfc.resolve import External, Graph, resolve
from adfc.rules.activities import scopes
from adfc.rules.expressions.analysis import Reader
from adfc.rules.expressions.declared import global_parameters_of
from adfc.rules.expressions.pipelines import PipelineScopes
from adfc.rules.expressions.places import Text, evaluated
from adfc.rules.survey import Survey
from tests.conformance.published import all_published, needs_corpus, tell

pytestmark = needs_corpus

NAMES = {
    "activity": re.compile(r"activity\(\s*'(?P<name>\w[^']{2,})'", re.IGNORECASE),
    "parameter": re.compile(r"pipeline\(\)\.parameters\.(?P<name>\w{3,})", re.IGNORECASE),
    "variable": re.compile(r"variables\(\s*'(?P<name>\w{3,})'", re.IGNORECASE),
    "output": re.compile(r"activity\('[^']+'\)\.output\.(?P<name>\w{3,})", re.IGNORECASE),
    "activity property": re.compile(r"activity\('[^']+'\)\.(?P<name>output|error)\b", re.IGNORECASE),
    "system variable": re.compile(r"pipeline\(\)\.(?P<name>[A-Z]\w{3,})"),
}
FLOORS = {
    "activity": 0.99,
    "parameter": 0.99,
    "variable": 0.99,
    "function": 0.99,
    "output": 0.85,
    "activity property": 0.99,
    "system variable": 0.99,
}
"""The least share of each kind that must be found, at the misspelt name itself."""


def misspelt(name: str) -> str:
    """Two letters in the middle swapped; where they are alike, one is left out."""
    at = len(name) // 2
    swapped = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    return swapped if swapped.lower() != name.lower() else name[:at] + name[at + 1 :]


def mutants(text: str) -> Iterator[tuple[str, str, int, str]]:
    """The kind of each name in `text`, the text with it misspelt, where that stands, and the name."""
    for kind, start, name in names(text):
        yield kind, text[:start] + misspelt(name) + text[start + len(name) :], start, name


def names(text: str) -> Iterator[tuple[str, int, str]]:
    """The kind of each name in the expressions of `text`, where it stands, and the name."""
    for kind, pattern in NAMES.items():
        yield from ((kind, found.start("name"), found["name"]) for found in pattern.finditer(text))
    yield from (("function", one.start, one.name) for one in calls(parse(text)))


def places(graph: Graph) -> Iterator[tuple[PipelineScopes, Text, object]]:
    """Every string of the pipelines that holds an expression, with its scope."""
    known = global_parameters_of(graph.factory)
    for pipeline in graph.factory.of(PIPELINES):
        scoped = PipelineScopes(pipeline, scopes(pipeline), known, Survey(graph, {}))
        for activity in scoped.activities:
            if activity.is_active and activity.type != "Filter":
                scope = scoped.scope(activity)
                yield from ((scoped, one, scope) for one in evaluated(activity) if "@" in one.value)


def is_found(reader: Reader, one: Text, text: str, scope: object, start: int) -> bool:
    """Whether a problem of `text` is told at `start`, or at the quote before it."""
    problems = reader.read(one._replace(value=text), scope)[2]  # type: ignore[arg-type]
    return any(problem.start in (start, start - 1) for problem in problems)


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    made, found, missed = Counter[str](), Counter[str](), Counter[str]()
    for one in all_published():
        graph, _ = resolve(one.folder.factory, External())
        reader, seen = Reader(), set()
        for scoped, place, scope in places(graph):
            if (key := (scoped.pipeline.name, place.value)) in seen or reader.read(place, scope)[2]:  # type: ignore[arg-type]
                continue
            seen.add(key)
            for kind, text, start, name in mutants(place.value):
                made[kind] += 1
                if is_found(reader, place, text, scope, start):
                    found[kind] += 1
                else:
                    missed[f"{kind} {name}"] += 1
    tell([f"{found[kind]:6} of {made[kind]:6} {kind}" for kind in FLOORS])
    tell([f"{count:6} missed: {name}" for name, count in missed.most_common(25)])
    return {kind: found[kind] / made[kind] for kind in FLOORS}


@pytest.mark.parametrize("kind", FLOORS)
def test_misspelt_names_are_found(shares: dict[str, float], kind: str) -> None:
    assert shares[kind] >= FLOORS[kind]
