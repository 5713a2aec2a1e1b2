"""A header of a request carries a secret in plain sight.

Let the factory's managed identity log in (`authentication: {type: MSI, resource: ...}`), or read the key from Key
Vault in an activity before and pass it on.

Before:

    activities:
      Run job:
        type: WebActivity
        method: POST
        url: https://example.azurewebsites.net/api/run
        headers: {x-functions-key: q0JfTzYxd3Vq}

After:

    activities:
      Get key:
        type: WebActivity
        method: GET
        url: https://example.vault.azure.net/secrets/run-key?api-version=7.4
        authentication: {type: MSI, resource: https://vault.azure.net}
        policy: {secureOutput: true}
      Run job:
        type: WebActivity
        after: [Get key]
        method: POST
        url: https://example.azurewebsites.net/api/run
        headers: {x-functions-key: "@activity('Get key').output.value"}
        policy: {secureInput: true}

Source: https://learn.microsoft.com/azure/data-factory/how-to-use-azure-key-vault-secrets-pipeline-activities.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import HEADERS, is_literal, shortened
from adfc.rules.survey import Survey

SCHEME = re.compile(r"(?:basic|bearer|token)\b\s*", re.IGNORECASE)

MARKS = (b"uthorization", b'-key":"')
"""Every header that carries a secret in plain text has one of these."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every header that carries a secret and whose value is a plain text."""
    for resource, path, text in survey.strings_with(*MARKS):
        if str(path[-1]).lower() in HEADERS and is_literal(SCHEME.sub("", text)) and is_literal(text):
            message = f'the header "{path[-1]}" is a secret in plain sight: "{shortened(text)}"'
            way_out = "use the managed identity, or read it from Key Vault before; and renew this one, it is known now"
            yield Finding(resource, path, message, way_out)


RULE = Rule("ADF503", "secret-in-header", Severity.ERROR, check)
