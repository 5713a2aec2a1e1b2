"""Azure Resource Manager with one subscription, its resource groups and their factories; all of it can be looked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Lock

from adfc.kinds import GLOBAL_PARAMETERS, PIPELINES, TRIGGERS
from adfc.model import Data, Factory
from tests.loopback import factories, reading, stored, triggers, writing
from tests.loopback.address import Address, address_of
from tests.loopback.allowance import Allowance
from tests.loopback.faults import Fault
from tests.loopback.load import Load
from tests.loopback.messages import Answer, Request, error
from tests.loopback.runs import Runs
from tests.loopback.writing import Held, Shelf

TOKEN = "a-token-for-the-loopback"
SUBSCRIPTION = "00000000-0000-0000-0000-00000000c0de"
PAGE = 50
"""Resources on a page, as users count them."""


@dataclass(slots=True)
class Azure:
    """Answers requests, and remembers them."""

    url: str
    page: int = PAGE
    latency: float = 0
    """Seconds that each answer takes; a PUT takes the service about one (recorded)."""
    allowance: Allowance | None = field(default_factory=Allowance)
    """None where any number of requests will do."""
    groups: set[str] = field(default_factory=set)
    """The names of the resource groups, in lower case."""
    held: factories.Factories = field(default_factory=dict)
    """By resource group and factory, in lower case: what is shown of each."""
    shelf: Shelf = field(default_factory=Shelf)
    runs: Runs = field(default_factory=Runs)
    faults: list[Fault] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    answered: list[tuple[str, int]] = field(default_factory=list)
    """The line of each request with the status of its answer, 0 for none, as they were answered."""
    load: Load = field(default_factory=Load)
    _lock: Lock = field(default_factory=Lock)

    def hold(self, group: str, factory: Factory, **properties: Data) -> None:
        """Hold a factory with all its resources, and `properties` of its own. What is started stays so."""
        parts = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}/providers"
        factory_id = f"{parts}/Microsoft.DataFactory/factories/{factory.name}"
        held: Held = {"": [stored.factory(factory_id, factory.name, properties, self.shelf.etag())]}
        for one in factory.resources:
            made = self.shelf.place(held, factory_id, one.kind, one.name, one.properties)
            if one.kind is TRIGGERS and triggers.is_event_trigger(made) and _is_started(made):
                self.shelf.subscriptions.make(made["id"])
        if factory.global_parameters:
            self.shelf.place(held, factory_id, GLOBAL_PARAMETERS, "default", dict(factory.global_parameters))
        self.groups.add(group.lower())
        self.held[group.lower(), factory.name.lower()] = held

    def answer(self, request: Request) -> Answer:
        """The answer to a request."""
        with self._lock:
            self.seen.append(request)
            answer = self._fault_or_answer(request)
            self.answered.append((request.line, answer.status))
        return replace(answer, seconds=answer.seconds + self.latency)

    def asked(self, pattern: str) -> list[str]:
        """The URLs that were asked for and hold a pattern, in order."""
        return [one.url for one in self.seen if re.search(pattern, one.url)]

    def written(self) -> list[str]:
        """What was asked for beside questions, in order: the method and the path below the factory."""
        writes = [one for one in self.seen if not one.is_question]
        return [f"{one.method} {re.split('/factories/[^/]+', one.path, maxsplit=1)[-1]}" for one in writes]

    def _fault_or_answer(self, request: Request) -> Answer:
        fault = next((one for one in self.faults if one.strikes(request)), None)
        if fault and not fault.after:
            return fault.happen()
        answer = (self.allowance and self.allowance.refusal(request)) or self._refused(request) or self._done(request)
        if fault:
            return fault.happen()
        return self.allowance.told(request, answer) if self.allowance else answer

    def _refused(self, request: Request) -> Answer | None:
        """What is wrong with a request, whatever it asks for."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return error(401, "AuthenticationFailed", "Authentication failed.")
        if request.query.get("api-version") != ["2018-06-01"]:
            return error(
                400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required."
            )
        address = address_of(request)
        return next(self._missing(address, request.method), None) if address else error(404, "NotFound", "")

    def _missing(self, address: Address, method: str) -> Iterator[Answer]:
        """What of the path is not there."""
        if address.subscription != SUBSCRIPTION:
            message = f"The subscription '{address.subscription}' could not be found."
            yield error(404, "SubscriptionNotFound", message)
        if address.group.lower() not in self.groups:
            yield error(404, "ResourceGroupNotFound", f"Resource group '{address.group}' could not be found.")
        if address.key not in self.held and (address.steps or method in {"GET", "POST"}):
            yield factories.missing(address)

    def _done(self, request: Request) -> Answer:
        address = address_of(request)
        assert address
        if not address.steps and request.method != "GET":
            return factories.write(self.held, self.groups, self.shelf, address, request)
        held = self.held[address.key]
        if not address.steps:
            return Answer(200, held[""][0])
        ran = self._ran(held, address, request)
        if ran or request.method != "POST":
            return ran or self._resource(held, address, request)
        return self._acted(held, address)

    def _ran(self, held: Held, address: Address, request: Request) -> Answer | None:
        """Do what is asked of runs; None where it is about something else."""
        match request.method, *(one.lower() for one in address.steps):
            case "POST", "querypipelineruns":
                return self.runs.query(address.key, request)
            case "GET", "pipelineruns", _:
                return self.runs.act(address.key, address.steps[1], "get", request)
            case "POST", "pipelineruns", _, ("cancel" | "queryactivityruns") as action:
                return self.runs.act(address.key, address.steps[1], action, request)
            case "POST", "pipelines", _, "createrun":
                pipeline = replace(address, steps=(PIPELINES.collection, address.steps[1]))
                found = writing.found(held, pipeline)
                return self.runs.create(address.key, found, request) if found else writing.missing(pipeline)
        return None

    def _resource(self, held: Held, address: Address, request: Request) -> Answer:
        """Read or write a resource, or a list of them."""
        if address.kind is None:
            return _unknown(address)
        if not address.name:
            return reading.page(request, held.get(address.collection, []), self.page, self.url)
        if request.method == "PUT":
            return self.shelf.put(held, address, request)
        if request.method == "DELETE":
            return self.shelf.delete(held, address)
        found = writing.found(held, address)
        return Answer(200, found) if found else writing.missing(address)

    def _acted(self, held: Held, address: Address) -> Answer:
        """Do what a POST asks for: the last step of the path says what."""
        resource, action = replace(address, steps=address.steps[:-1]), address.steps[-1]
        found = writing.found(held, resource) if resource.kind and resource.name else None
        if resource.kind is not TRIGGERS:
            return _unknown(address)
        if found is None:
            return writing.missing(resource)
        before = found["properties"].get("runtimeState")
        answer = triggers.act(found, action, self.shelf.subscriptions)
        if before != found["properties"].get("runtimeState"):
            found["etag"] = self.shelf.etag()
        return answer or _unknown(address)


def _unknown(address: Address) -> Answer:
    kind = "/".join(address.steps[::2])
    return error(404, "InvalidResourceType", f"The resource type '{kind}' could not be found.")


def _is_started(trigger: dict[str, Data]) -> bool:
    return trigger["properties"].get("runtimeState") == "Started"
