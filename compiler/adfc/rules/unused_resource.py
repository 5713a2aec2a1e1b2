"""Nothing in the factory refers to a resource.

It is deployed, counts for the limit of the factory, and every reader has to find out that it does nothing.

Before:

    linkedServices:
      lake: {type: adls, url: https://lake.dfs.core.windows.net}
      old_lake: {type: adls, url: https://old.dfs.core.windows.net}
    datasets:
      orders: {type: json, linkedService: lake, fileSystem: raw, fileName: orders.json}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders}, sink: {dataset: orders_table}}

After:

    linkedServices:
      lake: {type: adls, url: https://lake.dfs.core.windows.net}
    datasets:
      orders: {type: json, linkedService: lake, fileSystem: raw, fileName: orders.json}
    pipelines:
      load:
        activities:
          Copy: {type: copy, source: {dataset: orders}, sink: {dataset: orders_table}}

Source: the template checker of Paul Andrew, and adf-lint.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import CREDENTIALS, DATA_FLOWS, DATASETS, INTEGRATION_RUNTIMES, LINKED_SERVICES
from adfc.model import Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

USED_BY_OTHERS = (DATASETS, LINKED_SERVICES, DATA_FLOWS, CREDENTIALS, INTEGRATION_RUNTIMES)
"""Kinds that do nothing unless something refers to them."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every dataset, linked service, data flow, credential and integration runtime that nothing refers to."""
    for resource in survey.factory.resources:
        if resource.kind in USED_BY_OTHERS and not survey.graph.users(resource) and not _is_default(resource):
            message = f'nothing refers to the {resource.kind.noun} "{resource.name}"'
            yield Finding(resource, (), message, "take it out if nothing outside the project needs it", key=True)


def _is_default(resource: Resource) -> bool:
    """Whether it is the integration runtime that is in use wherever nothing names one."""
    return resource.kind is INTEGRATION_RUNTIMES and resource.name.lower() == "autoresolveintegrationruntime"


RULE = Rule("ADF611", "unused-resource", Severity.INFO, check)
