"""The place of a secret holds the service's asterisks.

The service never gives a secret back: it writes asterisks instead. Publishing them makes the asterisks the secret,
and what logged in before does so no more.

Before:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        password: {type: SecureString, value: "**********"}

After:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        password: {secret: orders-db-password, vault: key_vault}

Source: recorded traffic of the service: a SecureString reads back as "**********".
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import MASK
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every value that is nothing but asterisks."""
    for resource, path, text in survey.strings_with(b'"****'):
        if path[-1] == "value" and MASK.fullmatch(text):
            word = path[-2] if len(path) > 1 else path[-1]
            message = f'"{word}" holds the asterisks that the service shows in the place of a secret'
            way_out = "publishing them would make them the secret: {secret: NAME, vault: KEY VAULT}"
            yield Finding(resource, path, message, way_out)


RULE = Rule("ADF512", "masked-secret", Severity.WARNING, check)
