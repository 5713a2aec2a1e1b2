"""The settings of a source or a sink are those of another store than its dataset's.

They were left behind when the dataset moved to another store. What they say (wildcards, partitions, block sizes) is
meant for the old one. An activity of type `copy` (lower case) takes them from the dataset.

Before:

    activities:
      Copy orders:
        type: Copy
        inputs: [lake_file] # its location is an AzureBlobFSLocation
        outputs: [orders_json]
        source: {type: JsonSource, storeSettings: {type: HttpReadSettings, requestMethod: GET}}
        sink: {type: JsonSink}

After:

    activities:
      Copy orders:
        type: copy
        source: {dataset: lake_file}
        sink: {dataset: orders_json}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-data-lake-storage#copy-activity-properties;
one published factory of 81 has such a copy.
"""

import re
from collections.abc import Iterator
from functools import cache

from adfc.diagnostic import Severity
from adfc.model import Data
from adfc.rules.copying import Side, sides
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

LOCATION = re.compile(r"(?:Server)?Location$")
SETTINGS = re.compile(r"(?:Server)?(?:Read|Write)Settings?$")


def check(survey: Survey) -> Iterator[Finding]:
    """Every storeSettings whose store is not that of the dataset's location."""
    for side in sides(survey):
        location, settings = _tag(side.dataset_settings, "location"), _tag(side.body, "storeSettings")
        if location and settings and _differ(location, settings):
            yield _finding(side, location, settings)


@cache
def _differ(location: str, settings: str) -> bool:
    return LOCATION.sub("", location) != SETTINGS.sub("", settings)


def _tag(body: dict[str, Data], key: str) -> str:
    found = body.get(key)
    return str(found.get("type", "")) if isinstance(found, dict) else ""


def _finding(side: Side, location: str, settings: str) -> Finding:
    message = f'{settings} are not for the dataset "{side.dataset.name}", whose location is of type {location}'
    wanted = LOCATION.sub("", location) + ("ReadSettings" if side.key == "source" else "WriteSettings")
    return Finding(side.activity.pipeline, (*side.path, "storeSettings", "type"), message, f"write {wanted}")


RULE = Rule("ADF452", "store-settings", Severity.WARNING, check)
