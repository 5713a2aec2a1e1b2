"""What a secret looks like."""

import re

from adfc.validate.adf.scalars import is_expression

KEYS = frozenset(
    name.lower()
    for name in (
        "accessKey",
        "accessToken",
        "accessTokenSecret",
        "accountKey",
        "apiKey",
        "apiToken",
        "catalogAdminPassword",
        "clientKey",
        "clientSecret",
        "clusterPassword",
        "clusterSshPassword",
        "consumerSecret",
        "developerToken",
        "functionKey",
        "keyFileContent",
        "mwsAuthToken",
        "packagePassword",
        "passPhrase",
        "password",
        "pfx",
        "privateKey",
        "privateKeyContent",
        "privateKeyPassphrase",
        "pwd",
        "refreshToken",
        "sasToken",
        "secretAccessKey",
        "secretKey",
        "securityToken",
        "servicePrincipalCredential",
        "servicePrincipalEmbeddedCert",
        "servicePrincipalEmbeddedCertPassword",
        "servicePrincipalKey",
        "sessionToken",
        "userToken",
    )
)
"""Properties that ADF's model declares as secret objects, in lower case; those whose names have other uses too
(`credential`, `key`, `licenseKey`, `consumerKey`) left out."""

HEADERS = frozenset(
    ("authorization", "proxy-authorization", "x-functions-key", "ocp-apim-subscription-key", "api-key", "x-api-key")
)
"""HTTP headers that carry a secret, in lower case."""

PLACEHOLDER = re.compile(
    r"[\W_]*|<.*>|\[.*\]|\{.*\}|\$.*|x{3,}|(?:your|my|the|some|enter|insert|change_?me)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands where a secret will be: `***`, `<key>`, `{{key}}`, `$(key)`, `your key`."""

MASK = re.compile(r"\*{4,}")
"""What the service gives back in the place of a secret."""


def is_secret_name(name: str) -> bool:
    """Whether a property of that name holds a secret; `client_secret` is as good as `clientSecret`."""
    return name.lower().replace("_", "").replace("-", "") in KEYS


def is_literal(value: object) -> bool:
    """Whether `value` is a text that may be a secret: no expression, no placeholder."""
    return isinstance(value, str) and not is_expression(value) and not PLACEHOLDER.fullmatch(value.strip())


def shortened(text: str) -> str:
    """The start of a secret, enough to find it and too little to use it."""
    return f"{text[:3]}..." if len(text) > 8 else "..."
