"""Azure's clouds: where each is managed, what a token is asked for, and who gives it."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud."""

    endpoint: str
    """The URL of Azure Resource Manager, without `/` at its end."""
    scope: str
    """What a token for it is asked for."""
    authority: str = ""
    """The host that signs in; empty for the one that AZURE_AUTHORITY_HOST names, else the public cloud's."""
    is_known: bool = True
    """Whether Microsoft's own sign-in knows it: a private cloud's authority can't be looked up there."""


CLOUDS = {
    "AzureCloud": Cloud("https://management.azure.com", "https://management.azure.com/.default"),
    "AzureUSGovernment": Cloud(
        "https://management.usgovcloudapi.net",
        "https://management.core.usgovcloudapi.net/.default",
        "login.microsoftonline.us",
    ),
    "AzureChinaCloud": Cloud(
        "https://management.chinacloudapi.cn", "https://management.chinacloudapi.cn/.default", "login.chinacloudapi.cn"
    ),
}
"""The clouds by the names that `az cloud list` gives them (endpoints: azure-mgmt-core, authorities: azure-identity)."""


def cloud_of(text: str) -> Cloud | None:
    """The cloud of that name, or the one managed at that https URL; None where `text` is neither.

    A token goes over https only, so no other URL will do.
    """
    parts = urlsplit(text)
    if parts.scheme == "https" and parts.hostname:
        endpoint = text.rstrip("/")
        return Cloud(endpoint, f"{endpoint}/.default", is_known=False)
    return next((cloud for name, cloud in CLOUDS.items() if name.lower() == text.lower()), None)
