"""What Resource Manager makes of a template and a parameter file, for the few functions that adfc emits."""

import json
import re
from typing import Any

TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z]+)|(.))")


def deployed(template: Any, parameters: Any, secrets: str = "a secret") -> dict[str, Any]:
    """The resources of a deployment: by type and name their properties, and the ids they depend on.

    A secure parameter that the file leaves out is given as `<secrets> of <name>`, as a release pipeline would.
    """
    given = {name: one["value"] for name, one in parameters["parameters"].items()}
    unknown = given.keys() - template["parameters"].keys()
    assert not unknown, f"Resource Manager refuses a parameter that the template does not declare: {unknown}"
    values = {name: _value(name, one, given, secrets) for name, one in template["parameters"].items()}
    scope = _Scope(values, template["variables"])
    resources = [one for one in template["resources"] if scope.evaluate(one.get("condition", True))]
    return {
        f"{one['type']} {scope.evaluate(one['name'])}": {
            "properties": scope.evaluate(one["properties"]),
            "dependsOn": sorted(scope.evaluate(one["dependsOn"])),
        }
        for one in resources
    }


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
            return {key: self.evaluate(child) for key, child in value.items()}
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
        while tokens and tokens[0] == ("sign", "["):
            tokens.pop(0)
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
        }
        return functions[name](*arguments)


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for quoted, name, sign in TOKEN.findall(text):
        found.append(("name", name) if name else ("sign", sign) if sign else ("text", quoted.replace("''", "'")))
    return found
