"""What holds for every body: an editor finds nothing where the compiler finds nothing."""

from collections.abc import Callable
from typing import Any

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import Shape, load
from adfc.editor.texts import in_any_case
from adfc.kinds import KINDS, MANAGED_PRIVATE_ENDPOINTS, Kind
from adfc.model import Resource
from adfc.source import Path, Span
from adfc.validate.adf import check
from tests.editing import complaints

MODEL = load()
ACTIVITY = Type(ValueKind.UNION, "Activity")
TEXTS = st.sampled_from(["", "x", "1", "@x", "@@x", "a@{x}", "${x", "$${var.x}", "file"]) | st.text(max_size=3)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=3,
)
PLAIN: dict[ValueKind, st.SearchStrategy[Any]] = {
    ValueKind.STRING: TEXTS,
    ValueKind.INT: st.integers(),
    ValueKind.NUMBER: st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    ValueKind.BOOL: st.booleans(),
    ValueKind.OBJECT: st.dictionaries(TEXTS, ANYTHING, max_size=2),
    ValueKind.ANY: ANYTHING,
    ValueKind.EXPRESSION: st.just({"type": "Expression", "value": "@x"}),
    ValueKind.SECURE: st.just({"type": "SecureString", "value": "x"}),
}
ODD = st.sampled_from([None, "@x", "a@{x}", {"type": "Expression", "value": "@x"}])
CASES = st.sampled_from([str, str.lower, str.upper])


class Nowhere:
    """An origin without places."""

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:  # noqa: ARG002
        """Always the same."""
        return Span("spec.yml", 1, 1, 1, 1)


@st.composite
def values(draw: st.DrawFn, of: Type, depth: int) -> Any:
    """A value that fits the type, or nearly so."""
    if draw(st.integers(0, 9)) == 0 and ACTIVITY not in (of, of.inner):
        return draw(ODD)
    if of.inner:
        inner, most = values(of.inner, depth - 1), 2 if depth > 0 else 0
        is_list = of.kind is ValueKind.LIST
        return draw(st.lists(inner, max_size=most) if is_list else st.dictionaries(TEXTS, inner, max_size=most))
    match of.kind:
        case ValueKind.ENUM:
            return draw(CASES)(draw(st.sampled_from(MODEL.enums[of.name])))
        case ValueKind.SHAPE:
            return draw(bodies(MODEL.shape(of.name), depth))
        case ValueKind.REFERENCE:
            return {**draw(bodies(MODEL.reference(of.name), depth)), "type": of.name}
        case ValueKind.UNION:
            union = MODEL.union(of.name)
            tag = draw(st.sampled_from(sorted(union.members)))
            # In lower case a type is adfc's own.
            written = tag[0] + draw(CASES)(tag[1:])
            return {**draw(bodies(union.members[tag], depth)), union.discriminator: written}
    return draw(PLAIN[of.kind])


@st.composite
def bodies(draw: st.DrawFn, shape: Shape, depth: int) -> dict[str, Any]:
    """A mapping with all that the shape requires and, unless it lies deep, some more."""
    some = st.sets(st.sampled_from(sorted(shape.fields)), max_size=4) if depth > 0 and shape.fields else st.just(set())
    names = sorted({*shape.required, *draw(some)})
    return {name: draw(values(shape.fields[name].type, depth - 1)) for name in names}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([kind for kind in KINDS if kind is not MANAGED_PRIVATE_ENDPOINTS]), st.data())
def test_whatever_the_compiler_accepts_an_editor_accepts(kind: Kind, data: st.DataObject) -> None:
    whole = values(MODEL.roots[kind.section], 4)
    properties = data.draw(whole.filter(lambda one: isinstance(one, dict) and "value" not in one))
    if not list(check(Resource(kind, "x", properties, Nowhere()))):
        assert complaints({kind.section: {"x": properties}}) == []


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=3), CASES)
def test_words_are_found_in_any_case(words: list[str], case: Callable[[str], str]) -> None:
    pattern = jsonschema_rs.Draft202012Validator({"pattern": in_any_case(words)})
    assert all(pattern.is_valid(word) for word in words)
    assert pattern.is_valid(case(words[0])) or not words[0].isascii()
    assert not pattern.is_valid("".join(words) + "-")
