"""What a resource says, without what only the service writes or means the same: two of these can be compared.

Left out, so that a plan shows nothing that nobody changed:

- what `live` drops as read-only, `runtimeState` of a trigger (compared as its state), `status` of a change data capture
  (started and stopped by requests of its own), `lastPublishTime` of a pipeline (ADF Studio writes it);
- `encryptedCredential` of a linked service, and the text of every SecureString: the service gives neither back as it
  was put (recorded traffic);
- passwords and keys in connection strings, which the service cuts out (recorded traffic);
- null, and what is empty at the top of `properties` (`annotations: []` and no annotations are the same);
- `preventDataExfiltration: false`, the one default that recorded traffic shows the service to add;
- the difference between 1 and 1.0, and between ways to write one point in time in a trigger.

Guesses, for which no recording was found: that the `status` of a change data capture stays as it is put; that the type
of a resource comes back in the letters in which it was put, as it would show as a difference else.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from adfc.kinds import CHANGE_DATA_CAPTURES, LINKED_SERVICES, MANAGED_VIRTUAL_NETWORKS, PIPELINES, TRIGGERS, Kind
from adfc.model import Data
from adfc.publish.live import READ_ONLY, without
from adfc.source import Path

SECURE_STRING = "SecureString"

OWN_OF_SERVICE: Mapping[Kind, tuple[Path, ...]] = {
    TRIGGERS: (("runtimeState",),),
    CHANGE_DATA_CAPTURES: (("status",),),
    PIPELINES: (("lastPublishTime",),),
    LINKED_SERVICES: (("typeProperties", "encryptedCredential"),),
}
"""Beside READ_ONLY, by path in `properties`."""

DEFAULTS: Mapping[Kind, Mapping[str, Data]] = {MANAGED_VIRTUAL_NETWORKS: {"preventDataExfiltration": False}}

TIMES = frozenset(("startTime", "endTime"))

IN_CONNECTION_STRING = re.compile(
    r"\s*(account ?key|password|pwd|shared ?access ?(?:key|signature)|secret|sig)\s*=\s*[^;]*;?", re.IGNORECASE
)
"""A secret in a connection string, with its name."""


def content(kind: Kind, properties: Mapping[str, Data]) -> dict[str, Data]:
    """The properties of a resource of this kind, as they are compared."""
    left: Data = dict(properties)
    for path in READ_ONLY.get(kind, ()):
        left = without(left, path[1:])
    for path in OWN_OF_SERVICE.get(kind, ()):
        left = without(left, path)
    defaults = DEFAULTS.get(kind, {})
    kept = {key: value for key, value in left.items() if value not in ([], {}, "") and defaults.get(key) != value}
    told: dict[str, Data] = _told(kept, None, kind)
    return told


def digest(kind: Kind, properties: Mapping[str, Data]) -> str:
    """A short text that is the same for the same content."""
    text = msgspec.json.encode(content(kind, properties), order="deterministic")
    return hashlib.sha256(text).hexdigest()


def is_secure(value: Data) -> bool:
    """Whether a value is a SecureString."""
    return isinstance(value, dict) and str(value.get("type")).lower() == SECURE_STRING.lower()


def _told(value: Data, key: str | None, kind: Kind) -> Data:
    if isinstance(value, dict):
        if is_secure(value):
            return {name: one for name, one in value.items() if name != "value"}
        return {name: _told(one, name, kind) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_told(one, key, kind) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and key in TIMES and kind is TRIGGERS:
        return _time(value)
    if isinstance(value, str) and key == "connectionString":
        return IN_CONNECTION_STRING.sub("", value)
    return value


def _time(text: str) -> str:
    """A point in time, written in one way; any other text as it is. Without a zone it stays without."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (found.astimezone(UTC) if found.tzinfo else found).isoformat().replace("+00:00", "Z")
