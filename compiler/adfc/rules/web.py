"""Activities that send HTTP requests."""

from collections.abc import Iterator

from adfc.rules.activities import Activity
from adfc.rules.survey import Survey


def web_activities(survey: Survey) -> Iterator[Activity]:
    """The activities that send a request to a URL of their own."""
    yield from survey.activities("WebActivity", "WebHook", "AzureFunctionActivity")


def is_secured(activity: Activity, flag: str) -> bool:
    """Whether the policy's `flag` (`secureInput`, `secureOutput`) keeps something out of the logs."""
    return activity.policy.get(flag) not in (None, False)
