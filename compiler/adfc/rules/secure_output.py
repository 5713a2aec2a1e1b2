"""A secret read from Key Vault is written to the log.

The output of an activity is shown in the monitoring page and kept in the logs, unless `secureOutput` is true.

Before:

    activities:
      Get key:
        type: WebActivity
        method: GET
        url: https://example.vault.azure.net/secrets/run-key?api-version=7.4
        authentication: {type: MSI, resource: https://vault.azure.net}

After:

    activities:
      Get key:
        type: WebActivity
        method: GET
        url: https://example.vault.azure.net/secrets/run-key?api-version=7.4
        authentication: {type: MSI, resource: https://vault.azure.net}
        policy: {secureOutput: true}

Source: https://learn.microsoft.com/azure/data-factory/how-to-use-azure-key-vault-secrets-pipeline-activities.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import text_of
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.web import is_secured, web_activities


def check(survey: Survey) -> Iterator[Finding]:
    """Every request for a secret of a Key Vault whose output is not secured."""
    for one in web_activities(survey):
        if _reads_secret(one) and not is_secured(one, "secureOutput"):
            message = f'"{one.name}" reads a secret from Key Vault and writes it to the log'
            yield Finding(one.pipeline, one.in_policy("secureOutput"), message, "say policy: {secureOutput: true}")


def _reads_secret(one: Activity) -> bool:
    url = text_of(one.settings.get("url")).lower()
    authentication = one.settings.get("authentication")
    resource = text_of(authentication.get("resource")) if isinstance(authentication, dict) else ""
    reads = str(one.settings.get("method", "GET")).upper() == "GET"
    return reads and "/secrets/" in url and (".vault.azure." in url or ".vault.azure." in f".{resource.lower()[8:]}")


RULE = Rule("ADF521", "secure-output", Severity.WARNING, check)
