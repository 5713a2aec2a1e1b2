"""What a target's specs were configured and lowered with."""

from dataclasses import dataclass
from functools import cached_property

from adfc.configure.project import Project, Target
from adfc.configure.spec import Spec, SpecOrigin
from adfc.connectors import Library
from adfc.lower.catalog import Catalog, catalog_of
from adfc.model import Factory


@dataclass(frozen=True)
class Scope:
    """One target of a project, its factory, and the connectors that made its resources."""

    project: Project
    target: Target
    factory: Factory
    library: Library

    @cached_property
    def catalog(self) -> Catalog:
        """The specs that the factory's resources were made of, by kind and name."""
        pairs = ((one, one.origin) for one in self.factory.resources)
        specs = [Spec(one.kind, one.name, at.body, at) for one, at in pairs if isinstance(at, SpecOrigin)]
        return catalog_of(specs, (), self.library)
