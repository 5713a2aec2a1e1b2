"""The nouns of an ARM template of a factory: Parameter, Place, ArmResource, Template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adfc.model import Data
from adfc.source import Path

FACTORY_TYPE = "Microsoft.DataFactory/factories"
API_VERSION = "2018-06-01"
CONTENT_VERSION = "1.0.0.0"
TEMPLATE_SCHEMA = "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#"
PARAMETERS_SCHEMA = "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#"
VARIABLES = {"factoryId": "[concat('Microsoft.DataFactory/factories/', parameters('factoryName'))]"}

Json: TypeAlias = dict[str, Data]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parameter replaced a value."""

    resource: tuple[str, str]
    """`Resource.key`; of a factory `("factory", name)`, of its global parameters `("globalParameters", "default")`."""
    path: Path
    """The path in the resource as exported, from `properties` on (`location` and `identity` for a factory)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the template, with every place that reads it."""

    name: str
    type: str
    """ARM's word: string, secureString, int, bool, object, array."""
    places: tuple[Place, ...] = ()
    metadata: str = ""
    default: tuple[Data] | None = None
    """The default in a tuple, as escaped for ARM; None when there is none, which null could not say."""

    def declaration(self) -> Json:
        """The parameter as the template declares it."""
        told: Json = {"type": self.type}
        if self.metadata:
            told["metadata"] = self.metadata
        if self.default is not None:
            told["defaultValue"] = self.default[0]
        return told

    def value(self) -> Data:
        """What the parameter file gives: the default, or an empty string whatever the type."""
        return "" if self.default is None else self.default[0]


@dataclass(frozen=True, slots=True)
class ArmResource:
    """One resource of the template."""

    id: str
    """The expression by which others name this one in `dependsOn`."""
    name: str
    type: str
    properties: Json
    depends_on: tuple[str, ...]
    secrets: tuple[str, ...] = ()
    """The names of the parameters it reads that hide a secret, in order."""
    settings: tuple[str, ...] = ()
    """The names of the other parameters it reads, in order."""
    prefix: str = ""
    """What the names of its own parameters begin with."""
    extra: Mapping[str, Data] = field(default_factory=dict)
    """`location` and `identity` of a factory; `condition` of what not every target has."""

    def data(self, depends_on: tuple[str, ...] | None = None) -> Json:
        """The resource as the template holds it; a linked template gives the part of `depends_on` that it holds."""
        return {
            "name": self.name,
            "type": self.type,
            "apiVersion": API_VERSION,
            "properties": self.properties,
            "dependsOn": list(self.depends_on if depends_on is None else depends_on),
            **self.extra,
        }


@dataclass(frozen=True, slots=True)
class Template:
    """The whole factory as one template: parameters and resources in the exporter's order, `factoryName` first."""

    factory: str
    parameters: tuple[Parameter, ...]
    resources: tuple[ArmResource, ...]

    def data(self) -> Json:
        """The template as JSON data."""
        return template_data(
            {one.name: one.declaration() for one in self.parameters}, [one.data() for one in self.resources]
        )


def template_data(parameters: Json, resources: list[Json]) -> Json:
    """A template with the head that all templates of the exporter share."""
    return {
        "$schema": TEMPLATE_SCHEMA,
        "contentVersion": CONTENT_VERSION,
        "parameters": parameters,
        "variables": VARIABLES,
        "resources": resources,
    }


def parameters_file(values: Mapping[str, Data]) -> Json:
    """A parameter file that gives these values, literally: ARM evaluates nothing in one."""
    return {
        "$schema": PARAMETERS_SCHEMA,
        "contentVersion": CONTENT_VERSION,
        "parameters": {name: {"value": value} for name, value in values.items()},
    }


def parameters_data(parameters: tuple[Parameter, ...]) -> Json:
    """The parameter file as the exporter writes it: a value for each parameter, defaults as the template has them."""
    return parameters_file({one.name: one.value() for one in parameters})
