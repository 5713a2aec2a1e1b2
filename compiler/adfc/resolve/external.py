"""What is no resource of the factory at hand and still is there: another project's, or one that failed earlier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adfc.kinds import INTEGRATION_RUNTIMES, Kind

BUILT_IN = frozenset({(INTEGRATION_RUNTIMES.section, "autoresolveintegrationruntime")})
"""What every factory has without saying so: https://learn.microsoft.com/azure/data-factory/concepts-integration-runtime."""


@dataclass(frozen=True, slots=True)
class External:
    """Targets of references that nobody has to look for."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What another project owns in the same factory: names by section."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """What an earlier stage complained about already, and left out: section and name in lower case."""

    def keys(self) -> frozenset[tuple[str, str]]:
        """Section and name in lower case of everything that is there without being in the factory."""
        named = {(section, name.lower()) for section, names in self.names.items() for name in names}
        return BUILT_IN | self.broken | named

    def of(self, kind: Kind) -> Iterable[str]:
        """The names that another project owns, as written."""
        return self.names.get(kind.section, ())
