"""A source reads every file of a folder.

Its dataset names no file, and the source has no wildcard, prefix or list of files. That is what you want for a folder
of parts, and a surprise where something else puts a file there. A wildcard says that it is meant.

Before:

    activities:
      Copy orders:
        type: copy
        source: {dataset: orders_folder}
        sink: {dataset: orders}

After:

    activities:
      Copy orders:
        type: copy
        source: {dataset: orders_folder, wildcardFileName: "*.json"}
        sink: {dataset: orders}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-blob-storage#blob-storage-as-a-source-type; all
518 such sources of published factories have a wildcard.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.copying import CONTAINERS, Side, sides
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

CHOOSING = ("wildcardFileName", "wildcardFolderPath", "fileListPath", "prefix", "modifiedDatetimeStart")
"""Settings of a source that choose files."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every source of a folder in a store of files, without anything that chooses among them; whole files aside."""
    for side in sides(survey):
        if side.key == "source" and side.dataset.properties.get("type") != "Binary" and _is_folder(side):
            settings = side.body.get("storeSettings")
            if not isinstance(settings, dict) or not any(settings.get(key) for key in CHOOSING):
                message = f'"{side.activity.name}" reads every file of the folder: "{side.dataset.name}" names none'
                way_out = 'name a file in the dataset, or say wildcardFileName: "*" in the source if all are meant'
                yield Finding(side.activity.pipeline, side.path, message, way_out, key=True)


def _is_folder(side: Side) -> bool:
    location = side.dataset_settings.get("location")
    return isinstance(location, dict) and str(location.get("type")) in CONTAINERS and not location.get("fileName")


RULE = Rule("ADF457", "read-all-files", Severity.WARNING, check)
