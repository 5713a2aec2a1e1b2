"""A pattern: a spec as a text template, with a JSON Schema of what it takes. The only place where Jinja2 makes text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adfc.connectors import jinja
from adfc.diagnostic import Diagnostic, Problems
from adfc.model import Data, Document
from adfc.read import read_yaml
from adfc.source import Path, Places, SourceFile, Span
from adfc.suggest import hint

LIMIT = 4_000_000
"""The longest text that one use of a pattern may render, in characters: past any factory's own limits."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The folder `templates/<name>/` of a pattern, read."""

    name: str
    schema: Mapping[str, Any]
    template: SourceFile

    def render(self, values: Mapping[str, Data], use: Span, problems: Problems) -> Document | None:
        """The spec that these values give, its places shown in the template; None when it fails.

        Adds ADF061 (the template fails) and what the reader refuses of the rendered text, each with the place of use.
        """
        try:
            text, lines = jinja.render_text(self.template.text, values, LIMIT)
        except jinja.TemplateFault as error:
            line = jinja.fault_line(error) or 1
            message = f'the pattern "{self.name}" fails: {str(error).rstrip(".")}'
            problems.error("ADF061", message, _line_span(self.template, line, use))
            return None
        rendered = _Rendered(self.template, text.split("\n"), lines, use)
        document, found = read_yaml(SourceFile(self.template.name, text))
        for one in found:
            problems.found.append(rendered.moved(one))
        return document and Document(document.name, document.data, _TemplatePlaces(document.places, rendered))


def names_known(pattern: Pattern, problems: Problems) -> bool:
    """Whether the schema knows every variable of the template; ADF064 for each that it does not.

    A schema that lets more properties in than it names knows them all, and a template that is none says so when used.
    """
    if pattern.schema.get("additionalProperties") is not False:
        return True
    known = sorted(pattern.schema.get("properties", ()))
    try:
        unknown = sorted(jinja.names_in_text(pattern.template.text) - set(known))
    except jinja.TemplateFault:
        return True
    for name in unknown:
        message = f'the template uses "{name}", which its schema does not know'
        problems.error("ADF064", message, _word_span(pattern.template, name), hint(name, known))
    return not unknown


class _Rendered:
    """Turns places of the rendered text into places of the template."""

    def __init__(self, template: SourceFile, text: list[str], lines: list[int], use: Span) -> None:
        self._template, self._text, self._lines, self.use = template, text, lines, use

    def span(self, span: Span) -> Span:
        """The template's line that made this place; the very words where the template holds them."""
        line = self._lines[min(span.line, len(self._lines)) - 1]
        whole = _line_span(self._template, line, self.use)
        if span.line != span.end_line:
            return whole
        words = self._text[span.line - 1][span.column - 1 : span.end_column - 1]
        at = self._template.text.split("\n")[line - 1].find(words) if words else -1
        return whole if at < 0 else Span(whole.file, line, at + 1, line, at + 1 + len(words), self.use)

    def moved(self, diagnostic: Diagnostic) -> Diagnostic:
        """A diagnostic of the rendered text, shown in the template."""
        return replace(diagnostic, span=self.span(diagnostic.span))


class _TemplatePlaces(Places):
    """The places of a rendered spec, as places of its template."""

    def __init__(self, inner: Places, rendered: _Rendered) -> None:
        self._inner, self._rendered = inner, rendered
        self.via = rendered.use

    def span(self, path: Path, *, key: bool = False) -> Span:
        """See `Places.span`."""
        return self._rendered.span(self._inner.span(path, key=key))

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """See `Places.inside`: the words in the template, where it holds them as they are."""
        return self._rendered.span(self._inner.inside(path, text, start, end))


def _line_span(template: SourceFile, line: int, use: Span) -> Span:
    text = template.text.split("\n")[line - 1]
    start = len(text) - len(text.lstrip()) + 1
    return Span(template.name, line, start, line, max(len(text.rstrip()) + 1, start + 1), use)


def _word_span(template: SourceFile, word: str) -> Span:
    """The first place of a word in the template."""
    for number, line in enumerate(template.text.split("\n"), start=1):
        found = re.search(rf"\b{re.escape(word)}\b", line)
        if found:
            return Span(template.name, number, found.start() + 1, number, found.end() + 1)
    return Span(template.name, 1, 1, 1, 1)
