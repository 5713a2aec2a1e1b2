"""The evaluator against what Microsoft's engine answered: the same value of the same kind, or no value either."""

import json
from pathlib import Path
from random import Random

import pytest

from adfc.expressions.functions.contract import Run
from adfc.expressions.record import answer, line_of
from adfc.expressions.state_file import state_of

FOLDER = Path(__file__).parent / "vectors"
STATE = state_of(json.loads((FOLDER / "state.json").read_text()), Run(638_506_000_000_000_000, Random(1)))
VECTORS = [json.loads(line) for name in ("dev", "own") for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]
ANSWER = ("result", "type", "stage")


def _told(record: dict[str, object]) -> str:
    """What counts of an answer, as text in which 1 and 1.0 differ."""
    return line_of({key: record[key] for key in ANSWER if key in record})  # type: ignore[arg-type]


@pytest.mark.parametrize("group", sorted({one["group"] for one in VECTORS}))
def test_answers_as_the_engine_does(group: str) -> None:
    vectors = [one for one in VECTORS if one["group"] == group]
    answers = {one["expression"]: _told(answer(one["expression"], STATE)) for one in vectors}
    assert answers == {one["expression"]: _told(one) for one in vectors}


def test_every_vector_has_its_own_id() -> None:
    assert len({one["id"] for one in VECTORS}) == len(VECTORS)
