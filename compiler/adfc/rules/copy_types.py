"""The type of a source or a sink does not fit its dataset.

Each connector has a source and a sink of its own, and the service does not read a Cosmos DB container with the source
for SQL. An activity of type `copy` (lower case) takes both from the dataset, so that nobody can mistake them.

Before:

    activities:
      Copy orders:
        type: Copy
        inputs: [orders_table] # a dataset of type AzureSqlTable
        outputs: [orders_json]
        source: {type: CosmosDbSqlApiSource}
        sink: {type: JsonSink}

After:

    activities:
      Copy orders:
        type: copy
        source: {dataset: orders_table}
        sink: {dataset: orders_json}

Source: https://learn.microsoft.com/azure/data-factory/copy-activity-overview#syntax; the 1,842 sources and 647 sinks
of published factories all fit, those of SQL Server's relatives (Azure SQL, Synapse, Managed Instance) also one for
the other.
"""

import re
from collections.abc import Iterator
from functools import cache

from adfc.adf.model import load
from adfc.diagnostic import Severity
from adfc.rules.copying import sides
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

SUFFIX = re.compile(r"(?:Table|Collection|Resource|Object|Entity|Dataset|File|Cube)$")
"""What the type of a dataset adds to the name of its connector."""

FAMILIES = {
    "azure": "azuretable",
    "azureblob": "blob",
    "azuresql": "sql",
    "azuresqldw": "sql",
    "azuresqlmi": "sql",
    "amazonrdsforsqlserver": "sql",
    "amazons3": "filesystem",
    "commondataserviceforapps": "dynamics",
    "documentdb": "cosmosdbsqlapi",
    "documentdbcollection": "cosmosdbsqlapi",
    "dynamicscrm": "dynamics",
    "fileshare": "filesystem",
    "hdfs": "filesystem",
    "lakehousetable": "lakehouse",
    "salesforceservicecloud": "salesforce",
    "sqldw": "sql",
    "sqlmi": "sql",
    "sqlserver": "sql",
    "warehouse": "sql",
}
"""Connectors whose sources and sinks stand for each other, or whose dataset has another name than they have."""

OPEN = frozenset(("custom", "relational", "web", "http"))
"""Old sources that served several connectors."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every source and sink of another connector than its dataset's; what the model does not know is passed over."""
    for side in sides(survey):
        wanted, found = side.dataset.properties.get("type"), side.body.get("type")
        if not isinstance(wanted, str) or not isinstance(found, str):
            continue
        families = _of_dataset(wanted), _of_side(found, side.key)
        if None not in families and families[0] != families[1]:
            message = f'{found} does not fit the dataset "{side.dataset.name}", which is of type {wanted}'
            fitting = _fitting(families[0], side.key)
            way_out = f"{wanted} goes with {' or '.join(fitting)}" if fitting else f"{wanted} can't be a {side.key}"
            yield Finding(side.activity.pipeline, (*side.path, "type"), message, way_out)


@cache
def _of_dataset(tag: str) -> str | None:
    return _family(SUFFIX.sub("", tag)) if load().union("Dataset").member(tag) else None


@cache
def _of_side(tag: str, key: str) -> str | None:
    known = load().union("CopySource" if key == "source" else "CopySink").member(tag)
    return _family(re.sub(r"(?i)(source|sink)$", "", tag)) if known else None


def _family(stem: str) -> str | None:
    name = stem.lower().removesuffix("v2")
    return None if name in OPEN else FAMILIES.get(name, name)


@cache
def _fitting(family: str | None, key: str) -> list[str]:
    members = load().union("CopySource" if key == "source" else "CopySink").members
    return [tag for tag in members if _of_side(tag, key) == family]


RULE = Rule("ADF451", "copy-types", Severity.ERROR, check)
