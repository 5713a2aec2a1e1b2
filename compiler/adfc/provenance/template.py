"""What a connector's template makes a value of: properties of the spec, or its own words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.connectors import Part
from adfc.connectors.part import Slot
from adfc.model import Data
from adfc.provenance.cause import Cause
from adfc.source import Path

NAMES = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Made:
    """How a template makes one value."""

    part: Part
    properties: tuple[Path, ...]
    """The paths in the spec's body that the value is made of."""
    rest: Path = ()
    """Where the value stands inside that of the property, if it is handed on as it is."""
    as_it_is: bool = False

    @property
    def cause(self) -> Cause:
        """The template, as `template kusto/dataset.yml`."""
        return Cause("template", "template " + "/".join(self.part.name.split("/")[-2:]))


def made_by(part: Part, path: Path, body: Data, given: Mapping[str, Part]) -> Made | None:
    """How the part's template makes what stands at a path of its result; None when it has nothing there.

    Args:
        part: the part.
        path: of the result.
        body: what the user writes: the spec's body, or one end of a copy.
        given: by name, the parts whose results the template is given (a format's `location`).
    """
    value = part.skeleton
    for at, step in enumerate(path):
        if isinstance(value, Slot):
            return _filled(part, value, path[at:], body, given)
        if not isinstance(value, dict):  # an item of a list, whose number says nothing where others are left out
            return Made(part, ())
        if step not in value:
            return None
        value = value[step]
    return _filled(part, value, (), body, given) if isinstance(value, Slot) else Made(part, ())


def _filled(part: Part, slot: Slot, rest: Path, body: Data, given: Mapping[str, Part]) -> Made | None:
    expression = part.expressions[slot.index]
    if expression in given:
        return made_by(given[expression], rest, body, {})
    properties = tuple(dict.fromkeys(_properties(part, expression, body)))
    bare = bool(NAMES.fullmatch(expression)) and len(properties) == 1
    if not bare:
        properties = tuple(one + _entry(body, one, rest) for one in properties)
    return Made(part, properties, rest if bare else (), as_it_is=bare)


def _entry(body: Data, path: Path, rest: Path) -> Path:
    """The key of a mapping that became the item of a list that `rest` leads to: columns are written by name."""
    for step in path:
        body = body[step]
    is_item = bool(rest) and isinstance(rest[0], int)
    return (list(body)[int(rest[0])],) if is_item and isinstance(body, dict) and int(rest[0]) < len(body) else ()


def _properties(part: Part, expression: str, body: Data) -> Iterator[Path]:
    """The properties that an expression names and the body has."""
    for name in NAMES.findall(TEXT.sub("", expression)):
        path = tuple(name.split("."))
        if path[0] in part.keys and _has(body, path):
            yield path


def _has(body: Data, path: Path) -> bool:
    for step in path:
        body = body.get(step) if isinstance(body, dict) else None
    return body is not None
