"""What activities read from and write to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from adfc.kinds import DATASETS
from adfc.model import Data, Resource, name_in
from adfc.rules.activities import Activity
from adfc.rules.survey import Survey
from adfc.source import Path

CONTAINERS = {
    "AzureBlobFSLocation": "fileSystem",
    "AzureBlobStorageLocation": "container",
    "AmazonS3Location": "bucketName",
    "AmazonS3CompatibleLocation": "bucketName",
    "GoogleCloudStorageLocation": "bucketName",
    "OracleCloudStorageLocation": "bucketName",
}
"""The stores of files by the type of their location, with its property that names the container."""


@dataclass(slots=True)
class Side:
    """One side of an activity: the source or sink with the dataset it goes by."""

    activity: Activity
    key: str
    """`source` or `sink`: its place in the typeProperties."""
    body: dict[str, Data]
    """The source or sink itself."""
    dataset: Resource
    dataset_settings: dict[str, Data]
    """The typeProperties of the dataset; empty where it has none."""

    @property
    def path(self) -> Path:
        """Where the source or sink stands."""
        return self.activity.at("typeProperties", self.key)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy whose two sides are known."""

    activity: Activity
    source: Side
    sink: Side


def sides(survey: Survey) -> tuple[Side, ...]:
    """The sources of copies and lookups and the sinks of copies, with their datasets."""
    return survey.once(_sides)


def _sides(survey: Survey) -> Iterator[Side]:
    for one in survey.activities("Copy"):
        for key, references in (("source", one.body.get("inputs")), ("sink", one.body.get("outputs"))):
            if isinstance(references, list) and references:
                yield from _side(survey, one, key, references[0])
    for one in survey.activities("Lookup"):
        yield from _side(survey, one, "source", one.settings.get("dataset"))


def copies(survey: Survey) -> Iterator[Copy]:
    """The copies whose source and sink datasets are both known."""
    for source, sink in pairwise(sides(survey)):
        if source.activity is sink.activity:
            yield Copy(source.activity, source, sink)


def columns(dataset: Resource) -> Mapping[str, Data]:
    """The columns that `dataset` declares, name to type; empty where nothing is said."""
    found = dataset.facts.get("columns")
    return found if isinstance(found, Mapping) else {}


def _side(survey: Survey, activity: Activity, key: str, reference: Data) -> Iterator[Side]:
    body = activity.settings.get(key)
    if isinstance(body, dict):
        dataset = survey.graph.find(DATASETS, name_in(reference))
        if dataset is not None:
            settings = dataset.properties.get("typeProperties")
            yield Side(activity, key, body, dataset, settings if isinstance(settings, dict) else {})
