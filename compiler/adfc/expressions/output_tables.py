"""The properties of outputs that Microsoft documents, by type of activity.

Sources, all below https://learn.microsoft.com/azure/data-factory/: copy-activity-monitoring (output of Copy),
control-flow-lookup-activity, control-flow-get-metadata-activity, control-flow-filter-activity,
control-flow-validation-activity, delete-activity, transform-data-using-script, transform-data-databricks-notebook,
control-flow-execute-data-flow-activity, tutorial-pipeline-return-value, control-flow-web-activity; for the properties
of `activity('x')` itself the REST contract of an activity run
(https://learn.microsoft.com/rest/api/datafactory/activity-runs/query-by-pipeline-run), and 4,500 uses in published
factories.
"""

from collections.abc import Mapping

from adfc.expressions.scope import DOUBTFUL, OUTPUT
from adfc.expressions.types import (
    ANY,
    ARRAY,
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    PLAIN,
    STRING,
    Type,
    array_of,
    object_of,
)

_TEXT, _COUNT, _FLAG, _LIST, _THING = (PLAIN[kind] for kind in (STRING, INTEGER, BOOLEAN, ARRAY, OBJECT))
_SOME = PLAIN[NUMBER]

COMMON: Mapping[str, Type] = {
    "effectiveIntegrationRuntime": _TEXT,
    "effectiveIntegrationRuntimes": ANY,
    "billingReference": ANY,
    "durationInQueue": _THING,
    "executionDuration": _SOME,
}
"""What the service adds to the output of every activity that it hands to an integration runtime."""

RUN = (
    "ActivityName",
    "ActivityRunId",
    "ActivityRunStart",
    "ActivityRunEnd",
    "ActivityType",
    "Duration",
    "DurationInMs",
    "ExecutionStartTime",
    "ExecutionEndTime",
    "Input",
    "IterationHash",
    "LinkedServiceName",
    "PipelineName",
    "PipelineRunId",
    "RetryAttempt",
    "StatusCode",
    "UserProperties",
)
"""What an activity run has beside its status, output and error."""

ERROR: Mapping[str, Type] = {
    "errorCode": ANY,
    "message": ANY,
    "failureType": ANY,
    "target": ANY,
    "details": ANY,
}

COPY: Mapping[str, Type] = {
    **dict.fromkeys(
        (
            "dataRead",
            "dataWritten",
            "filesRead",
            "filesWritten",
            "filesSkipped",
            "sourcePeakConnections",
            "sinkPeakConnections",
            "rowsRead",
            "rowsCopied",
            "rowsSkipped",
            "usedDataIntegrationUnits",
            "usedCloudDataMovementUnits",
            "usedParallelCopies",
        ),
        _COUNT,
    ),
    "copyDuration": _SOME,
    **dict.fromkeys(("sqlDwPolyBase", "redshiftUnload", "hdfsDistcp"), ANY),
    **dict.fromkeys(("logPath", "logFilePath", "redirectRowPath"), _TEXT),
    **dict.fromkeys(("executionDetails", "perfRecommendation", "errors"), _LIST),
    **dict.fromkeys(("dataConsistencyVerification", "reportLineageToPurview", "profile"), ANY),
    "throughput": _SOME,
}

ERROR_ADVICE = dict.fromkeys(
    ("error", "message", "errorcode"), "the error stands beside the output: activity('...').error.message"
)

METADATA: Mapping[str, Type] = {
    "itemName": _TEXT,
    "itemType": _TEXT,
    "size": _COUNT,
    "created": _TEXT,
    "lastModified": _TEXT,
    "childItems": array_of(object_of({"name": _TEXT, "type": _TEXT}, "an entry of childItems has no", OUTPUT)),
    "contentMD5": _TEXT,
    "structure": array_of(
        object_of({"name": _TEXT, "type": _TEXT}, "an entry of structure has no", DOUBTFUL, is_open=True)
    ),
    "columnCount": _COUNT,
    "exists": _FLAG,
}
"""What a GetMetadata activity can be asked for, with the type of the answer."""

SCRIPT: Mapping[str, Type] = {
    "resultSetCount": _COUNT,
    "resultSets": array_of(object_of({"rowCount": _COUNT, "rows": _LIST}, "a result set has no", OUTPUT)),
    "recordsAffected": _COUNT,
    "outputParameters": _THING,
    "outputLogs": ANY,
    "outputLogsLocation": ANY,
    "outputLogsPath": ANY,
    "outputTruncated": _FLAG,
}

DELETE = (
    "datasetName",
    "type",
    "prefix",
    "bucketName",
    "folderPath",
    "fileName",
    "recursive",
    "isWildcardUsed",
    "maxConcurrentConnections",
    "filesDeleted",
    "filesDeletedFailed",
    "foldersDeleted",
    "logPath",
)

_NOTEBOOK: Mapping[str, Type] = {"runPageUrl": _TEXT, "runError": ANY, "runId": ANY, "runUrl": ANY, "error": ANY}

KNOWN: Mapping[str, Mapping[str, Type]] = {
    "copy": COPY,
    "script": SCRIPT,
    "delete": dict.fromkeys(DELETE, ANY),
    "validation": METADATA,
    "databricksnotebook": {**_NOTEBOOK, "runOutput": ANY},
    "databrickssparkjar": _NOTEBOOK,
    "databrickssparkpython": _NOTEBOOK,
    "executedataflow": {"runStatus": PLAIN[OBJECT | NULL], "status": ANY, "reportLineageToPurview": ANY},
    "azuredataexplorercommand": {"count": ANY, "value": _LIST},
}
"""By type of activity in lower case: properties beside which there may be others."""
