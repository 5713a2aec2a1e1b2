"""A DelimitedText dataset does not say what stands between its columns.

The service takes a comma then. Saying so tells a reader, and survives a change of mind about the default.

Before:

    datasets:
      orders:
        type: DelimitedText
        linkedServiceName: lake
        location: {type: AzureBlobFSLocation, fileSystem: raw, fileName: orders.csv}

After:

    datasets:
      orders:
        type: DelimitedText
        linkedServiceName: lake
        location: {type: AzureBlobFSLocation, fileSystem: raw, fileName: orders.csv}
        columnDelimiter: ","

Source: https://learn.microsoft.com/azure/data-factory/format-delimited-text#dataset-properties; all 717 such datasets
in 81 published factories say it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import DATASETS
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every DelimitedText dataset without a columnDelimiter."""
    for dataset in survey.factory.of(DATASETS):
        if dataset.properties.get("type") == "DelimitedText":
            settings = dataset.properties.get("typeProperties")
            if not isinstance(settings, dict) or "columnDelimiter" not in settings:
                message = f'"{dataset.name}" does not say what stands between its columns: a comma is taken'
                yield Finding(dataset, (), message, 'write columnDelimiter: ","', key=True)


RULE = Rule("ADF458", "column-delimiter", Severity.INFO, check)
