"""The activities of a pipeline, at any depth, with what contains them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adfc.model import Data, Resource
from adfc.source import Path

LOOPS = frozenset(("ForEach", "Until"))
BRANCHES = frozenset(("IfCondition", "Switch"))

INNER = {
    "ForEach": ("activities",),
    "Until": ("activities",),
    "IfCondition": ("ifTrueActivities", "ifFalseActivities"),
    "Switch": ("defaultActivities",),
}
"""The lists of activities in a container's typeProperties; a Switch has one more in each of its cases."""


@dataclass(slots=True)
class Dependency:
    """One entry of an activity's `dependsOn`."""

    index: int
    name: str
    """Of the activity it waits for, as written."""
    conditions: tuple[str, ...]


@dataclass(slots=True)
class Activity:
    """One activity, as ADF's JSON has it."""

    pipeline: Resource
    path: Path
    """In the pipeline's properties."""
    body: dict[str, Data]
    name: str
    type: str
    settings: dict[str, Data]
    """Its typeProperties; empty where it has none."""
    dependencies: list[Dependency]
    is_active: bool
    """Whether it runs, and is validated: neither it nor a container of it is switched off."""
    scope: "Scope" = field(repr=False)

    @property
    def policy(self) -> dict[str, Data]:
        """Its policy; empty where it has none."""
        found = self.body.get("policy")
        return found if isinstance(found, dict) else {}

    def in_policy(self, key: str) -> Path:
        """The path of a setting of the policy, of the activity's name where that is not set."""
        return self.at("policy", key) if key in self.policy else self.at("name")

    @property
    def containers(self) -> Iterator["Activity"]:
        """The activities around it, the innermost first."""
        owner = self.scope.owner
        while owner is not None:
            yield owner
            owner = owner.scope.owner

    def at(self, *steps: str | int) -> Path:
        """The path of something in the activity's body."""
        return (*self.path, *steps)


@dataclass(slots=True)
class Scope:
    """Activities that run beside each other: all that `dependsOn` can name in one of them."""

    pipeline: Resource
    owner: Activity | None
    """The container; None for the pipeline itself."""
    activities: list[Activity] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, Activity]:
        """The activities by name in lower case; of several the last."""
        return {one.name.lower(): one for one in self.activities}


def scopes(pipeline: Resource) -> list[Scope]:
    """The pipeline's own activities, then those of each container, in the order in which they are written."""
    found: list[Scope] = []
    _collect(pipeline, None, pipeline.properties.get("activities"), ("activities",), found)
    return found


def _collect(pipeline: Resource, owner: Activity | None, bodies: Data, path: Path, found: list[Scope]) -> None:
    if not isinstance(bodies, list) or not bodies:
        return
    scope = Scope(pipeline, owner)
    found.append(scope)
    for index, body in enumerate(bodies):
        if isinstance(body, dict):
            scope.activities.append(_activity(body, (*path, index), scope))
    for one in scope.activities:
        if one.type in INNER:
            for inner_path, inner in _inner(one):
                _collect(pipeline, one, inner, inner_path, found)


def _activity(body: dict[str, Data], path: Path, scope: Scope) -> Activity:
    settings, waits = body.get("typeProperties"), body.get("dependsOn")
    return Activity(
        scope.pipeline,
        path,
        body,
        str(body.get("name")),
        str(body.get("type")),
        settings if isinstance(settings, dict) else {},
        _dependencies(waits) if isinstance(waits, list) else [],
        body.get("state") != "Inactive" and (scope.owner is None or scope.owner.is_active),
        scope,
    )


def _dependencies(entries: list[Data]) -> list[Dependency]:
    return [
        Dependency(index, entry["activity"], _conditions(entry.get("dependencyConditions")))
        for index, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("activity"), str)
    ]


def _conditions(found: Data) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _inner(owner: Activity) -> Iterator[tuple[Path, Data]]:
    for key in INNER[owner.type]:
        if key in owner.settings:
            yield owner.at("typeProperties", key), owner.settings[key]
    cases = owner.settings.get("cases") if owner.type == "Switch" else None
    for index, case in enumerate(cases if isinstance(cases, list) else ()):
        if isinstance(case, dict):
            yield owner.at("typeProperties", "cases", index, "activities"), case.get("activities")
