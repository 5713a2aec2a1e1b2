"""An activity may run for as long as the service's default allows.

That is twelve hours, and was seven days until 2022: an activity that hangs costs money all that time and holds up
what waits for it. Control activities have no timeout and are not meant.

Before:

    activities:
      Copy orders:
        type: copy
        source: {dataset: orders_json}
        sink: {dataset: orders}

After:

    activities:
      Copy orders:
        type: copy
        policy: {timeout: "0.01:00:00"}
        source: {dataset: orders_json}
        sink: {dataset: orders}

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-policy; a third of the
activities in published factories still say seven days.
"""

from collections.abc import Iterator
from functools import cache

from adfc.adf.model import load
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

DEFAULTS = frozenset(("7.00:00:00", "0.12:00:00", None))
"""Timeouts that nobody chose."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity with a policy of its own and a timeout that nobody chose."""
    for one in survey.activities(*_timed()):
        timeout = _timeout(one)
        if timeout in DEFAULTS:
            what = f"the default of {timeout}" if timeout else "the service's default, twelve hours"
            message = f'"{one.name}" may run for {what}'
            yield Finding(one.pipeline, one.in_policy("timeout"), message, "say how long it may take in policy.timeout")


@cache
def _timed() -> tuple[str, ...]:
    """The types of activities that have a policy."""
    return tuple(tag for tag, shape in load().union("Activity").members.items() if "policy" in shape.fields)


def _timeout(one: Activity) -> str | None:
    found = one.policy.get("timeout")
    return found if found is None else str(found)


RULE = Rule("ADF471", "default-timeout", None, check)
