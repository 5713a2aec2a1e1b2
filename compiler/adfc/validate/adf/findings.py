"""What the explaining check finds, in the user's words. A finding has a path; its place in a file comes later."""

from dataclasses import dataclass, replace
from typing import Any

from adfc.adf.grammar import Field, Type, ValueKind
from adfc.adf.model import Union
from adfc.diagnostic import Diagnostic, Severity
from adfc.model import Origin
from adfc.source import Path
from adfc.suggest import closest, hint, listed
from adfc.validate.adf.words import found, spaced, wanted

OBJECTS = {ValueKind.SHAPE, ValueKind.UNION, ValueKind.REFERENCE}
"""Where the service refuses a plain value. Elsewhere the model's word is less certain, and a wrong type a warning."""
KEPT = "it is kept as it is"


@dataclass(frozen=True, slots=True)
class At:
    """A value: its path in the properties of a resource, and how messages name it."""

    path: Path
    what: str

    def down(self, step: str | int, what: str) -> "At":
        """One key or index deeper."""
        return At((*self.path, step), what)


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic without its place."""

    code: str
    severity: Severity
    message: str
    help: str
    path: Path
    key: bool = False
    """The key is at fault, not its value."""
    word: str | None = None
    """The user's word, by which a spec that is written otherwise than ADF's JSON is searched."""

    def diagnostic(self, origin: Origin) -> Diagnostic:
        """The finding with its place in the user's files."""
        span = origin.span(self.path, key=self.key, word=self.word)
        return Diagnostic(self.code, self.severity, self.message, span, self.help)

    def softened(self) -> "Finding":
        """The same, and no error."""
        return replace(self, severity=Severity.WARNING) if self.severity is Severity.ERROR else self


def unknown_property(key: str, guess: str | None, absent: list[str], at: At) -> Finding:
    """ADF101: an error when a property that is not there yet was meant, else a warning."""
    severity = Severity.ERROR if guess else Severity.WARNING
    known = listed(absent)
    way_out = f'did you mean "{guess}"?' if guess else "; ".join(filter(None, (KEPT, known)))
    message = f'unknown property "{key}" in {at.what}'
    return Finding("ADF101", severity, message, way_out, (*at.path, key), key=True, word=key)


def unknown_type(tag: Any, union: Union, path: Path) -> Finding:
    """ADF102: an error when a known type was meant, else a warning."""
    guess = closest(tag, union.members) if isinstance(tag, str) else None
    message = f'unknown {spaced(union.name)} type "{tag}"'
    if guess and _is_slip(tag, guess):
        return Finding("ADF102", Severity.ERROR, message, f'did you mean "{guess}"?', path, word=tag)
    way_out = f'{KEPT}; the nearest that is known: "{guess}"' if guess else KEPT
    return Finding("ADF102", Severity.WARNING, message, way_out, path, word=str(tag))


def missing(name: str, wants: str, at: At) -> Finding:
    """ADF103: shown at the object that lacks the property."""
    return Finding("ADF103", Severity.ERROR, f'{at.what} needs "{name}"', f'"{name}" is {wants}', at.path)


def wrong_type(of: Type, value: Any, at: At) -> Finding:
    """ADF104: an error where an object is wanted, else a warning."""
    severity = Severity.ERROR if of.kind in OBJECTS else Severity.WARNING
    word = value if isinstance(value, str) else None
    way_out = f"found {found(value)}"
    if word and of.kind is ValueKind.EXPRESSION:
        way_out += ": an expression begins with @"
    return Finding("ADF104", severity, f"{at.what} must be {wanted(of)}", way_out, at.path, word=word)


def unknown_value(value: str, values: list[str], at: At) -> Finding:
    """ADF105: ADF's enums are open, so an error only when a known value was meant."""
    severity = Severity.ERROR if closest(value, values) else Severity.WARNING
    message = f'unknown value "{value}" of {at.what}'
    return Finding("ADF105", severity, message, hint(value, values), at.path, word=value)


def letter_case(key: str, field: Field, at: At) -> Finding:
    """ADF106: advice, for the service compares names without case."""
    message = f'ADF writes "{field.name}" for "{key}"'
    return Finding("ADF106", Severity.INFO, message, "the service does not mind", at.path, key=True, word=key)


def _is_slip(tag: str, meant: str) -> bool:
    """Whether `tag`, close to `meant`, is that word mistyped rather than a type that came after the model.

    The service gets `SalesforceV3` and the like all the time: a slip is a letter more or less, and keeps the digits.
    """
    return abs(len(tag) - len(meant)) <= 1 and _digits(tag) == _digits(meant)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
