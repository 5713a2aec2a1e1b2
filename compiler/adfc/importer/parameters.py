"""A parameter file of an ARM template as the values it gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adfc.diagnostic import Problems
from adfc.model import Data, Document
from adfc.suggest import hint


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a parameter file says."""

    document: Document
    values: Mapping[str, Data]
    """By name; what a Key Vault gives at deployment is left out."""

    def check(self, declared: Iterable[str], problems: Problems) -> None:
        """Add ADF078 for each value that changes nothing: the template declares no such parameter."""
        known = {name.lower(): name for name in declared}
        for name in self.values:
            if name.lower() not in known:
                place = self.document.span(("parameters", name), key=True)
                message = f'the template has no parameter "{name}"'
                problems.warning("ADF078", message, place, hint(name, known.values(), "it has none at all"))


def read_parameters(document: Document, problems: Problems) -> Parameters:
    """The values in a parameter file; none, and ADF076, where it is no such file."""
    told = document.data.get("parameters") if isinstance(document.data, dict) else None
    if not isinstance(told, dict):
        message = f'"{document.name}" is no parameter file: it has no "parameters"'
        problems.error("ADF076", message, document.span(()), "name a file such as ARMTemplateParametersForFactory.json")
        return Parameters(document, {})
    values = {name: one["value"] for name, one in told.items() if isinstance(one, dict) and "value" in one}
    return Parameters(document, values)
