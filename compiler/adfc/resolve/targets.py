"""References and what they refer to: complaints about names that lead nowhere."""

from collections.abc import Sequence

from adfc.diagnostic import Diagnostic, Problems, Severity
from adfc.kinds import KINDS
from adfc.model import Factory, Reference, Resource
from adfc.resolve.external import External
from adfc.resolve.graph import place
from adfc.resolve.idle import is_idle
from adfc.suggest import closest

GUESSES = 20
"""So many missing names get a guess: more are no typos (a file was left out), and each costs a look at every name."""

FEW = 8
"""As many known names are listed where no guess is close."""


class Targets:
    """The resources of a factory, to be found by references."""

    def __init__(self, factory: Factory, external: External) -> None:
        self._resources = factory.resources
        self._at = {one.key: at for at, one in enumerate(factory.resources)}
        self._names: dict[str, list[str]] = {
            kind.section: [*(one.name for one in factory.of(kind)), *external.of(kind)] for kind in KINDS
        }
        self._elsewhere = external.keys()
        self._hints: dict[tuple[str, str], str] = {}

    def links(
        self, resource: Resource, references: Sequence[Reference], problems: Problems
    ) -> list[tuple[Reference, int]]:
        """The references that have a target in the factory, with its position there; adds ADF202 and ADF203."""
        found = []
        for reference in references:
            key = (reference.kind.section, reference.name.lower())
            at = self._at.get(key)
            if at is not None:
                found.append((reference, at))
                if self._resources[at].name != reference.name:
                    _other_case(resource, reference, self._resources[at], problems)
            elif key not in self._elsewhere:
                problems.found.append(self._missing(resource, reference))
        return found

    def _missing(self, resource: Resource, reference: Reference) -> Diagnostic:
        severity = Severity.WARNING if is_idle(resource, reference.path) else Severity.ERROR
        message = f'there is no {reference.kind.noun} "{reference.name}"'
        return Diagnostic("ADF202", severity, message, place(resource, reference), self._hint(reference))

    def _hint(self, reference: Reference) -> str:
        key = (reference.kind.section, reference.name.lower())
        if key not in self._hints:
            self._hints[key] = self._guess(reference) if len(self._hints) < GUESSES else ""
        return self._hints[key]

    def _guess(self, reference: Reference) -> str:
        names = self._names[reference.kind.section]
        close = closest(reference.name, names)
        if close:
            return f'did you mean "{close}"?'
        other = next((kind.noun for kind in KINDS if (kind.section, reference.name.lower()) in self._at), None)
        if other:
            return f"did you mean the {other} of that name?"
        if 0 < len(names) <= FEW:
            return "known: " + ", ".join(names)
        return f"declare it under {reference.kind.section}, or under external if another project owns it"


def _other_case(resource: Resource, reference: Reference, target: Resource, problems: Problems) -> None:
    message = f'{reference.kind.noun} "{reference.name}" is called "{target.name}"'
    hint = f'write "{target.name}": names differ only by case, and ADF Studio does not find it'
    problems.error("ADF203", message, place(resource, reference), hint)
