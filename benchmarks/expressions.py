"""Expressions as published factories have them, the same every time, and how long adfc takes to parse and check them.

python benchmarks/expressions.py [COUNT]

Modelled on 16,247 uses of 2,144 expressions in published factories: half of the uses have at most 36 characters, one in
a hundred more than 1,800 (SQL with holes in it), and one use in 7.6 is of an expression that is not there yet.
"""

import gc
import random
import re
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from adfc.expressions.parser import parse
from adfc.kinds import PIPELINES
from adfc.model import Factory, Resource
from adfc.resolve import External, resolve
from adfc.rules import RULES
from adfc.rules.rule import Finding
from adfc.rules.survey import Survey
from adfc.source import Path, Span

COUNT = 50_000
USES_OF_ONE = 7.6

SHAPES: tuple[tuple[int, str], ...] = (
    (25, "@pipeline().parameters.{name}"),
    (6, "@pipeline().{name}"),
    (11, "@item().{name}"),
    (4, "@dataset().{name}"),
    (5, "@variables('{name}')"),
    (9, "@contains(activity('{name}').output, '{name}')"),
    (4, "@activity('{name}').output.{name}"),
    (3, "@activity('{name}').output.firstRow.{name}"),
    (2, "@activity('{name}').output?.{name}"),
    (2, "@activity('{name}').output.value[0].{name}"),
    (5, "{text}@{{activity('{name}').output.firstRow.{name}}}"),
    (4, "{text}@{{pipeline().parameters.{name}}}"),
    (3, "{text}@{{item().{name}}}{text}@{{item().{name}}}"),
    (3, "{text}@{{variables('{name}')}}{text}"),
    (3, "@concat(pipeline().parameters.{name},'{text}', string(pipeline().parameters.{name}))"),
    (2, "@concat('{text}/', item().{name}, '/', formatDateTime(utcNow(), 'yyyy-MM-dd'))"),
    (2, "@formatDateTime(variables('{name}'),'yyyyMMdd')"),
    (1, "@if(equals(pipeline().parameters.{name}, 'prod'), concat('{text}', variables('{name}')), null)"),
    (1, "@and(greater(int(activity('{name}').output.{name}), 0), not(empty(item()?['{name}'])))"),
    (1, "@replace(replace(toLower(item().{name}), ' ', '_'), '''', '')"),
    (2, "{sql}"),
)
SQL = "DECLARE @LogID int\n" + "SELECT t.{name}, '@{{variables('{name}')}}' AS {name} FROM {text} AS t\n" * 16


def expressions(count: int, different: int) -> list[str]:
    """So many expressions, of which so many are different, in an order of chance."""
    chance = random.Random(20)
    weights = [weight for weight, _ in SHAPES]
    shapes = chance.choices([shape.replace("{sql}", SQL) for _, shape in SHAPES], weights, k=different)
    made = [shape.format(name=f"name_{n}", text=f"some text {n} ") for n, shape in enumerate(shapes)]
    rest = chance.choices(made, k=count - different)
    chance.shuffle(rest)
    return made + rest


def mixes(count: int = COUNT) -> dict[str, list[str]]:
    """What is timed, by its name: no two alike, and alike as often as in published factories."""
    different = round(count / USES_OF_ONE)
    return {
        f"{count:,} expressions, all different": expressions(count, count),
        f"{count:,} expressions, {different:,} different": expressions(count, different),
    }


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds of doing the work with each text; the parser remembers nothing from one to the next."""
    started = process_time()
    for text in texts:
        work(text)
    return process_time() - started


CHECKS = [rule for rule in RULES if "ADF301" <= rule.code <= "ADF319"]
IN_ONE = 50
"""Expressions of one pipeline."""
NAMED = re.compile(r"(?P<what>parameters\.|variables\('|activity\(')?(?P<name>name_\d+)")


class Nowhere:
    """An origin that nobody asks."""

    def span(self, *_: Any, **__: Any) -> Span:
        """A place."""
        return Span("", 1, 1, 1, 1)

    def inside(self, _: Path, __: str, ___: int, ____: int) -> Span:
        """A place."""
        return Span("", 1, 1, 1, 1)


def factory(texts: list[str]) -> Factory:
    """Pipelines that evaluate these expressions, and declare all they read: nothing is wrong with them."""
    texts = [
        text.replace("dataset()", "pipeline().parameters").replace("@pipeline().name", "@item().name") for text in texts
    ]
    pairs = enumerate(batch for batch in (texts[at : at + IN_ONE] for at in range(0, len(texts), IN_ONE)))
    return Factory("f", "t", tuple(pipeline(f"p{n:05}", list(batch)) for n, batch in pairs))


def pipeline(name: str, texts: list[str]) -> Resource:
    """Activities in a row that the expressions read, then a loop with the activities that hold them."""
    found: dict[str, dict[str, None]] = {"parameters.": {}, "variables('": {}, "activity('": {}}
    for text in texts:
        for one in NAMED.finditer(text):
            if one["what"]:
                found[one["what"]][one["name"]] = None
    before = list(chain(list(found["activity('"])))
    waits = [{"activity": before[-1]["name"], "dependencyConditions": ["Succeeded"]}] if before else []
    inner = [
        {
            "name": f"use {n}",
            "type": "Script",
            "typeProperties": {"scripts": [{"text": {"value": text, "type": "Expression"}}]},
        }
        for n, text in enumerate(texts)
    ]
    loop = {"name": "each", "type": "ForEach", "dependsOn": waits, "typeProperties": {"activities": inner}}
    loop["typeProperties"]["items"] = {"value": "@pipeline().parameters.items", "type": "Expression"}
    properties = {
        "activities": [*before, loop],
        "parameters": {"items": {"type": "array"}, **{one: {"type": "string"} for one in found["parameters."]}},
        "variables": {one: {"type": "String"} for one in found["variables('"]},
    }
    return Resource(PIPELINES, name, properties, Nowhere())


def chain(names: list[str]) -> Iterator[dict[str, Any]]:
    """An activity of each name, each after the one before it."""
    for at, name in enumerate(names):
        waits = [{"activity": names[at - 1], "dependencyConditions": ["Succeeded"]}] if at else []
        yield {"name": name, "type": "WebActivity", "dependsOn": waits, "typeProperties": {}}


def surveyed(texts: list[str]) -> Survey:
    """The factory of these expressions as rules see it, with what other rules need too worked out."""
    graph, _ = resolve(factory(texts), External())
    survey = Survey(graph, {})
    survey.texts, survey.scopes  # noqa: B018
    return survey


def findings(survey: Survey) -> Iterator[Finding]:
    """Every expression parsed and checked, as all rules do it together."""
    return (one for rule in CHECKS for one in rule.check(survey))


def check(texts: list[str]) -> float:
    """CPU seconds of parsing and checking these expressions in the pipelines of a factory."""
    survey = surveyed(texts)
    started = process_time()
    found = list(findings(survey))
    spent = process_time() - started
    assert not found, found[0].message
    return spent


def main(count: int = COUNT) -> None:
    gc.disable()  # as the command line does
    for name, texts in mixes(count).items():
        least = min(seconds(parse, texts) for _ in range(5))
        show(f"parse {name}", least, count)
    for name, texts in mixes(count).items():
        show(f"parse and check {name}", min(check(texts) for _ in range(3)), count)


def show(name: str, spent: float, count: int) -> None:
    print(f"{name:<64}{spent:>6.2f} s {spent / count * 1e6:>6.1f} µs each")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
