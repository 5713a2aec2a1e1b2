"""The variables of a pipeline, and the activities that set them."""

from collections.abc import Mapping

from adfc.model import Data, Resource
from adfc.rules.activities import Activity


def declared(pipeline: Resource) -> Mapping[str, Data]:
    """The variables that `pipeline` declares: name to `{type, defaultValue}`."""
    found = pipeline.properties.get("variables")
    return found if isinstance(found, dict) else {}


def variable_name(activity: Activity) -> str | None:
    """The variable that a SetVariable or AppendVariable activity sets; None where it is not said in plain text."""
    name = activity.settings.get("variableName")
    return name if isinstance(name, str) else None


def is_return_value(activity: Activity) -> bool:
    """Whether the activity sets what the pipeline returns, which nobody declares."""
    return bool(activity.settings.get("setSystemVariable"))
