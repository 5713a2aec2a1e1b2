"""What `adfc.yml` says about rules: under `rules:` the severities of codes, under `limits:` figures of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adfc.adf.limits import LIMITS
from adfc.diagnostic import Diagnostic, Problems, Severity
from adfc.model import Data, Document
from adfc.suggest import hint

LEVELS: Mapping[str, Severity | None] = {"off": None, **{one.value: one for one in Severity}}
"""The words that `rules:` understands."""

READING = "ADF0"
"""What the codes of reading begin with: a file that can't be read has no severity to choose."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this project wants its rules."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By code; None silences it."""
    limits: Mapping[str, int] = field(default_factory=lambda: {name: one.figure for name, one in LIMITS.items()})
    """The figure of every limit in `adfc.adf.limits.LIMITS`."""

    def severity(self, code: str, default: Severity | None) -> Severity | None:
        """The severity of a rule whose own is `default`."""
        return self.severities.get(code, default)

    def applied(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """`diagnostics` of any stage with the severities of this project; those of reading (ADF0xx) as they are."""
        found = []
        for one in diagnostics:
            severity = self.severities.get(one.code, one.severity)
            if one.code.startswith(READING):
                found.append(one)
            elif severity is not None:
                found.append(one if severity is one.severity else replace(one, severity=severity))
        return found


def read_settings(document: Document, codes: Sequence[str], problems: Problems) -> Settings:
    """The settings that `adfc.yml` holds under `rules` and `limits`.

    Args:
        document: `adfc.yml`.
        codes: every code that there is.
        problems: takes ADF090 (unknown code, or one of reading), ADF091 (unknown severity) and ADF092 (a limit that is
            unknown or no whole number).
    """
    data = document.data if isinstance(document.data, dict) else {}
    severities = dict(_severities(document, data.get("rules"), codes, problems))
    limits = dict(_limits(document, data.get("limits"), problems))
    return Settings(severities, {**Settings().limits, **limits})


def _severities(
    document: Document, found: Data, codes: Sequence[str], problems: Problems
) -> Iterable[tuple[str, Severity | None]]:
    for code, word in found.items() if isinstance(found, dict) else ():
        path = ("rules", code)
        if code.startswith(READING):
            message = f'"{code}" has no severity to choose: a file that can\'t be read stops the build'
            problems.error("ADF090", message, document.span(path, key=True))
        elif code not in codes:
            problems.error("ADF090", f'there is no rule "{code}"', document.span(path, key=True), _guess(code, codes))
        elif not isinstance(word, str) or word not in LEVELS:
            message = f'"{word}" is no severity of a rule'
            problems.error("ADF091", message, document.span(path), hint(str(word), LEVELS))
        else:
            yield code, LEVELS[word]


def _guess(code: str, codes: Sequence[str]) -> str:
    return hint(code, codes) if code.upper() in codes else "adfc explain lists the codes"


def _limits(document: Document, found: Data, problems: Problems) -> Iterable[tuple[str, int]]:
    for name, figure in found.items() if isinstance(found, dict) else ():
        path = ("limits", name)
        if name not in LIMITS:
            problems.error("ADF092", f'there is no limit "{name}"', document.span(path, key=True), hint(name, LIMITS))
        elif not isinstance(figure, int) or isinstance(figure, bool) or figure < 0:
            message = f'"{name}" must be a whole number'
            problems.error("ADF092", message, document.span(path), f"{name}: {LIMITS[name].what}")
        else:
            yield name, figure
