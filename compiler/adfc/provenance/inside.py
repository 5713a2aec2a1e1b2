"""A path of ADF's JSON followed into the spec that was lowered to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from adfc.adf.model import TYPE_PROPERTIES
from adfc.configure.overrides import BY_NAME, FORMS
from adfc.configure.spec import SpecOrigin, is_wrapping, match
from adfc.model import Data
from adfc.provenance.cause import BY_ADFC, Cause
from adfc.provenance.scope import Scope
from adfc.provenance.template import Made
from adfc.provenance.written import written
from adfc.source import Path

SECRET = {"secretName": "secret", "secretVersion": "version", "store": "vault"}
"""ADF's words for a secret in Key Vault, and ours."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The spec of one resource."""

    origin: SpecOrigin
    scope: Scope

    def causes(self, base: Path, path: Path, otherwise: Cause = BY_ADFC) -> Iterator[Cause]:
        """The causes of what stands at `path` of what the body at `base` became; `otherwise` where no spec says it."""
        at, rest = self.follow(base, path)
        value = self.value(at)
        if rest == ("name",) and at[-2:-1] and at[-2] in BY_NAME:
            yield from written(self.origin, at, self.scope, key=True)
        elif isinstance(value, dict) and rest and SECRET.get(str(rest[0])) in value:
            yield from written(self.origin, (*at, SECRET[str(rest[0])]), self.scope)
        elif not rest or "after" in at or _says_it_short(value, rest):
            yield from written(self.origin, at, self.scope)
        else:
            yield otherwise

    def made(self, base: Path, made: Made) -> Iterator[Cause]:
        """The causes of what a template made of properties of the body at `base`."""
        for found in made.properties:
            yield from self.causes(base + found, made.rest)
        if not made.as_it_is:
            yield made.cause

    def follow(self, base: Path, path: Path) -> tuple[Path, Path]:
        """The path of the body that `path` of ADF's JSON leads to from `base`, and the steps that it does not have."""
        at, value = base, self.value(base)
        for index, step in enumerate(path):
            steps = match(value, step)
            is_left_out = step == TYPE_PROPERTIES and isinstance(value, dict)
            if not steps and not is_left_out and not is_wrapping(value, step):
                return at, path[index:]
            at, value = at + steps, _below(value, steps)
        return at, ()

    def value(self, path: Path) -> Data:
        """What stands at a path that the body has."""
        return _below(self.origin.body, path)


def _below(value: Data, path: Path) -> Data:
    for step in path:
        value = value[step]
    return value


def _says_it_short(value: Data, rest: Path) -> bool:
    """Whether the value is one of the short forms that ADF writes as an object."""
    if not isinstance(value, dict):
        return True
    is_reference = "name" in value and rest[0] in ("referenceName", "type")
    return is_reference or any(form in value for form in FORMS)
