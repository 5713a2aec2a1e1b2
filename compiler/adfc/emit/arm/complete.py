"""What the exporter adds to the properties of a resource, or puts in another order, before anything is a parameter.

Every rule is measured on factories published since February 2024, which is the exporter's present behaviour.
"""

from collections.abc import Callable, Mapping

from adfc.emit.arm.activities import Endpoints, complete_activities
from adfc.emit.arm.ordering import insert_after, sorted_keys
from adfc.emit.arm.shapes import type_of
from adfc.emit.arm.template import Json
from adfc.emit.arm.wrap import wrap_at, wrap_expressions
from adfc.kinds import DATASETS, INTEGRATION_RUNTIMES, LINKED_SERVICES, PIPELINES, TRIGGERS, Kind

PIPELINE_KEYS = (
    "description",
    "activities",
    "concurrency",
    "policy",
    "parameters",
    "variables",
    "folder",
    "annotations",
    "lastPublishTime",
)
"""A key that is not among them stays behind the one it follows."""
LINKED_SERVICE_KEYS = ("description", "parameters", "annotations", "type", "typeProperties", "connectVia")

BLOB_FS_KEYS = (
    "url",
    "azureCloudType",
    "tenant",
    "servicePrincipalId",
    "servicePrincipalCredentialType",
    "servicePrincipalCredential",
    "subscriptionId",
    "resourceGroupName",
)
"""The order of the settings of Data Lake Storage, also where a source was written by hand."""


def complete(kind: Kind, properties: Json, endpoints: Endpoints) -> Json:
    """`properties`, a copy of a resource's own, as the exporter completes them; the copy is used up.

    `endpoints` gives the names of the sources, then the sinks, of a data flow by its name.
    """
    if kind is PIPELINES:
        return _pipeline(properties, endpoints)
    completer = _COMPLETERS.get(kind)
    return completer(properties) if completer else properties


def _pipeline(properties: Json, endpoints: Endpoints) -> Json:
    complete_activities(properties.get("activities"), endpoints)
    policy = properties.setdefault("policy", {})
    if isinstance(policy, dict):
        policy.setdefault("elapsedTimeMetric", {})
    return sorted_keys(properties, PIPELINE_KEYS)


def _dataset(properties: Json) -> Json:
    if "typeProperties" in properties:
        wrap_expressions(properties["typeProperties"])
    else:
        siblings = ["type"] if type_of(properties) == "RestResource" else []
        insert_after(properties, siblings, {"typeProperties": {}})
    return properties


def _linked_service(properties: Json) -> Json:
    settings = properties.get("typeProperties")
    if isinstance(settings, dict):
        adjust = _LINKED_SERVICES.get(type_of(properties))
        if adjust:
            properties["typeProperties"] = adjust(settings)
        for value in settings.values():
            if type_of(value) == "AzureKeyVaultSecret":
                wrap_at(value, "secretName")
    return sorted_keys(properties, LINKED_SERVICE_KEYS)


def _blob_fs(settings: Json) -> Json:
    return sorted_keys(settings, BLOB_FS_KEYS)


def _databricks(settings: Json) -> Json:
    """Init scripts stand behind the cluster option, but on a cluster from a pool."""
    if "instancePoolId" not in settings and settings.keys() >= {"clusterOption", "newClusterInitScripts"}:
        insert_after(settings, ["clusterOption"], {"newClusterInitScripts": settings.pop("newClusterInitScripts")})
    return settings


def _amazon_s3(settings: Json) -> Json:
    return {**settings, "authenticationType": settings.get("authenticationType", "AccessKey")}


def _snowflake(settings: Json) -> Json:
    return settings if "authenticationType" in settings else {"authenticationType": "Basic", **settings}


def _sap_table(settings: Json) -> Json:
    """An empty language is left out."""
    return {key: value for key, value in settings.items() if (key, value) != ("language", "")}


def _trigger(properties: Json) -> Json:
    pipelines = properties.get("pipelines")
    for run in [*(pipelines if isinstance(pipelines, list) else ()), properties.get("pipeline")]:
        if isinstance(run, dict):
            run.setdefault("parameters", {})
    return properties


def _integration_runtime(properties: Json) -> Json:
    if type_of(properties) == "SelfHosted":
        properties.setdefault("typeProperties", {})
    settings = properties.get("typeProperties")
    packages = settings.get("ssisProperties") if isinstance(settings, dict) else None
    if isinstance(packages, dict):
        packages.pop("runtimeVersion", None)
    return properties


_LINKED_SERVICES: Mapping[str, Callable[[Json], Json]] = {
    "AmazonS3": _amazon_s3,
    "AzureBlobFS": _blob_fs,
    "AzureDatabricks": _databricks,
    "SapTable": _sap_table,
    "Snowflake": _snowflake,
}
_COMPLETERS: Mapping[Kind, Callable[[Json], Json]] = {
    DATASETS: _dataset,
    LINKED_SERVICES: _linked_service,
    TRIGGERS: _trigger,
    INTEGRATION_RUNTIMES: _integration_runtime,
}
