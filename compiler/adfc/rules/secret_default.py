"""A parameter that takes a secret has one as its default.

Before:

    pipelines:
      load:
        parameters:
          password: {type: SecureString, defaultValue: Tr0ub4dor&3}

After:

    pipelines:
      load:
        parameters:
          password: {type: SecureString}

Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters#secure-parameters (no default
for secure parameters).
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Data, Resource
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import is_literal, shortened
from adfc.rules.survey import Survey

SECRET_NAME = re.compile(
    r"(?:password|passwd|pwd|passphrase|client_?secret|api_?key|access_?key|account_?key|access_?token|sas_?token)$",
    re.IGNORECASE,
)
"""Names of parameters that take a secret itself: `secretName` and the like take the name of one."""


NAME_LIKE = re.compile(r"[A-Za-z]+(?:[-_. ][A-Za-z0-9]+)*")
"""What may be the name of a secret, or a word that stands for one: `db-password`."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every parameter or variable of a secret's type or name with a text as its default."""
    for resource in survey.factory.resources:
        for section in ("parameters", "variables"):
            found = resource.properties.get(section)
            for name, body in found.items() if isinstance(found, dict) else ():
                if isinstance(body, dict) and _has_secret(name, body):
                    yield _finding(resource, section, name, body["defaultValue"])


def _has_secret(name: str, body: dict[str, Data]) -> bool:
    default = body.get("defaultValue")
    if not is_literal(default):
        return False
    named = SECRET_NAME.search(name) and not NAME_LIKE.fullmatch(str(default))
    return bool(named) or str(body.get("type", "")).lower() == "securestring"


def _finding(resource: Resource, section: str, name: str, secret: str) -> Finding:
    message = f'"{name}" takes a secret, and its default is one in plain sight: "{shortened(secret)}"'
    way_out = "leave the default out and pass the secret from Key Vault; and renew this one, it is known now"
    return Finding(resource, (section, name, "defaultValue"), message, way_out)


RULE = Rule("ADF504", "secret-default", Severity.ERROR, check)
