"""Alternatives of a JSON Schema put together, so that an editor says which key is wrong and not which alternative."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adfc.editor.definitions import Schema
from adfc.validate.wanted import resolve, wanted

CLOSED = frozenset(("type", "additionalProperties", "required", "properties", "title", "description"))
"""The keywords of a mapping that can be put together with others."""


def put_together(choice: Sequence[Any], definitions: Mapping[str, Any]) -> list[Any]:
    """The alternatives, with those that are closed mappings without common keys made into one, which goes first.

    It takes the keys of each, those that an alternative requires together: more than one alternative at a time, where
    an alternative has more than one key. All others stay as they are.
    """
    resolved = [resolve(one, definitions) for one in choice]
    closed = [one for one in resolved if _is_closed(one)]
    keys = [key for one in closed for key in one["properties"]]
    if not closed or len(set(keys)) < len(keys):
        return list(choice)
    others = [one for one, whole in zip(choice, resolved, strict=True) if not _is_closed(whole)]
    return [
        {**_one(closed), "patternErrorMessage": f"{wanted({'anyOf': choice}, definitions)} is wanted here"},
        *others,
    ]


def _is_closed(schema: Mapping[str, Any]) -> bool:
    closed = schema.get("type") == "object" and schema.get("additionalProperties") is False
    return closed and bool(schema.get("properties")) and schema.keys() <= CLOSED


def _one(closed: Sequence[Mapping[str, Any]]) -> Schema:
    return {
        "type": "object",
        "properties": {key: schema for one in closed for key, schema in _described(one)},
        "additionalProperties": False,
        "minProperties": 1,
        "dependentRequired": _together(closed),
    }


def _described(schema: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """The properties; where a mapping has only one, what is said of the mapping is said of its property."""
    properties = schema["properties"]
    about = {"description": schema["description"]} if len(properties) == 1 and "description" in schema else {}
    return [(key, {**about, **one}) for key, one in properties.items()]


def _together(closed: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """By key, the other keys that its alternative requires."""
    return {
        key: [other for other in one["required"] if other != key]
        for one in closed
        if one.get("required")
        for key in one["properties"]
    }
