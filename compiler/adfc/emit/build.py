"""What the backends are given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.emit.arm.options import ArmOptions
from adfc.model import Factory
from adfc.source import Span

Where: TypeAlias = Callable[..., Span]
"""`where(path, key=False)`: the place of a path of `adfc.yml`."""


@dataclass(frozen=True, slots=True)
class Build:
    """The factories of a project, and the one whose files are written."""

    project: str
    factories: Mapping[str, Factory]
    """By target, in the order of `adfc.yml`."""
    target: str
    where: Where
    options: ArmOptions = field(default_factory=ArmOptions)

    @property
    def factory(self) -> Factory:
        """The factory of the chosen target."""
        return self.factories[self.target]
