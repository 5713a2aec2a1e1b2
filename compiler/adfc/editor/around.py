"""The section `environment`: the compiler's own schema as it holds in an editor."""

from typing import Any

from adfc.configure.environment import environment_schema
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.loosen import Loosening

TOGETHER = frozenset(("required", "minProperties", "if", "then"))
"""Keywords that a part of a body, as an override writes it, need not meet."""


def around(definitions: Definitions, *, whole: bool) -> Schema:
    """The schema of the section in a spec, or (not `whole`) of what an override writes of it."""
    strict = environment_schema() if whole else _partial(environment_schema())
    told = {key: value for key, value in strict.items() if key not in ("$schema", "$defs", "title")}
    loose: Schema = Loosening(definitions, strict["$defs"]).schema(told)
    return {**loose, "description": f"{strict['title']}."}


def _partial(schema: Any) -> Any:
    """A schema that takes any part of what it took."""
    if isinstance(schema, list):
        return [_partial(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    names_only = all(isinstance(one, dict) and one.keys() == {"required"} for one in schema.get("oneOf", ({"": 0},)))
    left_out = TOGETHER | ({"oneOf"} if names_only else set())
    return {key: _partial(one) for key, one in schema.items() if key not in left_out}
