"""What holds for every expression that is evaluated."""

import json
import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from adfc.expressions.collation import compare, find, same_but_for_case
from adfc.expressions.evaluate import EvaluationError, evaluate
from adfc.expressions.functions.contract import Run
from adfc.expressions.functions.table import NAMES
from adfc.expressions.lenient import BadJson, read_json
from adfc.expressions.parser import parse
from adfc.expressions.state import State
from adfc.expressions.syntax import Call, ExpressionError, Literal
from adfc.expressions.texts import float_text, json_text, units, whole
from adfc.expressions.values import Value

STATE = State(run=Run(638_506_000_000_000_000, Random(1)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LETTERS = st.text("aAbB é-ßж日", max_size=8)
WORDS = st.sampled_from(["", "1", "1.5", "true", "a,b", ",", "<a/>", "<a>1</a>", "/a", "YQ==", "data:,x", "[1]", "{}"])
DATES = st.sampled_from(["2024-05-06", "2024-02-29T23:59:59Z", "07:08", "yyyy", "d", "Day", "UTC", "de-DE", "é", "'"])
SCALARS: st.SearchStrategy[Value] = (
    TEXTS | WORDS | DATES | st.integers() | st.floats() | st.booleans() | st.none() | st.integers(-3, 12)
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3), max_leaves=6
)


def _call(name: str, values: list[Value]) -> tuple[Call, State]:
    """A call whose arguments are the values, by way of parameters."""
    state = State(pipeline={"parameters": {f"p{index}": one for index, one in enumerate(values)}}, run=STATE.run)
    tree = parse(f"@{name}({', '.join(f'pipeline().parameters.p{index}' for index in range(len(values)))})")
    assert isinstance(tree, Call)
    return tree, state


@given(st.sampled_from(sorted(NAMES.values())), st.lists(VALUES, max_size=4))
def test_a_call_gives_a_value_or_its_own_error(name: str, values: list[Value]) -> None:
    tree, state = _call(name, values)
    outcome = _outcome(tree, state)
    if isinstance(outcome, EvaluationError):
        assert 0 <= outcome.start <= outcome.end <= tree.end
        assert outcome.message
    else:
        assert json_text(outcome)


def _outcome(tree: Call, state: State) -> "Value | EvaluationError":
    try:
        return evaluate(tree, state)
    except EvaluationError as error:
        return error


@given(st.text(max_size=30))
def test_a_text_gives_a_value_or_an_error(text: str) -> None:
    try:
        evaluate(parse(text), STATE)
    except (ExpressionError, EvaluationError):
        return


@given(VALUES)
def test_what_is_written_as_json_is_read_as_the_same(value: Value) -> None:
    text = json_text(value)
    if "NaN" not in text and "Infinity" not in text:
        assert json_text(read_json(text)) == text
        assert json.loads(text) == read_json(text)


@given(st.text("[]{},:\"'\\/*u0123ab.eE-+ntrufalse \n") | st.text())
def test_reading_json_raises_nothing_but_its_own_error(text: str) -> None:
    try:
        read_json(text)
    except BadJson:
        return


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_reads_back_from_its_text(value: float) -> None:
    back = float(float_text(value))
    assert (back, math.copysign(1, back)) == (value, math.copysign(1, value))


@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    joined = whole(text)
    assert whole(units(joined)) == joined
    assert len(units(joined)) == len(joined.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS, TEXTS, TEXTS)
def test_texts_have_an_order(one: str, two: str, three: str) -> None:
    assert compare(one, two) == -compare(two, one)
    if compare(one, two) <= 0 and compare(two, three) <= 0:
        assert compare(one, three) <= 0
    if compare(one, two) == 0:
        assert same_but_for_case(one, two)


@given(LETTERS, LETTERS)
def test_a_text_is_found_where_it_stands(before: str, text: str) -> None:
    place = find(before + text, text)
    assert place <= len(units(before))
    assert place <= find(before + text, text, last=True) or not text


def test_a_literal_is_its_own_value() -> None:
    assert evaluate(Literal(0, 1, 1), STATE) == 1
