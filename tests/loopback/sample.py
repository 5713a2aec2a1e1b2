"""A factory with a resource of every kind, as it is put; some of its secrets are real texts."""

from collections.abc import Mapping
from typing import Any


def reference(name: str, kind: str) -> dict[str, str]:
    return {"referenceName": name, "type": f"{kind}Reference"}


def secret() -> dict[str, str]:
    return {"type": "SecureString", "value": "Tr0ub4dor&3"}


SQL = {"server": "sales.database.windows.net", "database": "sales", "authenticationType": "SQL", "userName": "loader"}
STORAGE = "DefaultEndpointsProtocol=https;AccountName=sales;EndpointSuffix=core.windows.net;"
SSIS = {
    "computeProperties": {"location": "Central US", "nodeSize": "Standard_D4_v3", "numberOfNodes": 1},
    "ssisProperties": {
        "catalogInfo": {"catalogServerEndpoint": "sales.database.windows.net", "catalogAdminPassword": secret()},
        "expressCustomSetupProperties": [
            {"type": "CmdkeySetup", "typeProperties": {"targetName": "t", "userName": "u", "password": secret()}}
        ],
    },
}
RUN = {"pipelineReference": reference("load", "Pipeline")}
SOURCE = {"dataset": reference("orders", "Dataset"), "name": "orders"}
FLOW = {"sources": [SOURCE], "sinks": [], "transformations": [], "scriptLines": ["source() ~> orders"]}
EVERY_KIND: Mapping[str, Mapping[str, Any]] = {
    "pipelines": {
        "load": {
            "activities": [{"name": "wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}],
            "parameters": {"key": {"type": "SecureString"}},
            "annotations": [],
        }
    },
    "datasets": {
        "orders": {
            "linkedServiceName": reference("sql", "LinkedService"),
            "annotations": [],
            "type": "AzureSqlTable",
            "typeProperties": {"schema": "dbo", "table": "orders"},
        }
    },
    "linkedServices": {
        "sql": {"annotations": [], "type": "AzureSqlDatabase", "typeProperties": {**SQL, "password": secret()}},
        "storage": {
            "annotations": [],
            "type": "AzureBlobStorage",
            "typeProperties": {"connectionString": f"{STORAGE}AccountKey=c2VjcmV0;"},
        },
    },
    "triggers": {"daily": {"annotations": [], "runtimeState": "Started", "pipelines": [RUN], "type": "ScheduleTrigger",
        "typeProperties": {"recurrence": {"frequency": "Day", "interval": 1, "startTime": "2026-01-01T00:00:00Z"}}}},
    "integrationRuntimes": {"ssis": {"type": "Managed", "typeProperties": SSIS}, "own": {"type": "SelfHosted"}},
    "dataFlows": {"clean": {"type": "MappingDataFlow", "typeProperties": FLOW}},
    "credentials": {"identity": {"type": "ManagedIdentity", "typeProperties": {"resourceId": "/subscriptions/x"}}},
    "changeDataCaptures": {
        "changes": {
            "sourceConnectionsInfo": [],
            "targetConnectionsInfo": [],
            "policy": {"mode": "Microbatch", "recurrence": {"frequency": "Minute", "interval": 15}},
            "allowVNetOverride": False,
            "status": "Stopped",
        }
    },
    "managedVirtualNetworks": {"default": {"preventDataExfiltration": False}},
    "managedPrivateEndpoints": {
        "default/lake": {"privateLinkResourceId": "/subscriptions/x", "groupId": "dfs", "fqdns": []}
    },
}  # fmt: skip
