"""ADF bodies against the generated model of ADF's types.

The policy is measured on published factories: what the model does not know is kept with a warning, because the service
moves faster than any schema; it is an error only when a known name that is not there yet is close enough to be meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from adfc.adf.model import load
from adfc.adf.names import ACCEPTED
from adfc.diagnostic import Diagnostic, Severity
from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Data, Factory, Origin, Resource
from adfc.source import Path, Span
from adfc.validate.adf.fast import Checks


def check(resource: Resource) -> Iterator[Diagnostic]:
    """What in the properties of `resource` does not fit ADF's types.

    ADF101 unknown property, ADF102 unknown type, ADF103 missing property, ADF104 wrong type, ADF105 unknown value,
    ADF106 a name in another letter case than ADF's.
    """
    return check_properties(resource.kind.section, resource.properties, resource.origin)


def check_properties(section: str, properties: Mapping[str, Data], origin: Origin) -> Iterator[Diagnostic]:
    """The same of anything that `Model.roots` knows: `globalParameters` (by name), or the `factory` itself."""
    wanted = load().roots[section]
    if not _checks().of(wanted)(properties):
        from adfc.validate.adf.explain import Explainer  # noqa: PLC0415 (only what does not fit is explained)

        for finding in Explainer(load()).explain(wanted, properties):
            yield finding.diagnostic(origin)


def check_global_parameters(factory: Factory) -> Iterator[Diagnostic]:
    """The same of a factory's global parameters, and ADF403 for a name that the service refuses.

    The REST contract allows a dash in the name, and the service answers BadRequest all the same.
    """
    for name, origin in factory.origins.items():
        parameter = {name: factory.global_parameters[name]}
        yield from check_properties(GLOBAL_PARAMETERS.section, parameter, _Inside(origin))
        if "-" in name or not ACCEPTED[GLOBAL_PARAMETERS.section].allows(name):
            message = f'the service refuses the name "{name}" of this global parameter'
            says = "a letter, digit or underscore first, and none of - < > * # . % & : \\ + ? /"
            yield Diagnostic("ADF403", Severity.ERROR, message, origin.span((), key=True), says)


@dataclass(frozen=True, slots=True)
class _Inside:
    """The origin of a mapping with one key, whose value has an origin of its own."""

    origin: Origin

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:
        """See `Origin.span`."""
        return self.origin.span(path[1:], key=key, word=word)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """See `Origin.inside`."""
        return self.origin.inside(path[1:], text, start, end)


@cache
def _checks() -> Checks:
    return Checks(load())
