"""A copy into Cosmos DB does not bring the container's partition key.

Documents without it all land in one partition, which holds 20 GB and takes a part of the throughput: the container
fills up while the others are empty. Bring the property, or let the container go by one that is there. The key is
the one that the environment declares, or the dataset's `partitionKey`; ADF does not know it.

Before:

    environment:
      cosmosAccounts:
        covid-cdb:
          location: Central US
          databases: {Australia: {containers: {cases: {partitionKey: /updated}}}}
    linkedServices:
      covid: {type: cosmos, account: covid-cdb}
    datasets:
      cases_rows: {type: azure_sql, linkedService: db, table: cases, columns: {id: nvarchar, day: date}}
      cases_documents: {type: cosmos, linkedService: covid, container: cases}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: cases_rows}, sink: {dataset: cases_documents}}

After:

    environment:
      cosmosAccounts:
        covid-cdb:
          location: Central US
          databases: {Australia: {containers: {cases: {partitionKey: /day}}}}
    linkedServices:
      covid: {type: cosmos, account: covid-cdb}
    datasets:
      cases_rows: {type: azure_sql, linkedService: db, table: cases, columns: {id: nvarchar, day: date}}
      cases_documents: {type: cosmos, linkedService: covid, container: cases}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: cases_rows}, sink: {dataset: cases_documents}}

Source: https://learn.microsoft.com/azure/cosmos-db/partitioning-overview.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Resource
from adfc.rules.around import partition_key, thing_of
from adfc.rules.copying import copies
from adfc.rules.cosmos_id import SINK
from adfc.rules.flow import arriving
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.source import Path
from adfc.suggest import closest


def check(survey: Survey) -> Iterator[Finding]:
    """Every copy into a container whose partition key is not among what arrives."""
    for copy in copies(survey):
        if copy.sink.body.get("type") != SINK:
            continue
        key, brought = key_of(survey, copy.sink.dataset), arriving(survey, copy)
        name = first_of(key)
        if name and brought and name not in brought:
            container = copy.sink.dataset_settings.get("collectionName", copy.sink.dataset.name)
            message = f'no "{name}" comes into container "{container}", whose partition key is "{key}"'
            guess = closest(name, brought)
            way_out = f'"{guess}" comes: letter case counts' if guess else f"known: {', '.join(brought)}"
            place = _declared(survey, copy.sink.dataset)
            yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True, elsewhere=place)


def key_of(survey: Survey, dataset: Resource) -> str:
    """The path of a container's (first) partition key; empty where it is not known."""
    own = dataset.facts.get("partitionKey")
    thing = thing_of(dataset, survey)
    return own if isinstance(own, str) else partition_key(thing) if thing else ""


def first_of(key: str) -> str:
    """The property of the document that holds the key, or the first part of it."""
    return key.strip("/").partition("/")[0].strip('"')


def _declared(survey: Survey, dataset: Resource) -> tuple[tuple[str, Resource, Path], ...]:
    thing = thing_of(dataset, survey)
    if thing is None or not partition_key(thing):
        return ()
    path = ("databases", str(thing.store.database), "containers", thing.name, "partitionKey")
    return (("the partition key is declared here", thing.store.part, path),)


RULE = Rule("ADF494", "partition-key", Severity.WARNING, check)
