"""What the ARM backend is asked for beyond the factory itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from adfc.model import Data


@dataclass(frozen=True, slots=True)
class ArmOptions:
    """The settings that ADF reads from files of its own in a Git-mode folder."""

    definition: Mapping[str, Data] | None = None
    """`arm-template-parameters-definition.json`, which replaces the built-in definition whole; None keeps that."""
    include_factory: bool = False
    """`includeFactoryTemplate` of `publish_config.json`: the factory itself becomes a resource."""
    include_global_parameters: bool = False
    """`includeGlobalParamsTemplate` of `publish_config.json`: the global parameters become a resource."""
    parameters: str = "both"
    """What becomes a parameter: `differences` between targets, what `microsoft`'s exporter chooses, or `both`."""
