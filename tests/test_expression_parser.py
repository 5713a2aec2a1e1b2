"""The parser against what Microsoft's engine answered: it takes and refuses the same."""

import json
from pathlib import Path

import pytest

from adfc.expressions.parser import parse
from adfc.expressions.syntax import ExpressionError

VECTORS = [json.loads(line) for line in (Path(__file__).parent / "vectors" / "dev.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["id"]))
def test_takes_what_the_engine_takes(vector: dict[str, str]) -> None:
    if vector.get("stage") != "parse":
        parse(vector["expression"])
        return
    with pytest.raises(ExpressionError) as raised:
        parse(vector["expression"])
    error = raised.value
    assert 0 <= error.start <= error.end <= len(vector["expression"])
    assert error.message
    assert "\n" not in error.message + error.way_out
