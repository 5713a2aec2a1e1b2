"""What PUT, PATCH and DELETE do to a factory, and what they refuse.

Recorded: 200 for a PUT, with the body as it was sent and what the service adds; 200 for a DELETE, 204 where nothing was
there. Quoted in issues: the refusals of bad references and of what is in use. A guess: the body of a 412, the words for
a body or a name that is not taken, that a DELETE heeds no `If-Match`, that networks can't be deleted (the contract has
no such operation) and that their endpoints don't keep them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adfc.kinds import (
    GLOBAL_PARAMETERS,
    KINDS,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    TRIGGERS,
    Kind,
)
from adfc.model import Data
from tests.loopback import bodies, stored, triggers
from tests.loopback.address import Address
from tests.loopback.integrity import is_there, references
from tests.loopback.messages import Answer, Request, error, refusal
from tests.loopback.subscriptions import Subscriptions

Held = dict[str, list[dict[str, Data]]]
"""Resources by the collection that lists them, in lower case; the factory itself by the empty name."""


@dataclass(slots=True)
class Shelf:
    """Puts resources into factories, and takes them away."""

    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    given: dict[str, dict[str, Data]] = field(default_factory=dict)
    """The properties of each resource as they were last put, secrets too, by its id in lower case."""
    _etags: int = 0

    def place(self, held: Held, factory_id: str, kind: Kind, name: str, properties: dict[str, Data]) -> dict[str, Data]:
        """Hold a resource, whatever was there of its name."""
        network = name.rpartition("/")[0].lower()
        collection = held.setdefault(kind.collection.lower().replace("/", f"/{network}/"), [])
        made = stored.stored(kind, factory_id, name, properties, self.etag())
        at = _at(collection, made["name"])
        collection[at : at + 1] = [made]
        self.given[made["id"].lower()] = properties
        return made

    def etag(self) -> str:
        """One that was never used."""
        self._etags += 1
        return f"{stored.ETAG[:-12]}{self._etags:012x}"

    def put(self, held: Held, address: Address, request: Request) -> Answer:
        """Put a resource."""
        kind = address.kind
        assert kind
        body = request.data()
        old = found(held, address)
        refused = next(self._refusals(held, address, kind, body, old), None) or _unmatched(request, old)
        if refused:
            return refused
        properties = dict(body["properties"])
        if kind is TRIGGERS:
            properties["runtimeState"] = "Stopped"
        made = self.place(held, address.factory_id, kind, address.whole_name, properties)
        if kind is TRIGGERS and triggers.is_event_trigger(made):
            self.subscriptions.remake(made["id"])
        return Answer(200, made)

    def delete(self, held: Held, address: Address) -> Answer:
        """Delete a resource."""
        old = found(held, address)
        if address.kind is MANAGED_VIRTUAL_NETWORKS:
            return error(405, "MethodNotAllowed", "The HTTP method DELETE is not supported.")
        if old is None:
            return Answer(204)
        untouchable = triggers.untouchable(old, self.subscriptions) if address.kind is TRIGGERS else iter(())
        refused = next(untouchable, None) or next(_in_use(held, address), None)
        if refused:
            return refused
        held[address.collection].remove(old)
        self.given.pop(old["id"].lower(), None)
        self.subscriptions.forget(old["id"])
        return Answer(200)

    def _refusals(
        self, held: Held, address: Address, kind: Kind, body: Data, old: dict[str, Data] | None
    ) -> Iterator[Answer]:
        properties = body.get("properties") if isinstance(body, dict) else None
        if not isinstance(properties, dict):
            yield error(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
            return
        if not bodies.name_is_good(kind, address.whole_name):
            yield refusal("BadRequest", f"Invalid resource name '{address.name}'.", address.target)
        complaint = bodies.complaint(kind, address.name, properties)
        if complaint:
            yield refusal("BadRequest", complaint, address.target)
        if kind is TRIGGERS and old:
            yield from triggers.untouchable(old, self.subscriptions)
            yield from triggers.unlike(old, properties)
        yield from _dangling(held, address, kind, properties)


def found(held: Held, address: Address) -> dict[str, Data] | None:
    """The resource that an address goes to; None where there is none."""
    collection = held.get(address.collection, [])
    at = _at(collection, address.name)
    return collection[at] if at < len(collection) else None


def missing(address: Address) -> Answer:
    """There is no such resource (recorded)."""
    message = "The document could not be retrieved because it does not exist."
    return refusal("NotFound", message, address.target, status=404)


def _at(collection: list[dict[str, Data]], name: str) -> int:
    """Where in the collection the resource of a name stands; its length where there is none."""
    names = (at for at, one in enumerate(collection) if str(one["name"]).lower() == name.lower())
    return next(names, len(collection))


def _unmatched(request: Request, old: dict[str, Data] | None) -> Answer | None:
    """The answer where the resource is not in the state that the request wants it in."""
    wanted, unwanted = request.headers.get("if-match"), request.headers.get("if-none-match")
    etag = old and old.get("etag")
    unmet = wanted is not None and (old is None or wanted.strip('"') not in {"*", etag})
    if unmet or (unwanted is not None and old is not None and unwanted.strip('"') in {"*", etag}):
        return error(412, "PreconditionFailed", "The condition of the request does not hold.")
    return None


def _dangling(held: Held, address: Address, kind: Kind, properties: dict[str, Data]) -> Iterator[Answer]:
    own = (address.collection, address.name.lower())
    for collection, name in references(kind, properties):
        if (collection, name.lower()) != own and not is_there(held, (collection, name)):
            message = f"The document creation or update failed because of invalid reference '{name}'."
            yield refusal("BadRequest", message, address.target)
    if kind is MANAGED_PRIVATE_ENDPOINTS and not is_there(held, (address.steps[0].lower(), address.steps[1])):
        yield error(404, "ParentResourceNotFound", f"Parent resource '{address.steps[1]}' not found.")


def _in_use(held: Held, address: Address) -> Iterator[Answer]:
    own = (address.collection, address.name.lower())
    for kind in (*KINDS, GLOBAL_PARAMETERS):
        for one in held.get(kind.collection.lower(), []):
            targets = {(collection, name.lower()) for collection, name in references(kind, one["properties"])}
            if own in targets and one["id"].lower() != address.target.lower():
                message = f"The document cannot be deleted since it is referenced by {one['name']}."
                yield refusal("BadRequest", message, address.target)
