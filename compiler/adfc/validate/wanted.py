"""JSON Schema in a user's words: what a schema asks for, and what stands there instead."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from adfc.model import Data
from adfc.source import Path

TYPE_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}

LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "above {}",
    "exclusiveMaximum": "below {}",
    "minLength": "{} or more characters",
    "maxLength": "{} or fewer characters",
    "pattern": "matching {}",
    "minItems": "{} or more entries",
    "maxItems": "{} or fewer entries",
    "minProperties": "{} or more entries",
    "maxProperties": "{} or fewer entries",
}

ASKS = frozenset(("type", "enum", "const", "oneOf", "anyOf", *LIMITS))
"""The keywords that `wanted` can put in words."""


def resolve(schema: Any, definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema that a reference to `#/$defs/` leads to, under what is written beside it; any other as it is."""
    if not isinstance(schema, Mapping):
        return {}
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if name not in definitions:
        return schema
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return {**resolve(definitions[name], definitions), **beside}


def wanted(schema: Any, definitions: Mapping[str, Any]) -> str:
    """What a schema asks for, e.g. `text or a whole number`; its title where it has one."""
    schema = resolve(schema, definitions)
    if "title" in schema:
        return str(schema["title"])
    if "enum" in schema:
        return joined(f'"{one}"' for one in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return joined(wanted(one, definitions) for one in schema[choice])
    limits = ", ".join(words.format(schema[key]) for key, words in LIMITS.items() if key in schema)
    return _type(schema) + (f" ({limits})" if limits else "")


def _type(schema: Mapping[str, Any]) -> str:
    if schema.get("required") and "properties" in schema:
        return "{" + ", ".join(schema["required"]) + "}"
    kinds = schema.get("type", ())
    words = joined(TYPE_WORDS.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds))
    return words or "something else"


def joined(words: Iterable[str]) -> str:
    """`a, b or c`, each once."""
    each = list(dict.fromkeys(words))
    return " or ".join([", ".join(each[:-1]), each[-1]]) if len(each) > 1 else "".join(each)


def found(instance: Data) -> str:
    """What stands there instead: a scalar as JSON writes it, the keys of a mapping, a list."""
    if isinstance(instance, dict):
        return f"found {{{', '.join(instance)}}}"
    return "found a list" if isinstance(instance, list) else f"found {msgspec.json.encode(instance).decode()}"


def meant(instance: Data, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The word that stands where one of several is wanted, and those: of an enum, or of a choice's words and keys."""
    choices = [resolve(one, definitions) for word in ("oneOf", "anyOf") for one in schema.get(word, ())]
    words = [*schema.get("enum", ()), *(one["const"] for one in choices if "const" in one)]
    if isinstance(instance, str):
        return instance, [word for word in words if isinstance(word, str)]
    keys = [key for one in choices for key in one.get("properties", ())]
    unknown = [key for key in instance if key not in keys] if isinstance(instance, dict) else []
    return (unknown or [""])[0], keys if unknown else []


def dotted(path: Path) -> str:
    """A path as a user would say it: `auth.servicePrincipal`, `keys[0]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
