"""One part of a connector: a JSON Schema of what a user writes, and a template of what ADF gets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adfc.connectors import jinja
from adfc.diagnostic import Problems
from adfc.model import Data, Document
from adfc.source import Path, Span
from adfc.suggest import hint

PARTS = ("linkedService", "dataset", "location", "source", "sink", "readSettings", "writeSettings", "column")
"""What a connector can say something about; it has a schema and a template for each that it does."""

GIVEN = {"dataset": {"location"}, "source": {"storeSettings"}, "sink": {"storeSettings"}}
"""What a part's template gets beside the properties of its schema."""

EXPRESSION = re.compile(r"\{\{(.*)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slot:
    """A leaf of a template that an expression fills: its place in the list of expressions."""

    index: int


@dataclass(frozen=True, slots=True)
class Part:
    """A schema and a template, ready to render."""

    name: str
    """The file of the template, for messages."""
    schema: Mapping[str, Any]
    skeleton: Data
    expressions: tuple[str, ...]
    compiled: jinja.Expressions

    @property
    def keys(self) -> frozenset[str]:
        """The properties that the schema knows."""
        return frozenset(self.schema.get("properties", ()))

    @property
    def adf_type(self) -> str:
        """The ADF type that the template writes, or the empty text when it writes none or more than one."""
        written = self.skeleton.get("type", "") if isinstance(self.skeleton, dict) else ""
        return written if isinstance(written, str) else ""

    def render(self, context: Mapping[str, Data]) -> Data:
        """What ADF gets. A key whose expression is undefined is dropped, and so is a mapping or list that this empties.

        Raises:
            jinja.TemplateFault: an expression fails on this context.
        """
        return _fill(self.skeleton, self.compiled(context))

    def culprit(self, context: Mapping[str, Data]) -> str:
        """The first expression that fails on this context; empty when none does by itself."""
        for source in self.expressions:
            try:
                _fill(Slot(0), jinja.compile_all((source,))(context))
            except jinja.TemplateFault:
                return source
        return ""


def build_part(document: Document, schema: Mapping[str, Any], problems: Problems) -> Part | None:
    """The part of a template that was read as YAML, or None when it can't work (ADF060, ADF061 and ADF063 say why)."""
    if not isinstance(document.data, dict):
        problems.error("ADF060", f'"{document.name}" is no mapping', document.span(()), "write what ADF gets")
        return None
    sources: list[str] = []
    found = Problems()
    skeleton = _skeleton(document, document.data, (), sources, found)
    problems.found.extend(found.found)
    try:
        compiled = jinja.compile_all(sources)
    except jinja.TemplateFault:
        _blame(document, sources, problems)
        return None
    return None if found.found else Part(document.name, schema, skeleton, tuple(sources), compiled)


def names_known(part: Part, role: str, document: Document, problems: Problems) -> bool:
    """Whether the schema knows every variable of the template; ADF064 for each that it does not.

    It reads the expressions one by one, and so finds what together only look like expressions: `a), (b` (ADF061).
    """
    known = part.keys | GIVEN.get(role, set())
    try:
        unknown = sorted(jinja.names_in(part.expressions) - known)
    except jinja.TemplateFault:
        _blame(document, part.expressions, problems)
        return False
    for name in unknown:
        message = f'the template uses "{name}", which its schema does not know'
        problems.error("ADF064", message, _place(document, rf"\b{name}\b"), hint(name, sorted(known)))
    return not unknown


def _blame(document: Document, sources: Sequence[str], problems: Problems) -> None:
    """Say which expressions are none, and why."""
    for source in sources:
        fault = jinja.fault_in(source)
        if fault:
            place = _place(document, re.escape(source))
            problems.error("ADF061", f"this is no expression of Jinja2: {fault}", place)


def _place(document: Document, pattern: str) -> Span:
    """The place of the first expression of a template that holds the pattern."""
    return document.span(next((path for path, text in _texts(document.data) if re.search(pattern, text)), ()))


def _texts(value: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and "{{" in value:
        yield path, value
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(child, (*path, key))


def _skeleton(document: Document, value: Data, path: Path, sources: list[str], problems: Problems) -> Data:
    """The value with a Slot for each expression, whose text goes to `sources` (ADF063 for what is none)."""
    if isinstance(value, dict):
        return {key: _skeleton(document, child, (*path, key), sources, problems) for key, child in value.items()}
    if isinstance(value, list):
        return [_skeleton(document, child, (*path, index), sources, problems) for index, child in enumerate(value)]
    if not isinstance(value, str) or "{{" not in value:
        return value
    whole = EXPRESSION.fullmatch(value)
    if not whole or "{{" in whole[1]:
        hint_text = "write the text inside the expression: {{ 'text ' ~ name }}"
        problems.error("ADF063", "a value of a template mixes text and an expression", document.span(path), hint_text)
        return value
    sources.append(whole[1].strip())
    return Slot(len(sources) - 1)


def _fill(value: Data, values: list[Any]) -> Data:
    if isinstance(value, Slot):
        found = values[value.index]
        if not jinja.is_data(found):
            raise TypeError(f"an expression gives a {type(found).__name__}, which is no data: add | list")
        return found
    if isinstance(value, dict):
        filled = {key: _fill(child, values) for key, child in value.items()}
        kept = {key: child for key, child in filled.items() if not jinja.is_undefined(child)}
        return kept if kept or not value else jinja.UNDEFINED
    if isinstance(value, list):
        items = [one for child in value if not jinja.is_undefined(one := _fill(child, values))]
        return items if items or not value else jinja.UNDEFINED
    return value
