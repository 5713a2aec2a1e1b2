"""How what the exporter wrote in earlier years differs from what it writes today, difference by difference."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

DEFAULTS = ("recursive", "compute", "traceLevel", "folder", "partitionOption")
EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: where, in what, theirs and ours."""

    kind: str
    """The collection of the resource, or `parameters`."""
    path: str
    """Keys with dots, list indexes as `*`."""
    what: str
    """`-key` (only theirs has it), `+key` (only ours), `order` (of keys), `length` (of lists) or `value`."""
    theirs: Any
    ours: Any


def differences(kind: str, theirs: Any, ours: Any, path: str = "") -> Iterator[Difference]:
    """What differs between two JSON values, down to the innermost place."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        yield from (Difference(kind, path, f"-{key}", theirs[key], None) for key in theirs.keys() - ours.keys())
        yield from (Difference(kind, path, f"+{key}", None, ours[key]) for key in ours.keys() - theirs.keys())
        common = [key for key in theirs if key in ours]
        if common != [key for key in ours if key in theirs]:
            yield Difference(kind, path, "order", list(theirs), list(ours))
        for key in common:
            yield from differences(kind, theirs[key], ours[key], f"{path}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for one, other in zip(theirs, ours, strict=True):
            yield from differences(kind, one, other, f"{path}.*")
    elif theirs != ours or type(theirs) is not type(ours):
        yield Difference(kind, path, "value", theirs, ours)


Test: TypeAlias = Callable[[Difference], bool]

ERAS: tuple[tuple[str, str, Test], ...] = (
    ("2019-10", "name of the factory told as Data Factory Name", lambda one: one.theirs == "Data Factory Name"),
    (
        "2021-09",
        "pipelines without policy",
        lambda one: (one.kind, one.path, one.what) == ("pipelines", ".properties", "+policy"),
    ),
    ("2022-11", "data flow scripts printed anew", lambda one: one.path.endswith("typeProperties.script")),
    (
        "2023-01",
        "connection strings without default",
        lambda one: one.kind == "parameters" and one.what == "+defaultValue",
    ),
    ("2023-07", "existingClusterId no parameter", lambda one: "existingClusterId" in f"{one.path}{one.what}"),
    ("2023-10", "pipeline policy with cancelAfter", lambda one: one.what == "-cancelAfter"),
    ("2024-01-24", "web activities start with url", lambda one: one.what == "order" and "url" in one.theirs[:1]),
    ("2024-02-15", "ExecutePipeline without policy", lambda one: one.ours == {"secureInput": False}),
    ("2024-02-15", "Databricks: init scripts first", lambda one: one.what == "order" and "clusterOption" in one.theirs),
)
"""The day until which an exporter wrote something else, what it wrote, and how to tell."""

SESSION: tuple[tuple[str, Test], ...] = (
    ("another order of keys", lambda one: one.what == "order"),
    ("a key with nothing in it", lambda one: one.what[0] in "-+" and (one.theirs or one.ours or None) in EMPTY),
    ("a default written out or left out", lambda one: one.what[1:] in DEFAULTS),
    (
        "an expression written as plain text",
        lambda one: isinstance(one.ours, dict) and one.ours.get("value") == one.theirs,
    ),
    ("a time printed anew", lambda one: one.path.endswith("startTime")),
    ("a dependency in another place", lambda one: one.kind == "linkedServices" and ".dependsOn" in one.path),
    ("inline connections of change data capture", lambda one: one.kind == "adfcdcs"),
)
"""What becomes of a resource that was open in its author's browser when it was published, or was written by hand."""


def explained(one: Difference, date: str) -> str:
    """Why the exporter of `date` wrote something else; empty if nobody knows."""
    for until, reason, fits in ERAS:
        if date <= until and fits(one):
            return f"until {until}: {reason}"
    return next((f"in the session: {reason}" for reason, fits in SESSION if fits(one)), "")
