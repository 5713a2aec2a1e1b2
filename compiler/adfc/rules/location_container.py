"""The location of a dataset does not say in which container it is.

A location in Azure Data Lake Storage names its `fileSystem`, one in Blob storage its `container`, one in S3 or Google
Cloud its `bucketName`. Without, a copy from there fails, unless a data flow or a linked service's URL says it.

Before:

    datasets:
      orders:
        type: Json
        linkedServiceName: lake
        location: {type: AzureBlobFSLocation, folderPath: orders}

After:

    datasets:
      orders:
        type: Json
        linkedServiceName: lake
        location: {type: AzureBlobFSLocation, fileSystem: raw, folderPath: orders}

Source: https://learn.microsoft.com/azure/data-factory/connector-azure-data-lake-storage#dataset-properties; 11 of 973
such datasets in published factories leave it out, so this is a warning.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import DATASETS
from adfc.rules.copying import CONTAINERS
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every location without the name of its container."""
    for dataset in survey.factory.of(DATASETS):
        settings = dataset.properties.get("typeProperties")
        location = settings.get("location") if isinstance(settings, dict) else None
        wanted = CONTAINERS.get(str(location.get("type"))) if isinstance(location, dict) else None
        if wanted and isinstance(location, dict) and not location.get(wanted):
            message = f'the {location["type"]} of "{dataset.name}" has no "{wanted}"'
            path = ("typeProperties", "location")
            yield Finding(dataset, path, message, f"name the container with {wanted}", key=True)


RULE = Rule("ADF456", "location-container", Severity.WARNING, check)
