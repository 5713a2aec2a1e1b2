"""Bodies in ADF's own types without `typeProperties`: the way back of `lower.flatten`."""

from collections.abc import Sequence

from adfc.adf.model import TYPE_PROPERTIES
from adfc.diagnostic import Problems
from adfc.importer.lift.nowhere import nowhere
from adfc.lower.flatten import unflatten
from adfc.model import Data

ORDERS = {
    "Activity": (
        (
            "description", "type", "after", "dependsOn", "state", "onInactiveMarkAs", "linkedServiceName",
            "inputs", "outputs",
        ),
        (
            "policy", "userProperties",
            "ifTrueActivities", "ifFalseActivities", "cases", "defaultActivities", "activities",
        ),
    ),
    "Pipeline": (("description", "folder", "annotations", "parameters", "variables", "concurrency"), ("activities",)),
    "Trigger": (("description", "type", "state"), ("annotations", "pipeline", "pipelines")),
    "": (
        ("description", "type", "linkedServiceName", "linkedService"),
        ("parameters", "columns", "schema", "connectVia", "folder", "annotations"),
    ),
}  # fmt: skip
"""By union (or shape) of the model, what comes first and what last: what a thing is, then what it contains."""


def flattened(body: dict[str, Data], union: str, ours: Sequence[str] = ()) -> dict[str, Data]:
    """The body with what stands under `typeProperties` beside `type`, if lowering puts every key back.

    Args:
        body: a member of `union` in ADF's structure; its values may be in the short forms of specs.
        union: the union of the model whose member the body's type is.
        ours: keys that are ours and never moved.
    """
    inner = body.get(TYPE_PROPERTIES, {})
    if inner is None:  # to a spec null says that there are none
        return {**body, TYPE_PROPERTIES: {"literal": None}}
    if isinstance(body.get("schema"), str):  # to a spec a text is the name of a table's schema, in the wrong place
        body = {**body, "schema": {"literal": body["schema"]}}
    trials = [body, {**body, TYPE_PROPERTIES: None}]
    rest = {key: value for key, value in body.items() if key != TYPE_PROPERTIES}
    if isinstance(inner, dict) and inner and inner.keys().isdisjoint(rest):
        trials.insert(0, {**rest, **inner})
    return next((one for one in trials if _becomes(one, body, union, ours)), body)


def _becomes(trial: dict[str, Data], body: dict[str, Data], union: str, ours: Sequence[str]) -> bool:
    problems = Problems()
    return unflatten(trial, union, nowhere, problems, ours) == body and not problems.found


def readable(body: dict[str, Data], name: str = "") -> dict[str, Data]:
    """The body with its keys in the order in which a person writes them; `name` is that of its union or shape."""
    starts, ends = ORDERS.get(name, ORDERS[""])
    first = {key: body[key] for key in starts if key in body}
    last = {key: body[key] for key in ends if key in body}
    return first | {key: value for key, value in body.items() if key not in last and key not in first} | last
