"""The names of an environment's parts: each a parameter of the template, as it must be unique in all of Azure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adfc.emit.arm.expressions import parameter_call
from adfc.kinds import FACTORY_ITSELF
from adfc.model import Resource

FACTORY_NAME = "factoryName"
"""The parameter that the factory's own template has too."""

CREATE_FACTORY = "createFactory"
"""The parameter that leaves a live factory alone: to write it is to reset all that the template does not say of it."""


@dataclass(frozen=True, slots=True)
class Names:
    """The parameter that holds each part's name."""

    by_part: Mapping[tuple[str, str], str]
    """By section and key in lower case."""

    def parameter(self, part: Resource) -> str:
        """The name of the parameter."""
        return self.by_part[part.kind.section, part.name.lower()]

    def of(self, part: Resource) -> str:
        """The call that gives the part's name."""
        return parameter_call(self.parameter(part))


def names_of(environment: Sequence[Resource]) -> Names:
    """A parameter for each part: `<key>_name`, with the section in front where sections share a key."""
    counted = Counter(one.name.lower() for one in environment)
    found = {}
    for one in environment:
        own = f"{one.name}_name" if counted[one.name.lower()] == 1 else f"{one.kind.section}_{one.name}_name"
        found[one.kind.section, one.name.lower()] = FACTORY_NAME if one.kind is FACTORY_ITSELF else own
    return Names(found)
