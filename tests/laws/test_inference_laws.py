"""What is said of an expression before it runs is true when it runs."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from adfc.expressions.evaluate import EvaluationError, evaluate
from adfc.expressions.fold import Folding
from adfc.expressions.infer import Inference, infer
from adfc.expressions.parser import parse
from adfc.expressions.printer import printed
from adfc.expressions.scope import ARGUMENT, CONSTANT, COUNT, PROPERTY, Scope
from adfc.expressions.signatures import SIGNATURES
from adfc.expressions.state import State
from adfc.expressions.syntax import Call, Expression, ExpressionError, Index, Literal
from adfc.expressions.types import ANYTHING, of_literal
from adfc.expressions.walk import calls
from tests.laws.test_expression_laws import TEXTS, VALUES

NOWHERE = Scope({})
LAZY = {"if", "and", "or", "coalesce"}
CLOCK = {"utcnow", "guid", "rand", "getpasttime", "getfuturetime"}
SURE = {ARGUMENT, COUNT, PROPERTY, CONSTANT}
"""Codes of what fails in every run."""

SAMPLES = [json.loads(line)["expression"] for line in (Path(__file__).parents[1] / "vectors/dev.jsonl").open()]
NAMES = st.sampled_from([one.name for name, one in SIGNATURES.items() if name not in CLOCK | {"xml", "xpath"}])
TEXT = ["a", "", "1", "2024-01-01", "[1]", "{}", ",", "Day"]
LITERALS = st.sampled_from([*TEXT, 0, 1, 2, -1, 2.5, 1.0, True, False, None])


def _bigger(inside: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arguments = st.lists(inside, min_size=1, max_size=3).map(tuple)
    made = st.builds(Call, st.just(0), st.just(0), NAMES, arguments)
    return made | st.builds(Index, st.just(0), st.just(0), made, inside, st.booleans())


CONSTANTS = st.recursive(st.builds(Literal, st.just(0), st.just(0), LITERALS), _bigger, max_leaves=6)


@given(TEXTS | st.sampled_from(SAMPLES))
def test_no_expression_makes_inference_raise(text: str) -> None:
    try:
        tree = parse(text)
    except ExpressionError:
        return
    of, found = infer(tree, NOWHERE)
    assert 0 < of.kinds <= ANYTHING
    assert all(0 <= one.start <= one.end <= len(text) for one in found)


@given(VALUES)
def test_every_tree_has_a_type(tree: Expression) -> None:
    assert 0 < infer(tree, NOWHERE)[0].kinds <= ANYTHING


@given(CONSTANTS)
def test_what_is_called_wrong_fails_and_what_has_a_value_has_its_type(made: Expression) -> None:
    text = printed(made)
    tree = parse(text)
    run = Inference(NOWHERE)
    of = run.of(tree)
    found = [*run.found, *Folding().problems(tree, text, {} if run.found else run.constants)]
    try:
        value = evaluate(tree, State())
    except EvaluationError:
        return
    assert of.kinds & of_literal(value).kinds
    if not any(one.name.lower() in LAZY for one in calls(tree)):
        assert [one for one in found if one.code in SURE] == []
