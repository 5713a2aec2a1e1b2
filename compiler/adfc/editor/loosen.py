"""The JSON Schemas of connectors and patterns as they hold in an editor: before variables are replaced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adfc.editor.choices import put_together
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.texts import COMPUTED
from adfc.editor.values import EXPRESSION
from adfc.validate.wanted import wanted

HERE = "#/$defs/"
ONE = ("items", "additionalProperties", "contains")
MANY = ("allOf", "prefixItems")
CHOICES = ("anyOf", "oneOf")
NAMED = ("properties", "patternProperties", "dependentSchemas")
EXACT = ("not", "propertyNames")
"""Keywords whose schemas stay as they are: what they say must hold for sure, or is said of names."""
STRICT = frozenset(("const", "enum", "pattern", "minLength", "maxLength", "format"))
"""Keywords that a text known later can't meet."""
ASIDE = frozenset(("$schema", "$id", "$defs", "if", "then", "else", *CHOICES))
SAYING = ("title", "description", "default", "examples")


@dataclass(frozen=True, slots=True)
class Loosening:
    """Loosens one schema; its own definitions go where those of the whole are."""

    definitions: Definitions
    own: Mapping[str, Any]
    """The schema's `$defs`."""

    def schema(self, strict: Any) -> Any:
        """The schema that, wherever it takes a value, also takes nothing (null) or what is known later.

        That is a text that holds a variable or an expression, or an Expression object. A variable may be of any type:
        what stands in its place is not looked at.
        """
        if not isinstance(strict, dict):
            return strict
        if "$ref" in strict:
            return {**self._reference(strict["$ref"], loose=True), **_saying(strict)}
        loose = {key: self._below(key, value) for key, value in strict.items() if key not in ASIDE}
        for choice in CHOICES:  # a text known later fits every alternative, so of oneOf more than one
            if choice in strict:
                loose["anyOf"] = [self.schema(one) for one in put_together(strict[choice], self.own)]
        if "if" in strict:
            loose["allOf"] = [*loose.get("allOf", ()), *self._condition(strict)]
        if STRICT & loose.keys():
            bare = {key: value for key, value in loose.items() if key not in SAYING}
            return {"anyOf": [bare, self.definitions.ref("later", _later)], **_saying(loose)}
        return self._widened(loose, strict) if "type" in loose else loose

    def properties(self, strict: Mapping[str, Any]) -> Schema:
        """The properties of a schema, loosened."""
        loose: Schema = self._below("properties", strict.get("properties", {}))
        return loose

    def _condition(self, strict: Mapping[str, Any]) -> list[Schema]:
        """`then` where the condition holds for sure, `else` where it can't hold whatever the variables are."""
        surely = {"if": self._exact(strict["if"]), "then": self.schema(strict.get("then", True))}
        never = {"if": self.schema(strict["if"]), "else": self.schema(strict.get("else", True))}
        return [surely, never]

    def _widened(self, loose: Schema, strict: Mapping[str, Any]) -> Schema:
        """The schema whose `type` also takes what is known later: any text where it took texts."""
        kinds = [loose["type"]] if isinstance(loose["type"], str) else loose["type"]
        types = list(dict.fromkeys((*kinds, "string", "null")))
        text = {} if "string" in kinds else {"pattern": COMPUTED}
        meant = f"{wanted(strict, self.own)} is wanted here"
        if "object" in kinds:
            return {"patternErrorMessage": meant, **loose, **text, "type": types}
        told = {"errorMessage": meant}
        value = {key: one for key, one in loose.items() if key not in SAYING}
        # The type stands twice: an editor that completes the key looks for it here.
        place = {"type": [*types, "object"], "if": self.definitions.ref("evaluated", _evaluated), **told}
        return {**_saying(loose), **place, "else": {**told, **value, **text, "type": types}}

    def _below(self, keyword: str, value: Any) -> Any:
        if keyword in ONE:
            return self.schema(value)
        if keyword in MANY:
            return [self.schema(one) for one in value]
        if keyword in NAMED:
            return {name: self.schema(one) for name, one in value.items()}
        return self._exact(value) if keyword in EXACT else value

    def _exact(self, value: Any) -> Any:
        """The value of a keyword as it is, its references led to where the definitions go."""
        if isinstance(value, list):
            return [self._exact(one) for one in value]
        if not isinstance(value, dict):
            return value
        target = value.get("$ref")
        if isinstance(target, str):
            return self._reference(target, loose=False)
        return {key: self._exact(one) for key, one in value.items()}

    def _reference(self, target: str, *, loose: bool) -> Schema:
        """A reference to one of the schema's own definitions; what refers elsewhere takes anything."""
        name = target.removeprefix(HERE)
        if not target.startswith(HERE) or name not in self.own:
            return {}
        made, put = (self.schema, "connector") if loose else (self._exact, "connector.exact")
        return self.definitions.share(f"{put}.{name}", self._behind(name), lambda: made(self.own[name]))

    def _behind(self, name: str) -> dict[str, Any]:
        """The definition `name` and all that it leads to: what makes two definitions of that name the same."""
        found: dict[str, Any] = {}
        names = [name]
        while names:
            name = names.pop()
            if name in self.own and name not in found:
                found[name] = self.own[name]
                names += _names(self.own[name])
        return found


def _names(value: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to itself."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key == "$ref" and isinstance(one, str):
            yield one.removeprefix(HERE)
        else:
            yield from _names(one)


def _saying(schema: Schema) -> Schema:
    return {key: schema[key] for key in SAYING if key in schema}


def _evaluated() -> Schema:
    return {"type": "object", "required": ["type", "value"], "properties": EXPRESSION}


def _later() -> Schema:
    return {**_evaluated(), "type": ["string", "null", "object"], "pattern": COMPUTED}
