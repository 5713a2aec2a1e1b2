"""What Resource Manager makes of a template and a parameter file, for the few functions that adfc emits."""

import json
import re
import uuid
from typing import Any

TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z]+)|(.))")
GROUP = "/subscriptions/here/resourceGroups/group/providers"
NAMESPACE = uuid.UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")
"""Of Resource Manager's guid()."""


def deployed(template: Any, parameters: Any, secrets: str = "a secret") -> dict[str, Any]:
    """The resources of a deployment: by type and name all that they are, and the ids they depend on.

    A secure parameter that the file leaves out is given as `<secrets> of <name>`, as a release pipeline would.
    """
    given = {name: one["value"] for name, one in parameters["parameters"].items()}
    unknown = given.keys() - template["parameters"].keys()
    assert not unknown, f"Resource Manager refuses a parameter that the template does not declare: {unknown}"
    values = {name: _value(name, one, given, secrets) for name, one in template["parameters"].items()}
    scope = _Scope(values, template.get("variables", {}))
    resources = [one for one in template["resources"] if scope.evaluate(one.get("condition", True))]
    found = [_resource(one, scope) for one in resources]
    made = dict(found)
    assert len(made) == len(found), "Resource Manager refuses a template that has a resource twice"
    return made


def _resource(one: Any, scope: "_Scope") -> tuple[str, Any]:
    rest = {key: scope.evaluate(value) for key, value in one.items() if key not in ("type", "name", "condition")}
    whole = _without_null({**rest, "dependsOn": sorted(rest.get("dependsOn", []))})
    return f"{one['type']} {scope.evaluate(one['name'])}", whole


def _without_null(value: Any) -> Any:
    """To Resource Manager null is absent."""
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    return [_without_null(one) for one in value] if isinstance(value, list) else value


def _value(name: str, declared: Any, given: dict[str, Any], secrets: str) -> Any:
    if name in given:
        value = given[name]
    elif "defaultValue" in declared:
        value = _Scope({}, {}).evaluate(declared["defaultValue"])
    else:
        assert declared["type"] == "secureString", f'the deployment asks for "{name}"'
        value = f"{secrets} of {name}"
    wanted = {"string": str, "secureString": str, "bool": bool, "int": int, "array": list, "object": dict}
    assert type(value) is wanted[declared["type"]], f'"{name}" is no {declared["type"]}: {value!r}'
    return value


class _Scope:
    def __init__(self, parameters: dict[str, Any], variables: dict[str, Any]) -> None:
        self._parameters = parameters
        self._variables = variables

    def evaluate(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self.evaluate(key): self.evaluate(child) for key, child in value.items()}
        if isinstance(value, list):
            return [self.evaluate(child) for child in value]
        if not isinstance(value, str) or not (value.startswith("[") and value.endswith("]")):
            return value
        if value.startswith("[["):
            return value[1:]
        return self._expression(_tokens(value[1:-1]))

    def _expression(self, tokens: list[tuple[str, str]]) -> Any:
        kind, text = tokens.pop(0)
        value = text if kind == "text" else self._call(text, tokens)
        while tokens and tokens[0] in (("sign", "["), ("sign", ".")):
            if tokens.pop(0) == ("sign", "."):
                value = value[tokens.pop(0)[1]]
                continue
            value = value[self._expression(tokens)]
            assert tokens.pop(0) == ("sign", "]")
        return value

    def _call(self, name: str, tokens: list[tuple[str, str]]) -> Any:
        assert tokens.pop(0) == ("sign", "(")
        arguments = []
        while tokens[0] != ("sign", ")"):
            arguments.append(self._expression(tokens))
            if tokens[0] == ("sign", ","):
                tokens.pop(0)
        tokens.pop(0)
        functions = {
            "parameters": lambda one: self._parameters[one],
            "variables": lambda one: self.evaluate(self._variables[one]),
            "concat": lambda *some: "".join(some),
            "json": json.loads,
            "guid": lambda *some: str(uuid.uuid5(NAMESPACE, "-".join(some))),
            "reference": _reference,
            "resourceId": _resource_id,
            "subscription": lambda: {"tenantId": "tenant of the subscription"},
            "subscriptionResourceId": lambda kind, name: f"/subscriptions/here/providers/{kind}/{name}",
        }
        return functions[name](*arguments)


def _resource_id(kind: str, *names: str) -> str:
    provider, *types = kind.split("/")
    assert len(types) == len(names), f"resourceId() wants a name for each part of {kind}: {names}"
    return "/".join([GROUP, provider, *(part for pair in zip(types, names, strict=True) for part in pair)])


def _reference(of: str, version: str, full: str = "") -> Any:
    """What a deployment would ask a resource for: words that say of which, and in which version."""
    told = {"principalId": f"principal of {of} by {version}"}
    return {"identity": told} if full == "Full" else told


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for quoted, name, sign in TOKEN.findall(text):
        found.append(("name", name) if name else ("sign", sign) if sign else ("text", quoted.replace("''", "'")))
    return found
