"""What was read against what was built of the specs, resource by resource: the proof that nothing was lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from adfc.importer.same import ABSENT, Difference, differences, same
from adfc.model import Factory, Resource
from adfc.source import Path
from adfc.validate.wanted import dotted

SHOWN = 60
"""Characters of a value that a difference shows."""


@dataclass(frozen=True, slots=True)
class Different:
    """A resource that did not come back as it was."""

    resource: Resource
    reasons: tuple[str, ...]
    """What is different and why, a line each."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How many resources there were, which of them are different now, and which came from nowhere."""

    total: int
    different: tuple[Different, ...]
    added: tuple[Resource, ...]
    parameters: tuple[str, ...]
    """What is different about the global parameters, a line each."""

    @property
    def identical(self) -> int:
        """How many came back as they were."""
        return self.total - len(self.different)

    @property
    def holds(self) -> bool:
        """Whether every resource came back as it was, and nothing else with them."""
        return not (self.different or self.added or self.parameters)


def compare(
    read: Factory,
    built: Factory,
    withheld: Mapping[tuple[str, str], Mapping[Path, str]],
    broken: Mapping[tuple[str, str], str],
) -> Proof:
    """Compare as data: order of keys, and what a file says beside `name` and `properties`, are told apart from content.

    Args:
        read: the factory as it was read.
        built: the factory as its specs were built.
        withheld: the secrets that were not written, by the key of their resource.
        broken: why a spec could not be built, by the key of its resource.
    """
    now = {one.key: one for one in built.resources}
    different = []
    for one in read.resources:
        reasons = tuple(_reasons(one, now.get(one.key), withheld.get(one.key, {}), broken.get(one.key, "")))
        if reasons:
            different.append(Different(one, reasons))
    known = {one.key for one in read.resources}
    added = tuple(one for key, one in now.items() if key not in known)
    parameters = differences(dict(read.global_parameters), dict(built.global_parameters))
    return Proof(len(read.resources), tuple(different), added, tuple(map(_line, parameters)))


def _reasons(was: Resource, now: Resource | None, withheld: Mapping[Path, str], broken: str) -> Iterator[str]:
    if now is None:
        yield f"its spec can't be built: {broken}" if broken else "it is missing"
    elif now.name != was.name:
        yield f'"{now.name}" has the same name: ADF compares without case'
    elif not same(was.properties, now.properties):
        for path, name in withheld.items():
            yield f'{dotted(path)}: a secret is never written; it is the secure parameter "{name}" now'
        found = [one for one in differences(was.properties, now.properties) if one[0][:-1] not in withheld]
        if found and broken:
            yield f"its spec has an error: {broken}"
        yield from map(_line, found)
    elif dict(was.secure) != dict(now.secure):
        yield "its secure parameters have other names now"


def _line(difference: Difference) -> str:
    path, was, now = difference
    return f"{dotted(path)}: was {_shown(was)}, is {_shown(now)}"


def _shown(value: object) -> str:
    if value is ABSENT:
        return "absent"
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
