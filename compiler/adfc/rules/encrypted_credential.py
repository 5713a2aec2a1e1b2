"""A linked service has a credential that only its own factory can read.

ADF Studio writes `encryptedCredential` in the place of a secret that somebody typed. It is of use in that one
factory: in another one, or after the factory was made anew, the linked service can't log in. Keep the secret in Key
Vault.

Before:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        encryptedCredential: ew0KICAiVmVyc2lvbiI6ICIyMDE3LTExLTMwIg0KfQ==

After:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        password: {secret: orders-db-password, vault: key_vault}

Source: https://learn.microsoft.com/azure/data-factory/store-credentials-in-key-vault (an encrypted credential is not
transferable between factories).
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import LINKED_SERVICES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every linked service with an encryptedCredential."""
    for one in survey.factory.of(LINKED_SERVICES):
        settings = one.properties.get("typeProperties")
        if isinstance(settings, dict) and settings.get("encryptedCredential"):
            message = f'"{one.name}" has an encryptedCredential, which only its own factory can read'
            way_out = "keep the secret in Key Vault, or use the factory's managed identity"
            yield Finding(one, ("typeProperties", "encryptedCredential"), message, way_out, key=True)


RULE = Rule("ADF511", "encrypted-credential", Severity.WARNING, check)
