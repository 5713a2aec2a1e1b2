"""What the service makes of a resource that is put: what it adds, and what it never shows again."""

import re

from adfc.kinds import (
    INTEGRATION_RUNTIMES,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    TRIGGERS,
    Kind,
)
from adfc.model import Data

MASK = "**********"
ENCRYPTED = "ew0KICAiVmVyc2lvbiI6ICIyMDE3LTExLTMwIg0KfQ=="
ETAG = "0400ffa9-0000-0000-0000-5b4901110000"

_IN_CONNECTION_STRING = re.compile(r"(AccountKey|Password|Pwd)=[^;]*;?", re.IGNORECASE)


def stored(kind: Kind, factory_id: str, name: str, properties: dict[str, Data], etag: str = ETAG) -> dict[str, Data]:
    """The resource as it is given back; `name` is `network/endpoint` of a managed private endpoint.

    Ids and types are in lower case (recorded), a managed private endpoint has no etag (recorded).
    """
    steps, names = kind.collection.lower().split("/"), name.split("/")
    below = "/".join(f"{step}/{one}" for step, one in zip(steps, names, strict=True))
    resource = {
        "id": f"{factory_id}/{below}",
        "name": names[-1],
        "type": f"Microsoft.DataFactory/factories/{kind.collection.lower()}",
        "properties": _kept(kind, properties),
    }
    return resource if kind is MANAGED_PRIVATE_ENDPOINTS else {**resource, "etag": etag}


def factory(factory_id: str, name: str, properties: dict[str, Data], etag: str = ETAG) -> dict[str, Data]:
    """The factory itself as it is given back."""
    made = {"provisioningState": "Succeeded", "createTime": "2026-01-01T00:00:00.1234567Z", "version": "2018-06-01"}
    ids = {"principalId": "e059b2b7-5d2c-44f5-81c2-3662b3cbdeb4", "tenantId": "54826b22-38d6-4fb2-bad9-b7b93a3e9c5a"}
    return {
        "name": name,
        "id": factory_id,
        "type": "Microsoft.DataFactory/factories",
        "properties": {**made, **properties},
        "eTag": f'"{etag}"',
        "location": "centralus",
        "identity": {"type": "SystemAssigned", **ids},
        "tags": {},
    }


def _kept(kind: Kind, properties: dict[str, Data]) -> dict[str, Data]:
    kept: dict[str, Data] = _masked(properties)
    if kind is LINKED_SERVICES and kept != properties:
        kept["typeProperties"]["encryptedCredential"] = ENCRYPTED
    if kind is TRIGGERS:
        kept.setdefault("runtimeState", "Stopped")
    if kind is INTEGRATION_RUNTIMES and kept["type"] == "Managed":
        kept["state"] = "Initial"
    if kind is MANAGED_VIRTUAL_NETWORKS:
        kept |= {"vNetId": "3eb3a45b-f6c4-4ab8-887d-88eaf048162b", "alias": "factory"}
        kept.setdefault("preventDataExfiltration", False)
    if kind is MANAGED_PRIVATE_ENDPOINTS:
        state = {"status": "", "description": "", "actionsRequired": ""}
        kept |= {"provisioningState": "Succeeded", "connectionState": state}
        kept.setdefault("fqdns", [])
    return kept


def _masked(value: Data) -> Data:
    """A copy with asterisks for the text of each SecureString, and connection strings without their secrets."""
    if isinstance(value, dict):
        if value.get("type") == "SecureString" and "value" in value:
            return {**value, "value": MASK}
        return {key: _cut(one) if key == "connectionString" else _masked(one) for key, one in value.items()}
    return [_masked(one) for one in value] if isinstance(value, list) else value


def _cut(value: Data) -> Data:
    return _IN_CONNECTION_STRING.sub("", value) if isinstance(value, str) else _masked(value)
