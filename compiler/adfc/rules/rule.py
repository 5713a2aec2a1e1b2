"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic, Related, Severity
from adfc.model import Data, Resource
from adfc.rules.survey import Survey
from adfc.source import Path, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, at a path of a resource's properties."""

    resource: Resource
    path: Path
    message: str
    hint: str = ""
    key: bool = False
    """Whether the key is shown rather than the value."""
    related: tuple[tuple[str, Path], ...] = ()
    """Other places in the same resource, each with what it has to do with it."""
    within: tuple[int, int] | None = None
    """The part of the string at `path` that is shown: offsets in code points, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An opinion: its module's docstring is its page."""

    code: str
    name: str
    severity: Severity | None
    """None: silent until `adfc.yml` gives it a severity."""
    check: Callable[[Survey], Iterator[Finding]]

    def run(self, survey: Survey, severity: Severity) -> Iterator[Diagnostic]:
        """What the rule finds, with its places: the only code that turns a path into a place."""
        for one in self.check(survey):
            whole = _place(one.resource, one.path, one.key)
            span = _part(one)
            related = tuple(Related(message, _place(one.resource, path)) for message, path in one.related)
            yield Diagnostic(
                self.code, severity, one.message, span or whole, one.hint, related, whole if span else None
            )


def _part(finding: Finding) -> Span | None:
    """The place of a part of a string: of its text, where an expression's object stands at the path."""
    if finding.within is None:
        return None
    path, value = finding.path, _value(finding.resource.properties, finding.path)
    if isinstance(value, dict):
        path, value = (*path, "value"), value.get("value")
    return finding.resource.origin.inside(path, value, *finding.within) if isinstance(value, str) else None


def _value(value: Data, path: Path) -> Data:
    for step in path:
        value = value[step]
    return value


def _place(resource: Resource, path: Path, key: bool = False) -> Span:
    """The place of a finding. The name of an activity is the key of its body in a spec, a value of it in ADF's JSON."""
    span = resource.origin.span(path, key=key)
    if not path or path[-1] != "name":
        return span
    return min(span, resource.origin.span(path[:-1], key=True), key=_extent)


def _extent(span: Span) -> tuple[int, int]:
    return span.end_line - span.line, span.end_column - span.column
