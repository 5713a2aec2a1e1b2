"""A linked service logs in with a secret where a managed identity would do.

A managed identity is an account of the factory itself: there is no secret to keep, to renew or to lose.

Before:

    linkedServices:
      lake:
        type: AzureBlobFS
        url: https://lake.dfs.core.windows.net
        accountKey: {secret: lake-key, vault: key_vault}

After:

    linkedServices:
      lake:
        type: AzureBlobFS
        url: https://lake.dfs.core.windows.net

Source: https://learn.microsoft.com/azure/data-factory/data-factory-service-identity; the built-in policy "Azure Data
Factory linked services should use system-assigned managed identity authentication when it is supported" audits it.
"""

from collections.abc import Iterator, Mapping

from adfc.diagnostic import Severity
from adfc.kinds import LINKED_SERVICES
from adfc.model import Data
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import KEYS
from adfc.rules.survey import Survey

SUPPORTED = frozenset(
    (
        "AzureBatch",
        "AzureBlobFS",
        "AzureBlobStorage",
        "AzureDataExplorer",
        "AzureDataLakeStore",
        "AzureDatabricks",
        "AzureDatabricksDeltaLake",
        "AzureFileStorage",
        "AzureSqlDW",
        "AzureSqlDatabase",
        "AzureSqlMI",
        "AzureTableStorage",
        "CosmosDb",
    )
)
"""Types of linked services that can log in with the factory's identity."""

SECRETS = KEYS | {"encryptedcredential", "sasuri"}


def check(survey: Survey) -> Iterator[Finding]:
    """Every linked service with a secret whose type supports a managed identity."""
    for one in survey.factory.of(LINKED_SERVICES):
        settings = one.properties.get("typeProperties")
        if str(one.properties.get("type")) in SUPPORTED and isinstance(settings, dict) and _has_secret(settings):
            message = f'"{one.name}" logs in with a secret, and could do so with the managed identity of the factory'
            yield Finding(one, (), message, "give that identity access, and leave the secret out", key=True)


def _has_secret(settings: Mapping[str, Data]) -> bool:
    connection = settings.get("connectionString")
    in_vault = isinstance(connection, dict) and connection.get("type") == "AzureKeyVaultSecret"
    return in_vault or any(value and key.lower() in SECRETS for key, value in settings.items())


RULE = Rule("ADF541", "managed-identity", Severity.INFO, check)
