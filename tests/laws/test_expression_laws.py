"""What holds for every text that may be an expression, and for every expression."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adfc.expressions.depth import DEEPEST
from adfc.expressions.parser import parse
from adfc.expressions.printer import inner, printed
from adfc.expressions.syntax import Call, Expression, ExpressionError, Index, Literal, Member, Template

STARTS = "a( b( a() x $y true NULL é ² 😀 'x' ' '' 'it''s' '}' '@{' 1 -1 + - 1.5 1. -.5 .5 1e3 9223372036854775808"
MARKS = """( ) , . ? ?. ?[ [ ] @ @{ @@ @@{ } { @{a()} "x" [0] ['k'] .p ?.q && == != // ; \\"""
WORDS = [*STARTS.split(), *MARKS.split(), "\N{RIGHT SINGLE QUOTATION MARK}"]
SPACES = [" ", "\n", "\t", "\xa0", "\u2028", "\u200b", "\x1f", "\x00"]
TEXTS = st.text() | st.lists(st.sampled_from([*WORDS, *SPACES]), max_size=25).map("".join) | st.text().map("@".__add__)

NAMES = st.sampled_from(["a", "concat", "pipeline", "$x", "_1", "é", "true"])
CALLED = NAMES.filter(lambda one: one != "true")
STRINGS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["'", "}", "@{x}", "@@", "it's", "@"])
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
LITERALS = st.builds(Literal, st.just(0), st.just(0), STRINGS | NUMBERS | st.booleans() | st.none())


def _bigger(inside: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arguments = st.lists(inside, max_size=3).map(tuple)
    calls = st.builds(Call, st.just(0), st.just(0), CALLED, arguments)
    members = st.builds(Member, st.just(0), st.just(0), calls, NAMES, st.booleans())
    indexes = st.builds(Index, st.just(0), st.just(0), calls | members, inside, st.booleans())
    return calls | members | indexes


VALUES = st.recursive(LITERALS, _bigger, max_leaves=12)


def _nodes(tree: Expression) -> Iterator[Expression]:
    yield tree
    for field in tree.__struct_fields__:
        value = getattr(tree, field)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, msgspec.Struct):
                yield from _nodes(one)


def bare(tree: object) -> object:
    """The tree without its places."""
    if isinstance(tree, tuple):
        return tuple(bare(one) for one in tree)
    if not isinstance(tree, msgspec.Struct):
        return repr(tree)
    return type(tree), *(bare(getattr(tree, one)) for one in tree.__struct_fields__ if one not in ("start", "end"))


def _reads(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionError as error:
        refused = error
    assert 0 <= refused.start <= refused.end <= len(text)
    assert all(one.isprintable() for one in refused.message)
    assert len(refused.message) < 160
    assert "nested too deep" not in refused.message or len(text) > DEEPEST
    return None


@given(TEXTS)
def test_no_text_raises_anything_but_an_expression_error(text: str) -> None:
    _reads(text)


@given(TEXTS)
def test_what_was_parsed_and_printed_parses_to_the_same(text: str) -> None:
    if (tree := _reads(text)) is not None:
        assert bare(parse(printed(tree))) == bare(tree)


@given(VALUES)
def test_every_value_is_printed_so_that_it_parses_to_the_same(tree: Expression) -> None:
    assert bare(parse(printed(tree))) == bare(tree)


@given(st.lists(st.one_of(STRINGS.filter(bool), VALUES), min_size=1, max_size=5))
def test_text_around_values_reads_back_in_the_same_order(parts: list[str | Expression]) -> None:
    """The pieces of the text may join, and an `@` beside an expression becomes one: what they say stays."""
    tree = parse(printed(Template(0, 0, (*parts, Call(0, 0, "end", ())))))
    assert isinstance(tree, Template)
    assert _said(tree.parts[:-1]) == _said(tuple(parts))


def _said(parts: tuple[str | Expression, ...]) -> list[object]:
    said: list[object] = []
    for one in parts:
        text = one.value if isinstance(one, Literal) else one
        if isinstance(text, str) and said and isinstance(said[-1], str):
            said[-1] += text
        else:
            said.append(text if isinstance(text, str) else bare(one))
    return [one for one in said if one != ""]


@given(VALUES)
def test_every_place_holds_the_text_of_its_node(tree: Expression) -> None:
    text = f"text @{{{inner(tree)}}} @{{ {inner(tree)} }}"
    for node in _nodes(parse(text)):
        if not isinstance(node, Template):
            assert bare(parse(f"@{{{text[node.start : node.end]}}}")) == bare(Template(0, 0, (node,)))


@settings(deadline=None)
@given(st.integers(0, 1500), st.sampled_from(["a({})", "a()[{}]"]))
def test_nesting_ends_in_an_error_and_no_crash(depth: int, around: str) -> None:
    before, after = around.split("{}")
    text = "@" + before * depth + "1" + after * depth
    assert (_reads(text) is not None) == (depth <= DEEPEST)
    assert (_reads("@a()" + ".b" * depth) is not None) == (depth <= DEEPEST)
    assert (_reads("@" + "a()[" * (depth % 99) + "1" + "].b.c" * (depth % 99)) is not None) == (
        depth % 99 * 3 <= DEEPEST
    )


@pytest.mark.parametrize(
    "one", ["a(", "a()[", "a()[0].b", ".b", "''", " ", "@@{", "@{1}", "1", "a", "? ", '"', "@{a(", "(", "["]
)
@pytest.mark.parametrize("head", ["@", "@a()", "@{a()", "x", "@'"])
@pytest.mark.parametrize("tail", ["", "}", "!"])
def test_no_length_is_too_much(head: str, one: str, tail: str) -> None:
    """A long text is read or refused, soon and without a crash."""
    _reads(head + one * 20_000 + tail)
