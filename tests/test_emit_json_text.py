"""JSON text is what `JSON.stringify(data, null, '\\t')` gives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.emit.json_text import json_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def nested(leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=30)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (-1.5, "-1.5"),
        (1e5, "100000"),
        (123456789.125, "123456789.125"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (-1.5e-7, "-1.5e-7"),
        (1e20, "100000000000000000000"),
        (1.2345678901234567e20, "123456789012345670000"),
        (1e21, "1e+21"),
        (1.25e22, "1.25e+22"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (2**60, "1152921504606846976"),
    ],
)
def test_numbers_read_as_javascript_prints_them(number: float, text: str) -> None:
    assert json_text(number) == text
    assert json_text([number, {"of 1.5, 2e9": number}]) == f'[\n\t{text},\n\t{{\n\t\t"of 1.5, 2e9": {text}\n\t}}\n]'


def test_text_that_looks_like_a_number_stays() -> None:
    assert json_text([1.5, "1.50", "x 1.50,"]) == '[\n\t1.5,\n\t"1.50",\n\t"x 1.50,"\n]'


def test_only_what_must_be_escaped_is() -> None:
    text = 'é\U0001f600 </script> \u2028 \x7f " \\ \n \t \x00 \x1f'
    assert json_text(text) == '"é\U0001f600 </script> \u2028 \x7f \\" \\\\ \\n \\t \\u0000 \\u001f"'


def test_what_is_empty_stays_on_one_line() -> None:
    assert json_text({"a": {}, "b": [], "c": [[]]}) == '{\n\t"a": {},\n\t"b": [],\n\t"c": [\n\t\t[]\n\t]\n}'


@given(nested(st.none() | st.booleans() | WHOLE | TEXT))
def test_text_is_that_of_the_standard_library_indented_by_tabs(data: object) -> None:
    assert json_text(data) == json.dumps(data, indent="\t", ensure_ascii=False)


@given(nested(st.none() | st.booleans() | FLOATS | TEXT))
def test_numbers_keep_their_value(data: object) -> None:
    assert json.loads(json_text(data), parse_int=float) == data
