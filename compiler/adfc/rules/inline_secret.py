"""A secret stands in the specs.

Whoever can read the repository can use it, for ever: history forgets nothing. A secret belongs in Key Vault, from
where the service takes it when it needs it, or in a secure parameter that the release passes. A secret that was
committed is known: have it renewed.

Before:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        password: {type: SecureString, value: Tr0ub4dor&3}

After:

    linkedServices:
      orders_db:
        type: AzureSqlDatabase
        connectionString: Server=tcp:orders.database.windows.net;Database=orders;User ID=loader
        password: {secret: orders-db-password, vault: key_vault}

Source: https://learn.microsoft.com/azure/data-factory/store-credentials-in-key-vault; the built-in policy "Azure Data
Factory linked services should use Key Vault for storing secrets" refuses to deploy it.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import CREDENTIALS, INTEGRATION_RUNTIMES, LINKED_SERVICES
from adfc.model import Data, Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import is_literal, is_secret_name, shortened
from adfc.rules.survey import Survey, strings
from adfc.source import Path

HOLDERS = (LINKED_SERVICES, CREDENTIALS, INTEGRATION_RUNTIMES)
"""What logs in somewhere."""

LOGGING_IN = ("WebActivity", "WebHook", "ExecuteSSISPackage")
"""The activities that do so themselves."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every SecureString with a text in it, and every plain text where ADF's model wants a secret."""
    for resource, path, text in survey.strings_with(b'"securestring"'):
        if path[-1] == "value" and _in_secure_string(resource, path) and is_literal(text):
            yield _finding(resource, path, str(path[-2]), text)
    for resource, path, text in _logins(survey):
        if is_secret_name(str(path[-1])) and is_literal(text):
            yield _finding(resource, path, str(path[-1]), text)


def _logins(survey: Survey) -> Iterator[tuple[Resource, Path, str]]:
    for at, resource in enumerate(survey.factory.resources):
        if resource.kind in HOLDERS:
            for path, text in survey.strings(at):
                yield resource, path, text
    for one in survey.activities(*LOGGING_IN):
        for path, text in strings(one.settings, one.at("typeProperties")):
            yield one.pipeline, path, text


def _in_secure_string(resource: Resource, path: Path) -> bool:
    found: Data = resource.properties
    for step in path[:-1]:
        found = found[step]
    return found.get("type") == "SecureString" and path[:-1] not in resource.secure


def _finding(resource: Resource, path: Path, word: str, secret: str) -> Finding:
    message = f'"{word}" is a secret in plain sight: "{shortened(secret)}"'
    way_out = "{secret: NAME, vault: KEY VAULT} or {secureParameter: NAME}; and renew this one, it is known now"
    return Finding(resource, path, message, way_out)


RULE = Rule("ADF501", "inline-secret", Severity.ERROR, check)
