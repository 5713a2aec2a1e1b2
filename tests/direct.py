"""A client that asks the service of the tests without a network, so that a great many runs can be tried."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from adfc.kinds import Kind
from adfc.model import Data
from adfc.publish import FactoryId, NoFactoryError
from adfc.publish.apply.gate import Gate, HaltedError
from adfc.publish.client import Raw, UnansweredError
from adfc.publish.refusals import Answer
from tests.loopback import Azure, Request
from tests.loopback.azure import TOKEN

VERSION = "?api-version=2018-06-01"


@dataclass(slots=True)
class Direct:
    """Asks one factory."""

    azure: Azure
    place: FactoryId
    disturb: Callable[[int, Request], str] = lambda _, __: ""
    """Takes the number of a request, and says what goes wrong: `before` or `after` the service has heard it."""
    count: int = 0
    secrets_seen: list[str] = field(default_factory=list)

    def factory(self) -> Raw:
        """As `Client.factory`."""
        answer = self._answer("GET", "")
        if answer.status == 404:
            raise NoFactoryError(answer.message, "")
        return dict(answer.body)

    def resources(self, kind: Kind, network: str = "") -> list[Raw]:
        """As `Client.resources`."""
        collection, _, below = kind.collection.partition("/")
        told = self._answer("GET", f"/{collection}/{quote(network, safe='')}/{below}" if below else f"/{collection}")
        return list(told.body["value"])

    def send(self, method: str, below: str, *, body: Data = None, **_: Any) -> Answer:
        """As `AzureFactory.send`."""
        self.count += 1
        number = self.count
        text = body.decode() if isinstance(body, bytes) else ""
        request = self._request(method, below, text)
        trouble = self.disturb(number, request)
        if trouble == "before":
            raise UnansweredError("gone", "")
        answer = self._told(request)
        if trouble == "after":
            raise UnansweredError("gone", "")
        return answer

    def _answer(self, method: str, below: str) -> Answer:
        return self._told(self._request(method, below, ""))

    def _request(self, method: str, below: str, body: str) -> Request:
        return Request(method, f"{self.place.path}{below}{VERSION}", {"authorization": f"Bearer {TOKEN}"}, body)

    def _told(self, request: Request) -> Answer:
        answer = self.azure.answer(request)
        left = answer.headers.get("x-ms-ratelimit-remaining-subscription-writes")
        wait = answer.headers.get("Retry-After", "0")
        return Answer(answer.status, answer.body, "", float(wait), int(left) if left else None)


class Hasty(Gate):
    """A gate whose waiting takes no time."""

    now: float = 0

    def __init__(self) -> None:
        super().__init__(clock=lambda: self.now)

    def rest(self, seconds: float) -> None:
        """Be told that so long has passed."""
        if self.halt.is_set():
            raise HaltedError
        self.now += seconds
