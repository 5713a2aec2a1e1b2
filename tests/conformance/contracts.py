"""Microsoft's contracts as validators: the ARM JSON schemas and Bicep's type tables, from a folder outside."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

SITE = "https://schema.management.azure.com/schemas/"
ADDED_BY_STUDIO = ("lastPublishTime",)
"""Keys that ADF Studio writes and no contract knows."""

CONTRACT_LAGS = {
    r"'(Integer|Boolean)' is not one of \['String', 'Bool', 'Array'\]": "Studio knows more types of variables",
    r"password: (store|secretName) is missing|password: value is unknown": "a password may be a SecureString too",
    r"(variables|parameters)\..*is not of type 'object'": "a whole declaration may be a parameter of the template",
    r"clusterOption is unknown": "Studio writes it on every Databricks linked service",
    r"authenticationType is unknown": "the exporter itself adds it to Snowflake",
    r"catalogPricingTier: 'S1' is not one of": "a pricing tier of today",
    r"convertDecimalToInteger is unknown|enablePhysicalSchema is unknown": "a newer property",
    r"azureCloudType is unknown": "a newer property of credentials",
    r"^\.properties: id is unknown": "Studio writes it on change data captures",
    r"typeProperties: encryptedCredential is unknown": "the service writes it on every linked service with a secret",
    r"typeProperties: sinks is unknown": "Studio writes it on Power Query data flows",
}
"""What a contract refuses and ADF takes: the pattern of the complaint, and why."""


class ArmSchemas:
    """Validates against the ARM JSON schemas: `oneOf` read as `anyOf`, keys and enums without case, null as absent.

    A string expression matches several branches of a `oneOf`; ADF itself compares names and words without case.
    """

    def __init__(self, folder: Path) -> None:
        documents = {
            f"{SITE}{path.relative_to(folder).as_posix()}": json.loads(path.read_text())
            for path in folder.rglob("*.json")
            if path.stat().st_size
        }
        self._registry: Registry[Any] = Registry().with_resources(
            (uri, Resource.from_contents(contents, DRAFT4)) for uri, contents in documents.items()
        )
        self._resources = {
            (one["properties"]["type"]["enum"][0].lower(), one["properties"]["apiVersion"]["enum"][0]): self._validator(
                {"$ref": f"{uri}#/resourceDefinitions/{name}"}
            )
            for uri, document in documents.items()
            for name, one in document.get("resourceDefinitions", {}).items()
            if "type" in one.get("properties", {})
        }
        template = documents[f"{SITE}2019-04-01/deploymentTemplate.json"]
        template["definitions"]["parameter"]["properties"]["metadata"]["type"] = ["object", "string"]
        self._template = self._validator({**template, "properties": {**template["properties"], "resources": {}}})
        self._parameters = self._validator({"$ref": f"{SITE}2019-04-01/deploymentParameters.json#"})

    def resource_errors(self, resource: Mapping[str, Any]) -> list[str]:
        """What is wrong with one resource of a template."""
        return _told(self._resources[resource["type"].lower(), resource["apiVersion"]].iter_errors(resource))

    def knows(self, resource: Mapping[str, Any]) -> bool:
        """Whether there is a schema for a resource's type in the version that it asks for."""
        return (resource["type"].lower(), resource["apiVersion"]) in self._resources

    def template_errors(self, template: Mapping[str, Any]) -> list[str]:
        """What is wrong with a template, its resources aside. Microsoft's own exporter writes `metadata` as text."""
        return _told(self._template.iter_errors(template))

    def parameter_file_errors(self, parameters: Mapping[str, Any]) -> list[str]:
        """What is wrong with a parameter file."""
        return _told(self._parameters.iter_errors(parameters))

    def _validator(self, schema: Mapping[str, Any]) -> Any:
        return _Validator(schema, registry=self._registry)


def _told(errors: Iterable[ValidationError]) -> list[str]:
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in errors]


def _any_of(validator: Any, branches: list[Any], instance: Any, _: Any) -> Iterator[ValidationError]:
    """Errors of the branch that the instance's `type` chooses, else of the first when none fits."""
    chosen = [branch for branch in branches if _tag(branch) is not None]
    if chosen and isinstance(instance, dict) and isinstance(instance.get("type"), str):
        named = [branch for branch in chosen if _tag(branch) == instance["type"].lower()]
        branches = named or branches
    if not any(validator.evolve(schema=branch).is_valid(instance) for branch in branches):
        yield from validator.descend(instance, branches[0])


def _tag(branch: Any) -> str | None:
    enum = branch.get("properties", {}).get("type", {}).get("enum", [])
    return enum[0].lower() if len(enum) == 1 else None


def _enum(_: Any, allowed: list[Any], instance: Any, __: Any) -> Iterator[ValidationError]:
    folded = [one.lower() if isinstance(one, str) else one for one in allowed]
    if (instance.lower() if isinstance(instance, str) else instance) not in folded:
        yield ValidationError(f"{instance!r} is not one of {allowed}")


