"""A request writes the secret in its header to the log.

The input of an activity, headers included, is shown in the monitoring page and kept in the logs, unless `secureInput`
is true.

Before:

    parameters: {key: {type: SecureString}}
    activities:
      Run job:
        type: WebActivity
        method: POST
        url: https://example.azurewebsites.net/api/run
        headers: {x-functions-key: "@pipeline().parameters.key"}

After:

    parameters: {key: {type: SecureString}}
    activities:
      Run job:
        type: WebActivity
        method: POST
        url: https://example.azurewebsites.net/api/run
        headers: {x-functions-key: "@pipeline().parameters.key"}
        policy: {secureInput: true}

Source: https://learn.microsoft.com/azure/data-factory/how-to-use-azure-key-vault-secrets-pipeline-activities.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import HEADERS
from adfc.rules.survey import Survey
from adfc.rules.web import is_secured, web_activities


def check(survey: Survey) -> Iterator[Finding]:
    """Every request with a header that carries a secret and whose input is not secured."""
    for one in web_activities(survey):
        headers = one.settings.get("headers")
        secret = [name for name in headers if name.lower() in HEADERS] if isinstance(headers, dict) else []
        if secret and not is_secured(one, "secureInput"):
            message = f'"{one.name}" writes the secret in its header "{secret[0]}" to the log'
            yield Finding(one.pipeline, one.in_policy("secureInput"), message, "say policy: {secureInput: true}")


RULE = Rule("ADF522", "secure-input", Severity.WARNING, check)
