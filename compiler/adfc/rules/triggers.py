"""Triggers, and the pipelines they run."""

from collections.abc import Sequence

from adfc.kinds import TRIGGERS
from adfc.model import Data, Resource
from adfc.rules.survey import Survey

TUMBLING = "TumblingWindowTrigger"


def triggers(survey: Survey, *types: str) -> Sequence[Resource]:
    """The triggers of the factory, those of `types` only where some are named."""
    return [one for one in survey.factory.of(TRIGGERS) if not types or one.properties.get("type") in types]


def is_started(trigger: Resource) -> bool:
    """Whether the trigger is to run once it is published."""
    return trigger.properties.get("runtimeState") == "Started"


def pipelines_of(trigger: Resource) -> list[Data]:
    """The references to pipelines with their parameters: a tumbling window trigger has one, the others have a list."""
    found = trigger.properties.get("pipelines")
    several = found if isinstance(found, list) else []
    single = trigger.properties.get("pipeline")
    return [one for one in [*several, single] if isinstance(one, dict) and one.get("pipelineReference")]


def settings(trigger: Resource) -> dict[str, Data]:
    """The typeProperties of the trigger; empty where it has none."""
    found = trigger.properties.get("typeProperties")
    return found if isinstance(found, dict) else {}
