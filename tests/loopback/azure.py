"""Azure Resource Manager with one subscription, its resource groups and their factories; all of it can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import quote

from adfc.kinds import GLOBAL_PARAMETERS, KINDS, MANAGED_PRIVATE_ENDPOINTS
from adfc.model import Data, Factory
from tests.loopback import stored
from tests.loopback.messages import Answer, Request, error

TOKEN = "a-token-for-the-loopback"
SUBSCRIPTION = "00000000-0000-0000-0000-00000000c0de"
PAGE = 50
"""Resources on a page, as users count them."""

FACTORY = re.compile(
    r"/subscriptions/(?P<subscription>[^/]+)/resourceGroups/(?P<group>[^/]+)"
    r"/providers/Microsoft\.DataFactory/factories/(?P<factory>[^/]+)(?P<below>/.*)?",
    re.IGNORECASE,
)
_COLLECTIONS = {kind.collection.lower() for kind in KINDS if kind is not MANAGED_PRIVATE_ENDPOINTS}
_ENDPOINTS = re.compile(r"managedvirtualnetworks/[^/]+/managedprivateendpoints")

Held = dict[str, list[dict[str, Data]]]
"""Resources by the collection that lists them, in lower case; the factory itself by the empty name."""


@dataclass(slots=True)
class Fault:
    """What is answered instead, and how often, where a pattern is found in the URL."""

    where: str
    answer: Answer
    times: int = 1


@dataclass(slots=True)
class Azure:
    """Answers requests, and remembers them."""

    url: str
    page: int = PAGE
    held: dict[tuple[str, str], Held] = field(default_factory=dict)
    """By resource group and factory, in lower case."""
    faults: list[Fault] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def hold(self, group: str, factory: Factory, **properties: Data) -> None:
        """Hold a factory with all its resources, and `properties` of its own."""
        parts = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}/providers"
        factory_id = f"{parts}/Microsoft.DataFactory/factories/{factory.name}"
        held: Held = {"": [stored.factory(factory_id, factory.name, properties)]}
        for one in factory.resources:
            network = one.name.rpartition("/")[0].lower()
            collection = one.kind.collection.lower().replace("/", f"/{network}/")
            held.setdefault(collection, []).append(stored.stored(one.kind, factory_id, one.name, one.properties))
        if factory.global_parameters:
            parameters = stored.stored(GLOBAL_PARAMETERS, factory_id, "default", dict(factory.global_parameters))
            held[GLOBAL_PARAMETERS.collection] = [parameters]
        self.held[group.lower(), factory.name.lower()] = held

    def answer(self, request: Request) -> Answer:
        """The answer to a request."""
        with self._lock:
            self.seen.append(request)
            return self._fault(request) or self._refused(request) or self._read(request)

    def asked(self, pattern: str) -> list[str]:
        """The URLs that were asked for and hold a pattern, in order."""
        return [one.url for one in self.seen if re.search(pattern, one.url)]

    def _fault(self, request: Request) -> Answer | None:
        for fault in self.faults:
            if fault.times and re.search(fault.where, request.url):
                fault.times -= 1
                return fault.answer
        return None

    def _refused(self, request: Request) -> Answer | None:
        """What is wrong with a request, whatever it asks for."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return error(401, "AuthenticationFailed", "Authentication failed.")
        if request.query.get("api-version") != ["2018-06-01"]:
            return error(
                400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required."
            )
        found = FACTORY.fullmatch(request.path)
        return next(_missing(self.held, *found.groups()), None) if found else error(404, "NotFound", "")

    def _read(self, request: Request) -> Answer:
        found = FACTORY.fullmatch(request.path)
        assert found
        held = self.held[found["group"].lower(), found["factory"].lower()]
        collection = (found["below"] or "").strip("/").lower()
        if not collection:
            return Answer(200, held[""][0])
        if collection not in {*_COLLECTIONS, GLOBAL_PARAMETERS.collection} and not _ENDPOINTS.fullmatch(collection):
            return error(404, "InvalidResourceType", f"The resource type '{collection}' could not be found.")
        return self._page(request, held.get(collection, []))

    def _page(self, request: Request, resources: list[dict[str, Data]]) -> Answer:
        """A page of a list.

        A token that is not given back as it was is an internal error (reported); its letters are those of Cosmos DB's.
        """
        tokens = {f"+RID:~bCl+AA==#RT:1#TRC:{start}": start for start in range(0, len(resources), self.page)}
        token = request.query.get("$skiptoken", [next(iter(tokens), "")])[0]
        if tokens and token not in tokens:
            return error(500, "InternalError", "Internal error has occurred.")
        start = tokens.get(token, 0)
        following = list(tokens)[start // self.page + 1 :]
        body: dict[str, Data] = {"value": resources[start : start + self.page]}
        if following:
            query = f"api-version=2018-06-01&%24skiptoken={quote(following[0], safe='')}"
            body["nextLink"] = f"{self.url}{quote(request.path)}?{query}"
        return Answer(200, body)


def _missing(
    held: dict[tuple[str, str], Held], subscription: str, group: str, factory: str, _: str | None
) -> Iterator[Answer]:
    """What of the path to a factory is not there."""
    if subscription != SUBSCRIPTION:
        yield error(404, "SubscriptionNotFound", f"The subscription '{subscription}' could not be found.")
    if group.lower() not in {there for there, _ in held}:
        yield error(404, "ResourceGroupNotFound", f"Resource group '{group}' could not be found.")
    if (group.lower(), factory.lower()) not in held:
        where = f"'Microsoft.DataFactory/factories/{factory}' under resource group '{group}'"
        yield error(404, "ResourceNotFound", f"The Resource {where} was not found.")
