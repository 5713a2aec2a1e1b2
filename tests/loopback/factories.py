"""Factories themselves: made, changed and deleted whole."""

from adfc.model import Data
from tests.loopback import stored
from tests.loopback.address import Address
from tests.loopback.messages import Answer, Request, error
from tests.loopback.writing import Held, Shelf

Factories = dict[tuple[str, str], Held]
"""By resource group and name, in lower case."""

_CHANGEABLE = ("tags", "identity")
"""What PATCH changes, beside `publicNetworkAccess` of the properties (contract)."""


def write(factories: Factories, groups: set[str], shelf: Shelf, address: Address, request: Request) -> Answer:
    """Do what PUT, PATCH or DELETE ask of a factory."""
    there = address.key in factories
    if request.method == "DELETE":
        return _deleted(factories, address) if there else Answer(204)
    if address.group.lower() not in groups:
        return error(404, "ResourceGroupNotFound", f"Resource group '{address.group}' could not be found.")
    body = request.data()
    if not isinstance(body, dict):
        return error(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
    if request.method == "PATCH":
        return _patched(factories[address.key], body, shelf) if there else missing(address)
    if "location" not in body:
        return error(400, "LocationRequired", "The location property is required for this definition.")
    return _put(factories, address, body, shelf)


def missing(address: Address) -> Answer:
    """There is no such factory (recorded)."""
    where = f"'Microsoft.DataFactory/factories/{address.factory}' under resource group '{address.group}'"
    return error(404, "ResourceNotFound", f"The Resource {where} was not found.")


def _put(factories: Factories, address: Address, body: dict[str, Data], shelf: Shelf) -> Answer:
    """What was there of it but its resources is replaced: what the body leaves out is gone (reported)."""
    made = stored.factory(address.factory_id, address.factory, body.get("properties") or {}, shelf.etag())
    made |= {key: body[key] for key in ("location", "tags") if key in body}
    if not body.get("identity"):
        del made["identity"]
    factories.setdefault(address.key, {})[""] = [made]
    return Answer(200, made)


def _patched(held: Held, body: dict[str, Data], shelf: Shelf) -> Answer:
    old = held[""][0]
    made = {**old, **{key: body[key] for key in _CHANGEABLE if key in body}, "eTag": f'"{shelf.etag()}"'}
    access = body.get("properties", {}).get("publicNetworkAccess")
    if access:
        made["properties"] = {**old["properties"], "publicNetworkAccess": access}
    held[""] = [made]
    return Answer(200, made)


def _deleted(factories: Factories, address: Address) -> Answer:
    del factories[address.key]
    return Answer(200)
