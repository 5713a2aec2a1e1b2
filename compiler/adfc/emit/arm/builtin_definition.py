"""The definition of parameters that ADF uses when a factory has no `arm-template-parameters-definition.json`.

Measured on published factories since mid-2023 (204 of 205 predicted exactly). The template that ADF Studio pre-fills
for editing also lists credentials: the built-in one does not.
"""

from collections.abc import Mapping

from adfc.model import Data

_SAME = (
    "accountName",
    "accountEndpoint",
    "username",
    "userName",
    "accessKeyId",
    "endpoint",
    "servicePrincipalId",
    "userId",
    "host",
    "role",
    "clientId",
    "existingClusterId",
    "clusterUserName",
    "clusterSshUserName",
    "hostSubscriptionId",
    "clusterResourceGroup",
    "subscriptionId",
    "resourceGroupName",
    "tenant",
    "dataLakeStoreUri",
    "baseUrl",
    "database",
    "serviceEndpoint",
    "batchUri",
    "poolName",
    "databaseName",
    "systemNumber",
    "server",
    "url",
    "functionAppUrl",
    "environmentUrl",
    "aadResourceId",
    "hostKeyFingerprint",
    "mlWorkspaceName",
)
"""What is a parameter in every type of linked service that has it."""

BUILTIN_DEFINITION: Mapping[str, Data] = {
    "Microsoft.DataFactory/factories": {
        "properties": {
            "globalParameters": {"*": {"value": "="}},
            "globalConfigurations": {"*": "="},
            "encryption": {"*": "=", "identity": {"*": "="}},
        },
        "location": "=",
        "identity": {"type": "="},
    },
    "Microsoft.DataFactory/factories/globalparameters": {"properties": {"*": {"value": "="}}},
    "Microsoft.DataFactory/factories/linkedServices": {
        "*": {
            "properties": {
                "typeProperties": {
                    **dict.fromkeys(_SAME, "="),
                    "sasUri": "|:-sasUri:secureString",
                    "sasToken": "|",
                    "connectionString": "|:-connectionString:secureString",
                }
            }
        },
        "Odbc": {"properties": {"typeProperties": {"userName": "=", "connectionString": {"secretName": "="}}}},
    },
    "Microsoft.DataFactory/factories/triggers": {
        "properties": {
            "pipelines": [{"parameters": {"*": "="}}, "pipelineReference.referenceName"],
            "pipeline": {"parameters": {"*": "="}},
            "typeProperties": {"scope": "="},
        }
    },
    "Microsoft.DataFactory/factories/integrationRuntimes": {
        "properties": {
            "typeProperties": {
                "ssisProperties": {
                    "catalogInfo": {
                        "catalogServerEndpoint": "=",
                        "catalogAdminUserName": "=",
                        "catalogAdminPassword": {"value": "-::secureString"},
                    },
                    "customSetupScriptProperties": {"sasToken": {"value": "-::secureString"}},
                },
                "linkedInfo": {"key": {"value": "-::secureString"}, "resourceId": "="},
                "computeProperties": {
                    "dataFlowProperties": {"externalComputeInfo": [{"accessToken": "-::secureString"}]}
                },
            }
        }
    },
    "Microsoft.DataFactory/factories/datasets": {
        "*": {"properties": {"typeProperties": {"folderPath": "=", "fileName": "="}}}
    },
    "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints": {
        "properties": {"privateLinkResourceId": "=", "groupId": "=", "fqdns": "="}
    },
}
