"""What is said of an expression before it runs, against what Microsoft's engine answered when it ran."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from adfc.expressions.infer import infer
from adfc.expressions.other_languages import MEANT
from adfc.expressions.parser import parse
from adfc.expressions.scope import REFERENCES, Scope, Seen
from adfc.expressions.signatures import ENGINE_ONLY, SIGNATURES
from adfc.expressions.types import ANY, ARRAY, BOOLEAN, FLOAT, INTEGER, NULL, OBJECT, STRING, of_literal
from adfc.expressions.walk import calls

VECTORS = Path(__file__).with_name("vectors")
KINDS = {
    "string": STRING,
    "integer": INTEGER,
    "float": FLOAT,
    "boolean": BOOLEAN,
    "null": NULL,
    "array": ARRAY,
    "object": OBJECT,
}
LAZY = {"if", "and", "or", "coalesce"}
RECORDED = [json.loads(line) for line in (VECTORS / "dev.jsonl").read_text().splitlines()]
PARSED = [one for one in RECORDED if one.get("stage") != "parse" and len(one["expression"]) < 8000]


class Recorded:
    """The activities of the state that the vectors share."""

    def __init__(self, runs: dict[str, Any]) -> None:
        self.runs = {name.lower(): of_literal(run) for name, run in runs.items()}

    def find(self, name: str) -> Seen:
        found = self.runs.get(name.lower())
        return Seen(found) if found else Seen(ANY, "ADF308", f"no {name}")


@pytest.fixture(scope="module")
def scope() -> Scope:
    """The state of the vectors as types: nothing is known of it but the kinds."""
    state = json.loads((VECTORS / "state.json").read_text())
    variables = {name.lower(): of_literal(value) for name, value in state["variables"].items()}
    roots = {"pipeline": of_literal(state["pipeline"]), "item": of_literal(state["item"])}
    return Scope(roots, variables, tuple(state["variables"]), Recorded(state["activities"]))


def is_lazy(expression: str) -> bool:
    """Whether a part of it may never be evaluated."""
    return any(one.name.lower() in LAZY for one in calls(parse(expression)))


def test_what_the_engine_computed_is_of_the_type_that_was_inferred(scope: Scope) -> None:
    wrong = []
    for one in PARSED:
        if "error" not in one:
            of, _ = infer(parse(one["expression"]), scope)
            if not of.kinds & KINDS[one["type"]]:
                wrong.append((one["expression"], one["type"]))
    assert wrong == []


def test_what_the_engine_computed_is_not_called_wrong(scope: Scope) -> None:
    alarms = [
        (one["expression"], [problem.message for problem in found])
        for one in PARSED
        if "error" not in one and not is_lazy(one["expression"])
        for found in [[each for each in infer(parse(one["expression"]), scope)[1] if each.code != "ADF303"]]
        if found
    ]
    assert alarms == []


def test_what_the_engine_refused_for_its_types_is_called_wrong(scope: Scope) -> None:
    groups = Counter[str]()
    told = Counter[str]()
    missed = []
    for one in PARSED:
        group = one["group"]
        if "error" in one and group in ("argtype", "arity"):
            groups[group] += 1
            if infer(parse(one["expression"]), scope)[1]:
                told[group] += 1
            else:
                missed.append(one["expression"])
    assert told["arity"] / groups["arity"] > 0.85, missed
    assert told["argtype"] / groups["argtype"] > 0.8, missed


class TestOtherLanguages:
    def test_what_they_call_a_function_is_none_here(self) -> None:
        known = SIGNATURES.keys() | {name.lower() for name in (*ENGINE_ONLY, *REFERENCES)}
        assert not MEANT.keys() & known

    def test_what_is_meant_is_a_documented_function(self) -> None:
        guesses = [one.split('"')[1] for one in MEANT.values() if one.startswith("did")]
        assert {one.lower() for one in guesses} <= SIGNATURES.keys()
