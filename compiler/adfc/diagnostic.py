"""One thing worth telling a user, and where. Drawing it is the business of `report`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from adfc.source import Span


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning does not, an info is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the story, with what it has to do with it."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong (one line, lower case, no full stop), where, and the way out."""

    code: str
    severity: Severity
    message: str
    span: Span
    help: str = ""
    related: tuple[Related, ...] = ()
    whole: Span | None = field(default=None, compare=False)
    """The value that `span` is a part of, where a comment can stand that silences it: inside a scalar none can."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the whole story shows."""
        spans = (self.span, self.span.via, *(one.span for one in self.related))
        return tuple(span.file for span in spans if span is not None)

    @property
    def is_error(self) -> bool:
        """Whether this one alone stops the build."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problems:
    """The diagnostics of a stage that goes on with its work: it adds to them and returns what it found."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, span: Span, hint: str = "", *related: Related) -> None:
        """Add what stops the build."""
        self.found.append(Diagnostic(code, Severity.ERROR, message, span, hint, related))

    def warning(self, code: str, message: str, span: Span, hint: str = "", *related: Related) -> None:
        """Add what does not stop the build."""
        self.found.append(Diagnostic(code, Severity.WARNING, message, span, hint, related))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of `diagnostics` stops the build."""
    return any(one.is_error for one in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each diagnostic once, by file, place and code: the one place that sorts.

    What several targets say alike is told once, with the other places of the first of them.
    """
    found: dict[tuple[Span, str, str, Severity], Diagnostic] = {}
    for one in diagnostics:
        found.setdefault((one.span, one.code, one.message, one.severity), one)
    return sorted(found.values(), key=lambda one: (one.span, one.code, one.message))
