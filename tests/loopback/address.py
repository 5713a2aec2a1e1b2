"""Where a request goes: a factory, and what of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from adfc.kinds import GLOBAL_PARAMETERS, KINDS, Kind
from tests.loopback.messages import Request

_FACTORY = re.compile(
    r"/subscriptions/(?P<subscription>[^/]+)/resourceGroups/(?P<group>[^/]+)"
    r"/providers/Microsoft\.DataFactory/factories/(?P<factory>[^/]+)(?P<below>/.*)?",
    re.IGNORECASE,
)
_BY_COLLECTION: Mapping[str, Kind] = {kind.collection.lower(): kind for kind in (*KINDS, GLOBAL_PARAMETERS)}


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a path."""

    subscription: str
    group: str
    factory: str
    steps: tuple[str, ...]
    """What stands below the factory."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one factory."""
        return self.group.lower(), self.factory.lower()

    @property
    def factory_id(self) -> str:
        """The id of the factory."""
        group = f"/subscriptions/{self.subscription}/resourceGroups/{self.group}"
        return f"{group}/providers/Microsoft.DataFactory/factories/{self.factory}"

    @property
    def target(self) -> str:
        """The id of what it goes to, as errors name it."""
        return "/".join((self.factory_id, *self.steps))

    @property
    def kind(self) -> Kind | None:
        """The kind of the resource, or of those in the list, that it goes to; None where it is another thing."""
        return _BY_COLLECTION.get("/".join(self.steps[::2]).lower())

    @property
    def collection(self) -> str:
        """The list that it goes to, or that holds the resource, as `Held` names it."""
        at = (len(self.steps) - 1) // 2 * 2
        return "/".join(self.steps[: at + 1]).lower()

    @property
    def name(self) -> str:
        """The name of the resource that it goes to; empty for a list."""
        return self.steps[-1] if len(self.steps) % 2 == 0 and self.steps else ""

    @property
    def whole_name(self) -> str:
        """The same with the name of its network before that of a managed private endpoint."""
        return "/".join(self.steps[1::2])


def address_of(request: Request) -> Address | None:
    """Where a request goes; None where that is nothing of a factory."""
    found = _FACTORY.fullmatch(urlsplit(request.url).path)
    if not found:
        return None
    steps = tuple(unquote(one) for one in (found["below"] or "").split("/") if one)
    return Address(*(unquote(found[part]) for part in ("subscription", "group", "factory")), steps)
