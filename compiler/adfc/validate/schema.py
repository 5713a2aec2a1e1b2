"""Data against a JSON Schema. The only module that knows JSON Schema engines.

jsonschema-rs gives the fast yes; only data that fails is walked again by jsonschema, whose errors say more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import msgspec

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.source import Path
from adfc.validate.refusal import Complaints, Refusal, Schema, Where

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FOLDER = FilePath(__file__).parents[1] / "schemas"
"""Where the schemas are that come with adfc."""

FAR = 1000
"""The distance of an alternative that the value does not even have the type of."""


@cache
def packaged(name: str) -> Data:
    """A JSON Schema that comes with adfc, by the name of its file."""
    return msgspec.json.decode((FOLDER / name).read_bytes())


def check(data: Data, schema: Schema, where: Where, problems: Problems, what: str) -> bool:
    """Add what `schema` (JSON Schema 2020-12) refuses in `data`; whether it is all good.

    Args:
        data: the value to check.
        schema: the schema, complete in itself.
        where: gives the place of a path inside `data`.
        problems: takes ADF120 (unknown property), ADF121 (missing property), ADF122 (wrong value).
        what: how a message names the thing, e.g. `a linked service of type "http"`.
    """
    refused = refusals(data, schema)
    Complaints(schema, where, problems, what).add(refused)
    return not refused


def refusals(data: Data, schema: Schema) -> list[Refusal]:
    """What `schema` refuses in `data`; of a failed choice, what the alternative that came closest refuses."""
    if _engine(msgspec.json.encode(schema)).is_valid(data):
        return []
    from jsonschema import Draft202012Validator  # noqa: PLC0415 (0.1 s that only a failing project pays)

    errors = Draft202012Validator(schema).iter_errors(data)
    return [leaf for error in errors for leaf in _leaves(_refusal(error))]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a JSON Schema is none: in its engine's words, and where in it."""

    message: str
    path: Path


def fault_of(schema: Schema) -> Fault | None:
    """What is wrong with a JSON Schema; None for a good one."""
    import jsonschema_rs  # noqa: PLC0415 (see `_engine`)

    try:
        _engine(msgspec.json.encode(schema))
    except jsonschema_rs.ValidationError as error:
        return Fault(error.message, tuple(error.instance_path))
    return None


@cache
def _engine(schema: bytes) -> Any:
    import jsonschema_rs  # noqa: PLC0415 (0.04 s that `adfc --help` must not pay)

    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(schema))


def _refusal(error: "ValidationError") -> Refusal:
    choices: dict[Any, list[Refusal]] = {}
    for one in error.context or ():
        choices.setdefault(one.schema_path[0], []).append(_refusal(one))
    return Refusal(
        str(error.validator),
        error.validator_value,
        error.schema if isinstance(error.schema, Mapping) else {},
        tuple(error.absolute_path),
        error.instance,
        error.message,
        tuple(map(tuple, choices.values())),
    )


def _leaves(refusal: Refusal) -> Iterator[Refusal]:
    distances = [_distance(choice, refusal.path) for choice in refusal.choices]
    least = min(distances, default=FAR)
    if least < FAR and distances.count(least) == 1:
        for one in refusal.choices[distances.index(least)]:
            yield from _leaves(one)
    else:
        yield refusal


def _distance(choice: Iterable[Refusal], path: Path) -> int:
    """How far a value is from an alternative: keys that it lacks, keys that it has too many."""
    total = 0
    for one in choice:
        if one.path == path:
            steps = {"required": 1, "additionalProperties": len(one.unknown)} if isinstance(one.instance, dict) else {}
            total += steps.get(one.keyword, FAR)
    return total
