"""A copy into Cosmos DB does not bring the container's partition key.

Documents without it all land in one partition, which holds 20 GB and takes a part of the throughput: the container
fills up while the others are empty. Bring the property, or let the container go by one that is there.

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

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Data
from adfc.rules.around import partition_key, thing_of
from adfc.rules.copy_columns import has_query
from adfc.rules.copying import Copy, columns, copies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.suggest import closest

MEMBER = re.compile(r"\$(?:\.|\['|\[\")(?P<name>[^.'\"\]]+)")
"""The first name of a JSON path."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every copy into a container of the environment whose known columns lack the partition key."""
    for copy in copies(survey):
        thing = thing_of(copy.sink.dataset, survey)
        key = partition_key(thing) if thing else ""
        brought = _brought(copy)
        name = key.strip("/").partition("/")[0].strip('"')
        if thing and name and brought and name not in brought:
            message = f'no "{name}" comes into container "{thing.name}", whose partition key is "{key}"'
            guess = closest(name, brought)
            way_out = f'"{guess}" comes: letter case counts' if guess else f"known: {', '.join(brought)}"
            path = ("databases", str(thing.store.database), "containers", thing.name, "partitionKey")
            place = ("the partition key is declared here", thing.store.part, path)
            yield Finding(copy.activity.pipeline, copy.sink.path, message, way_out, key=True, elsewhere=(place,))


def _brought(copy: Copy) -> list[str]:
    """The names at the top of the documents that are written; none where they are not known."""
    translator = copy.activity.settings.get("translator")
    listed = translator.get("mappings") if isinstance(translator, dict) else None
    if isinstance(listed, list) and listed:
        names = [_top(one.get("sink")) if isinstance(one, dict) else "" for one in listed]
        return names if all(names) else []
    return [] if has_query(copy) else list(columns(copy.source.dataset))


def _top(sink: Data) -> str:
    if not isinstance(sink, dict):
        return ""
    path = MEMBER.match(str(sink.get("path", "")))
    return str(sink.get("name", "")) or (path["name"] if path else "")


RULE = Rule("ADF494", "partition-key", Severity.WARNING, check)
