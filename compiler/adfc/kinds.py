"""One row per kind of resource that a factory holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind is called in specs, in Git-mode folders, in ARM and in references."""

    section: str
    """The section of a spec file, e.g. `linkedServices`."""
    noun: str
    """As a message names one of them, e.g. `linked service`."""
    folder: str
    """The folder of ADF's Git mode, e.g. `linkedService`."""
    collection: str
    """The last segment(s) of the ARM type, e.g. `linkedServices`."""
    reference: str = ""
    """The `type` of an object that refers to one, e.g. `LinkedServiceReference`; empty if none does."""
    union: str = ""
    """The class of the generated model whose members this kind's `type` chooses; empty if it has no `type`."""

    @property
    def one(self) -> str:
        """The noun with its article, e.g. `an integration runtime`."""
        return f"an {self.noun}" if self.noun[0] in "aeio" else f"a {self.noun}"

    @property
    def arm_type(self) -> str:
        """The full ARM resource type."""
        return f"Microsoft.DataFactory/factories/{self.collection}"


PIPELINES = Kind("pipelines", "pipeline", "pipeline", "pipelines", "PipelineReference")
DATASETS = Kind("datasets", "dataset", "dataset", "datasets", "DatasetReference", "Dataset")
LINKED_SERVICES = Kind(
    "linkedServices", "linked service", "linkedService", "linkedServices", "LinkedServiceReference", "LinkedService"
)
TRIGGERS = Kind("triggers", "trigger", "trigger", "triggers", "TriggerReference", "Trigger")
INTEGRATION_RUNTIMES = Kind(
    "integrationRuntimes",
    "integration runtime",
    "integrationRuntime",
    "integrationRuntimes",
    "IntegrationRuntimeReference",
    "IntegrationRuntime",
)
DATA_FLOWS = Kind("dataFlows", "data flow", "dataflow", "dataflows", "DataFlowReference", "DataFlow")
CREDENTIALS = Kind("credentials", "credential", "credential", "credentials", "CredentialReference", "Credential")
CHANGE_DATA_CAPTURES = Kind("changeDataCaptures", "change data capture", "adfcdc", "adfcdcs")
MANAGED_VIRTUAL_NETWORKS = Kind(
    "managedVirtualNetworks",
    "managed virtual network",
    "managedVirtualNetwork",
    "managedVirtualNetworks",
    "ManagedVirtualNetworkReference",
)
MANAGED_PRIVATE_ENDPOINTS = Kind(
    "managedPrivateEndpoints",
    "managed private endpoint",
    "managedPrivateEndpoint",
    "managedVirtualNetworks/managedPrivateEndpoints",
)
GLOBAL_PARAMETERS = Kind("globalParameters", "global parameter", "factory", "globalparameters")

KUSTO_CLUSTERS = Kind("kustoClusters", "Kusto cluster", "", "")
COSMOS_ACCOUNTS = Kind("cosmosAccounts", "Cosmos DB account", "", "")
KEY_VAULTS = Kind("keyVaults", "Key Vault", "", "")
STORAGE_ACCOUNTS = Kind("storageAccounts", "storage account", "", "")
IDENTITIES = Kind("identities", "user-assigned identity", "", "")
FACTORY_ITSELF = Kind("factory", "factory", "", "")

ENVIRONMENT = "environment"
"""The section of what a factory needs around it."""

AROUND = (IDENTITIES, FACTORY_ITSELF, KUSTO_CLUSTERS, COSMOS_ACCOUNTS, KEY_VAULTS, STORAGE_ACCOUNTS)
"""What the section `environment` holds, each under its own key there; none is a resource of the factory. In the order
in which a template creates them."""

KINDS = (
    PIPELINES,
    DATASETS,
    LINKED_SERVICES,
    TRIGGERS,
    INTEGRATION_RUNTIMES,
    DATA_FLOWS,
    CREDENTIALS,
    CHANGE_DATA_CAPTURES,
    MANAGED_VIRTUAL_NETWORKS,
    MANAGED_PRIVATE_ENDPOINTS,
)
"""Every kind that is a resource of its own, in the order in which Microsoft's exporter lists the types."""

BY_REFERENCE = {kind.reference: kind for kind in KINDS if kind.reference}
"""The kind that an object with this `type` refers to."""
