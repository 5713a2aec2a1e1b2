"""What Azure answers when it does not do what was asked, as one message with the way out."""

import re
from dataclasses import dataclass

from adfc.model import Data
from adfc.publish.client import FactoryId, NoFactoryError, RefusedError, UnansweredError

_REASON = re.compile(
    r"\[Errno -?\d+\] [^)'\"]+|certificate verify failed[^(\n]*[^(\n ]|timed out|timeout=\d+"
    r"|Could not find a suitable TLS[^\n]*"
)
"""The words in an error of the network that say what is wrong; around them it tells the layers that it went through."""

_ENTRA = re.compile(r"AADSTS\d+: [^\n]*?(?=\. |\.?$| Trace ID)", re.MULTILINE)
"""What Microsoft Entra says, of all that every way to sign in says of itself."""

_FAILED = re.compile(r"Authentication failed: (.*)")
"""What stopped a way to sign in that was set up; the others are only `unavailable`."""

_MISSING = frozenset(("SubscriptionNotFound", "InvalidSubscriptionId", "ResourceGroupNotFound", "ResourceNotFound"))
"""What ARM says of a place that is not there: with HTTP 404, but for an id that is none, which is 400."""

_NETWORK = "look after the network, a proxy (HTTPS_PROXY) and its certificate (REQUESTS_CA_BUNDLE)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Data
    request_id: str = ""
    retry_after: float = 0
    """Seconds after which to ask again; 0 where none were named."""
    left: int | None = None
    """How many requests of this sort ARM takes at once after this one; None where it does not say."""

    @property
    def code(self) -> str:
        """ARM's word for what is wrong, e.g. `AuthorizationFailed`."""
        return self._told("code")

    @property
    def message(self) -> str:
        """ARM's explanation."""
        return self._told("message")

    @property
    def is_unknown_type(self) -> bool:
        """Whether there is no such type of resource in this cloud."""
        return self.status in {400, 404} and self.code == "InvalidResourceType"

    def _told(self, key: str) -> str:
        error = self.body.get("error") if isinstance(self.body, dict) else None
        return str(error.get(key) or "") if isinstance(error, dict) else ""


def refused(answer: Answer, what: str, factory: FactoryId) -> RefusedError:
    """The refusal that an answer means.

    Args:
        answer: anything but what was asked for.
        what: what was asked for, as in "no permission to read WHAT".
        factory: the factory that was asked.
    """
    if answer.status == 401:
        way_out = "sign in to the tenant that the subscription belongs to: az login --tenant TENANT"
        return RefusedError(f"Azure does not accept who is signed in: {_words(answer)}", way_out)
    if answer.status == 403:
        message = f"no permission to read {what}: {_words(answer)}"
        return RefusedError(message, "ask for the role Reader on the factory or its resource group")
    if answer.code in _MISSING:
        return _missing(answer.code, factory)
    if answer.status == 429:
        message = f"Azure throttles, and did so for all the tries to read {what}"
        return RefusedError(message, "try again in some minutes: all who read the subscription share one allowance")
    if answer.status == 200:
        return RefusedError(f"what came back for {what} is not what Azure gives", _NETWORK)
    request = f" (request {answer.request_id})" if answer.request_id else ""
    message = f"Azure does not give {what}: {_words(answer)}{request}"
    return RefusedError(message, "try again; if it stays so, ask Azure support")


def not_signed_in(reason: str) -> RefusedError:
    """Nobody is signed in, or with credentials that are not accepted, or nobody gets through to who signs in."""
    entra, failed = _ENTRA.search(reason), _FAILED.search(reason)
    network = _REASON.search(failed[1]) if failed and not entra else None
    if network:
        return RefusedError(f"can't sign in to Azure: {network[0]}", _NETWORK)
    message = f"can't sign in to Azure: {entra[0]}" if entra else "nobody is signed in to Azure"
    return RefusedError(message, "az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET")


def not_reached(endpoint: str, reason: str) -> UnansweredError:
    """Nobody answers."""
    told = _REASON.search(reason)
    return UnansweredError(f"can't reach {endpoint}: {told[0] if told else reason}", _NETWORK)


def led_astray(host: str, what: str) -> RefusedError:
    """The next page of a list is said to be somewhere else."""
    message = f'the next page of {what} is said to be at "{host}", not Azure Resource Manager'
    return RefusedError(message, "nothing was sent there; look at the URL that --cloud names")


def _missing(code: str, factory: FactoryId) -> RefusedError:
    if "Subscription" in code:
        message = f'there is no subscription "{factory.subscription}", or it is hidden from who is signed in'
        return RefusedError(message, "az account list shows the subscriptions, each with its id")
    if code == "ResourceGroupNotFound":
        message = f'there is no resource group "{factory.resource_group}" in subscription "{factory.subscription}"'
        return RefusedError(message, "az group list shows the resource groups")
    message = f'there is no factory "{factory.name}" in resource group "{factory.resource_group}"'
    return NoFactoryError(
        message, "az resource list --resource-type Microsoft.DataFactory/factories shows the factories"
    )


def _words(answer: Answer) -> str:
    told = ": ".join(part for part in (answer.code, answer.message) if part)
    return told or f"HTTP {answer.status}"