def _properties(validator: Any, known: dict[str, Any], instance: Any, _: Any) -> Iterator[ValidationError]:
    folded = {name.lower(): schema for name, schema in known.items()}
    for key, value in instance.items() if isinstance(instance, dict) else ():
        if value is not None and key.lower() in folded:
            yield from validator.descend(value, folded[key.lower()], path=key)


def _required(_: Any, required: list[str], instance: Any, __: Any) -> Iterator[ValidationError]:
    present = {key.lower() for key in instance} if isinstance(instance, dict) else {one.lower() for one in required}
    yield from (ValidationError(f"{name} is missing") for name in required if name.lower() not in present)


_extend: Any = validators.extend
_Validator = _extend(
    Draft4Validator,
    {"oneOf": _any_of, "anyOf": _any_of, "enum": _enum, "properties": _properties, "required": _required},
)


class BicepTypes:
    """Validates against a table of Bicep's types: closed objects, required properties, kinds of values.

    An ARM expression fits everywhere, null counts as absent, words are compared without case.
    """

    def __init__(self, file: Path) -> None:
        self._types = json.loads(file.read_text())
        named = {one["name"]: one["body"] for one in self._types if one["$type"] == "ResourceType"}
        self._bodies = {name.partition("@")[0].lower(): body for name, body in named.items()}
        self._versions = {name.lower() for name in named}

    def resource_errors(self, resource: Mapping[str, Any]) -> list[str]:
        """What is wrong with one resource of a template; `dependsOn` and `condition` belong to templates alone."""
        body = {key: value for key, value in resource.items() if key not in ("dependsOn", "condition")}
        return list(self._errors(self._bodies[resource["type"].lower()], body, ""))

    def knows(self, resource: Mapping[str, Any]) -> bool:
        """Whether the table has a resource's type in the version that it asks for."""
        return f"{resource['type']}@{resource['apiVersion']}".lower() in self._versions

    def _errors(self, reference: Mapping[str, str], value: Any, path: str) -> Iterator[str]:
        kind = self._types[int(reference["$ref"].removeprefix("#/"))]
        if value is None or (isinstance(value, str) and value.startswith("[") and not value.startswith("[[")):
            return
        match kind["$type"]:
            case "ObjectType":
                yield from self._object(kind, kind.get("properties", {}), value, path)
            case "DiscriminatedObjectType":
                yield from self._tagged(kind, value, path)
            case "ArrayType":
                yield from self._array(kind, value, path)
            case "UnionType":
                if not self._fits_one(kind["elements"], value):
                    yield f"{path}: {str(value)[:80]} is none of the values"
            case name:
                if not _is_plain(kind, name, value):
                    yield f"{path}: {str(value)[:80]!r} is no {name}"

    def _fits_one(self, elements: list[Mapping[str, str]], value: Any) -> bool:
        return any(not list(self._errors(element, value, "")) for element in elements)

    def _object(self, kind: Mapping[str, Any], known: Mapping[str, Any], value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: {str(value)[:80]!r} is no object"
            return
        folded = {name.lower(): one for name, one in known.items()}
        for name, one in known.items():
            if one["flags"] & 1 and not one["flags"] & 2 and not any(key.lower() == name.lower() for key in value):
                yield f"{path}: {name} is missing"
        for key, inner in value.items():
            if key.lower() in folded:
                yield from self._errors(folded[key.lower()]["type"], inner, f"{path}.{key}")
            elif "additionalProperties" in kind:
                yield from self._errors(kind["additionalProperties"], inner, f"{path}.{key}")
            elif key not in ADDED_BY_STUDIO:
                yield f"{path}: {key} is unknown"

    def _tagged(self, kind: Mapping[str, Any], value: Any, path: str) -> Iterator[str]:
        tag = value.get(kind["discriminator"]) if isinstance(value, dict) else None
        named = {name.lower(): element for name, element in kind["elements"].items()}
        if not isinstance(tag, str) or tag.lower() not in named:
            yield f"{path}: {kind['discriminator']} {tag!r} is unknown"
            return
        element = self._types[int(named[tag.lower()]["$ref"].removeprefix("#/"))]
        yield from self._object(element, {**kind["baseProperties"], **element.get("properties", {})}, value, path)

    def _array(self, kind: Mapping[str, Any], value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path}: {str(value)[:80]!r} is no array"
            return
        for index, inner in enumerate(value):
            yield from self._errors(kind["itemType"], inner, f"{path}.{index}")


def _is_plain(kind: Mapping[str, Any], name: str, value: Any) -> bool:
    match name:
        case "StringLiteralType":
            return isinstance(value, str) and value.lower() == kind["value"].lower()
        case "StringType":
            return isinstance(value, str)
        case "IntegerType":
            return isinstance(value, int) and not isinstance(value, bool)
        case "BooleanType":
            return isinstance(value, bool)
        case _:
            return True
