"""What Data Factory and Resource Manager accept at most: each figure with its page, and the date of that page."""

from collections.abc import Mapping
from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
MINUTE = 60
DAY = 24 * 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Page:
    """A page of Microsoft's documentation, and the date it gives itself in the edition that was read."""

    url: str
    date: str


LEARN = "https://learn.microsoft.com/azure"
SERVICE_LIMITS = Page(f"{LEARN}/azure-resource-manager/management/azure-subscription-service-limits", "2026-08-04")
"""Its tables of Data Factory and of templates. In 2024 the first allowed 80 activities, and 120 on request."""
FOR_EACH = Page(f"{LEARN}/data-factory/control-flow-for-each-activity", "2022-10-26")
LOOKUP = Page(f"{LEARN}/data-factory/control-flow-lookup-activity", "2021-02-25")
TUMBLING_WINDOW = Page(f"{LEARN}/data-factory/how-to-create-tumbling-window-trigger", "2020-10-25")


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest figure that is accepted; the smallest for a limit whose name begins with `shortest`."""

    figure: int
    what: str
    """What is counted, as a message names it: `activities in a pipeline, inner ones included`."""
    page: Page = SERVICE_LIMITS


LIMITS: Mapping[str, Limit] = {
    # A factory.
    "entitiesPerFactory": Limit(5_000, "resources in a factory"),
    "activitiesPerPipeline": Limit(120, "activities in a pipeline, inner ones included"),
    "parametersPerPipeline": Limit(50, "parameters of a pipeline"),
    "expressionLength": Limit(8_192, "characters of an expression"),
    "pipelineSize": Limit(200 * KIB, "bytes of a pipeline"),
    "datasetSize": Limit(2_000 * KIB, "bytes of a dataset; 100 KB before support raises it"),
    "linkedServiceSize": Limit(2_000 * KIB, "bytes of a linked service; 100 KB before support raises it"),
    "activityPayload": Limit(896 * KIB, "bytes of an activity with its datasets and linked services"),
    "dataIntegrationUnits": Limit(256, "data integration units of a copy"),
    "forEachItems": Limit(100_000, "items of a ForEach"),
    "forEachBatchCount": Limit(50, "iterations of a ForEach at a time", FOR_EACH),
    "lookupRows": Limit(5_000, "rows that a Lookup returns; it drops the others", LOOKUP),
    "lookupTimeout": Limit(DAY, "seconds of a Lookup", LOOKUP),
    "longestTimeout": Limit(7 * DAY, "seconds of an activity's timeout"),
    "shortestTimeout": Limit(10 * MINUTE, "seconds of an activity's timeout"),
    "shortestTumblingWindow": Limit(5 * MINUTE, "seconds of a tumbling window", TUMBLING_WINDOW),
    "tumblingWindowConcurrency": Limit(50, "runs of a tumbling window at a time", TUMBLING_WINDOW),
    # A deployment of Resource Manager.
    "templateParameters": Limit(256, "parameters of a template"),
    "templateVariables": Limit(256, "variables of a template"),
    "templateResources": Limit(800, "resources of a template"),
    "templateOutputs": Limit(64, "outputs of a template"),
    "templateExpressionLength": Limit(24_576, "characters of a template expression"),
    "templateSize": Limit(4 * MIB, "bytes of a template"),
    "parameterFileSize": Limit(4 * MIB, "bytes of a parameter file"),
    "resourceSize": Limit(MIB, "bytes of a resource in a template"),
    "writesPerHour": Limit(1_200, "write calls to Resource Manager in an hour"),
    "readsPerHour": Limit(12_500, "read calls to Resource Manager in an hour"),
}
"""By the name that a project may use to say that its own figure is another."""
