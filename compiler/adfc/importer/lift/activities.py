"""Activities as a mapping of names, `dependsOn` as `after`, Copy as `copy`: the way back of `lower.activities`."""

from collections.abc import Callable

from adfc.adf.model import TYPE_PROPERTIES
from adfc.configure.overrides import BY_NAME
from adfc.importer.lift.flatten import flattened, readable
from adfc.lower.activities import CONDITIONS
from adfc.model import Data
from adfc.source import Path

AsCopy = Callable[[dict[str, Data], Path], dict[str, Data] | None]
"""Takes a Copy activity whose values are lifted, and its path in the pipeline; gives our `copy`, or None."""


def lifted_activities(listed: Data, path: Path, as_copy: AsCopy) -> Data:
    """A list of activities as a mapping from name to body; still a list where names are missing or not unique.

    Args:
        listed: what stands under `activities` or a key like it, its values in the short forms of specs.
        path: where it stands in the pipeline's properties, in ADF's structure.
        as_copy: makes our `copy` of a Copy activity.
    """
    if not isinstance(listed, list):
        return listed
    lifted = [_activity(one, (*path, index), as_copy) for index, one in enumerate(listed)]
    names = [one.get("name") if isinstance(one, dict) else None for one in lifted]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return lifted
    return {name: {k: v for k, v in one.items() if k != "name"} for name, one in zip(names, lifted, strict=True)}


def _activity(activity: Data, path: Path, as_copy: AsCopy) -> Data:
    """One activity; what lowering would not look into stays as it is."""
    if not isinstance(activity, dict) or not isinstance(activity.get("name"), str):
        return activity
    copy = as_copy(activity, path) if activity.get("type") == "Copy" else None
    if copy is None:
        inner = activity.get(TYPE_PROPERTIES)
        if isinstance(inner, dict):
            activity = {**activity, TYPE_PROPERTIES: _containers(inner, (*path, TYPE_PROPERTIES), as_copy)}
        copy = flattened(activity, "Activity", ("after",))
    return {"name": activity["name"], **readable(with_after(copy), "Activity")}


def _containers(inner: dict[str, Data], path: Path, as_copy: AsCopy) -> dict[str, Data]:
    changed = {key: lifted_activities(inner[key], (*path, key), as_copy) for key in BY_NAME if key in inner}
    cases = inner.get("cases")
    if isinstance(cases, list):
        changed["cases"] = [_case(case, (*path, "cases", index), as_copy) for index, case in enumerate(cases)]
    return {**inner, **changed}


def _case(case: Data, path: Path, as_copy: AsCopy) -> Data:
    if not isinstance(case, dict) or "activities" not in case:
        return case
    return {**case, "activities": lifted_activities(case["activities"], (*path, "activities"), as_copy)}


def with_after(activity: dict[str, Data]) -> dict[str, Data]:
    """The activity with `after` in place of `dependsOn`, where that says all of it."""
    edges = activity.get("dependsOn")
    if not isinstance(edges, list) or not edges or not all(map(_is_edge, edges)) or "after" in activity:
        return activity
    after = [_edge(one["activity"], one["dependencyConditions"]) for one in edges]
    return {key: value for key, value in activity.items() if key != "dependsOn"} | {"after": after}


def _is_edge(edge: Data) -> bool:
    if not isinstance(edge, dict) or edge.keys() != {"activity", "dependencyConditions"}:
        return False
    conditions = edge["dependencyConditions"]
    known = isinstance(conditions, list) and all(one in CONDITIONS for one in conditions)
    return known and isinstance(edge["activity"], str)


def _edge(name: str, conditions: list[str]) -> Data:
    if conditions == ["Succeeded"]:
        return name
    return {name: conditions[0] if len(conditions) == 1 else conditions}
