"""What can't be changed in place: the windows of a tumbling window trigger.

The service refuses a new start, frequency or interval (TumblingWindowTriggerStartTimeUpdateNotAllowed,
TumblingWindowTriggerFrequencyOrIntervalUpdateNotAllowed); the way is to delete the trigger and to create it again, and
then every window since its start runs, those that ran before too.

That all else can be changed in place, the type of a resource too, is a guess: no recording was found. Where the service
thinks otherwise, it says so.
"""

from collections.abc import Mapping, Sequence

from adfc.kinds import TRIGGERS, Kind
from adfc.model import Data
from adfc.publish.plan.model import Difference

FIXED = frozenset(("startTime", "frequency", "interval"))


def replaces(kind: Kind, properties: Mapping[str, Data], found: Sequence[Difference]) -> bool:
    """Whether these differences can only come by deleting and creating."""
    if kind is not TRIGGERS or str(properties.get("type")).lower() != "tumblingwindowtrigger":
        return False
    return any(one.path[:1] == ("typeProperties",) and one.path[1:2] and one.path[1] in FIXED for one in found)


def what_runs_again(properties: Mapping[str, Data]) -> str:
    """Which windows run again, in words."""
    settings = properties.get("typeProperties")
    told = settings if isinstance(settings, dict) else {}
    until = f" until {told['endTime']}" if told.get("endTime") else ""
    count, unit = told.get("interval"), str(told.get("frequency", "")).lower()
    every = f"{count} {unit}s" if count != 1 else f"{'an' if unit == 'hour' else 'a'} {unit}"
    return f"deleted and created: every window of {every} since {told.get('startTime')}{until} runs again"
