"""A text holds a secret: a connection string, a URL, a body, a script, an expression.

A key, a password or a signature was written into a longer text. Whoever can read the repository can use it, for ever.
Give the secret a place of its own, in Key Vault: linked services take a whole connection string from there, or the
key beside a connection string without it; a web activity reads it with another web activity whose output is secured,
or uses the factory's managed identity and needs none.

Before:

    linkedServices:
      files:
        type: AzureBlobStorage
        connectionString: DefaultEndpointsProtocol=https;AccountName=lake;AccountKey=bm90IGEgcmVhbCBrZXk=

After:

    linkedServices:
      files:
        type: AzureBlobStorage
        serviceEndpoint: https://lake.blob.core.windows.net
        accountKind: StorageV2

Source: https://learn.microsoft.com/azure/data-factory/store-credentials-in-key-vault and
https://learn.microsoft.com/azure/storage/common/storage-sas-overview (a signature is as good as the key).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.secrets import HEADERS, PLACEHOLDER, shortened
from adfc.rules.survey import Survey

ENDS = r"[^;&\s'\"@<>{}()|,]"
"""A character of a secret in a text: none that ends it, or that an expression would put there."""


class Shape(NamedTuple):
    """How one kind of secret looks in a text, letter case aside."""

    what: str
    marks: str
    """One of these words, in lower case, is in every text that matches: a quick look comes first."""
    pattern: str
    """A regular expression whose only group is the secret."""
    beside: str = ""
    """What else the text must hold: the words alone have other uses."""


LOGIN = r"\b(?:data source|server|host|account|user(?:name)?|uid|user id|login|grant_type|initial catalog|dsn)\s*="

SHAPES = (
    Shape("an account key", "accountkey=", rf"\baccountkey=({ENDS}{{8,}})"),
    Shape("an access key", "sharedaccesskey=", rf"\bsharedaccesskey=({ENDS}{{8,}})"),
    Shape("a shared access signature", "sig=", rf"[?&;]sig=({ENDS}{{6,}})"),
    Shape("a shared access signature", "sharedaccesssignature=", rf"\bsharedaccesssignature=({ENDS}{{6,}})"),
    Shape("a client secret", "client_secret=,clientsecret=", rf"\bclient_?secret=({ENDS}{{6,}})"),
    Shape("a password", "password=,pwd=", rf"(?:^|[;&?'\"]\s*)(?:password|pwd)=({ENDS}{{3,}})(?=[;&'\"]|$)", LOGIN),
    Shape("a function key", "code=", rf"\.azurewebsites\.net/[^\s'\"]*[?&]code=({ENDS}{{16,}})"),
    Shape("an API key", "key=", rf"[?&](?:api[-_]?key|subscription-key)=({ENDS}{{16,}})"),
    Shape("a bearer token", "bearer", rf"\bbearer\s+({ENDS}{{20,}})"),
    Shape("a password", "basic", rf"\bauthorization['\"]?\s*[:=]\s*['\"]?basic\s+({ENDS}{{8,}})"),
    Shape(
        "a secret",
        'password",secret",key"',
        rf"\"(?:password|client_?secret|api_?key|access_?key|account_?key)\"\s*:\s*\"({ENDS}{{6,}})\"",
    ),
    Shape("a private key", "private key-----", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*(\S+)"),
)

ASSIGNED = re.compile(rb"=(?<=key=|sig=|ure=|ret=|ord=|pwd=|ode=)")
"""The sign behind the words of the shapes above."""

QUOTED = re.compile(rb'\\"(?<=ord\\"|ret\\"|key\\")')
"""The end of such a word in JSON that stands in a text."""

MARKS = (ASSIGNED, QUOTED, b"bearer ", b"uthorization", b"private key-----")
"""Every text with a secret has one of these, in lower case."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every text with something that looks like a secret, once for each."""
    for resource, path, text in survey.strings_with(*MARKS):
        if str(path[-1]).lower() not in HEADERS:
            for what, secret in secrets_in(text):
                message = f'{what} stands in this text: "{shortened(secret)}"'
                way_out = "keep it in Key Vault, or use the managed identity; and renew this one, it is known now"
                yield Finding(resource, path, message, way_out)


def secrets_in(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a secret in a text: what it is, and itself."""
    lowered = text.lower()
    for shape in SHAPES:
        if any(mark in lowered for mark in shape.marks.split(",")) and re.search(shape.beside, lowered):
            for found in re.finditer(shape.pattern, text, re.IGNORECASE):
                if not PLACEHOLDER.fullmatch(found[1]):
                    yield shape.what, found[1]


RULE = Rule("ADF502", "secret-in-text", Severity.ERROR, check)
