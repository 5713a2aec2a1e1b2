"""A connector's template read backwards: the values of a spec from which it makes a given ADF body.

What is found here is a guess, and only as good as the lowering that confirms it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from adfc.adf.grammar import Type
from adfc.adf.model import load
from adfc.connectors import Part
from adfc.connectors.jinja import TemplateFault, is_undefined, names_in
from adfc.connectors.part import Slot
from adfc.importer.lift.choices import candidates, choices
from adfc.importer.lift.values import Values
from adfc.lower.finish import ANY, PLAIN
from adfc.model import Data
from adfc.source import Path

UNSAID = object()
"""In place of a value: the expression gives what stands in the body when a user says nothing."""

_NAME = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_READ = re.compile(rf"(?P<name>{_NAME})(?P<filters>(?:\s*\|\s*\w+(?:\([^()|]*\))?)*)")
_FILTER = re.compile(r"\|\s*(\w+)")
_NAMES = re.compile(rf"'[^']*'|\"[^\"]*\"|(?P<name>{_NAME})")


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands in a body where the template has an expression."""

    value: Data
    of: Type
    path: Path
    wrap: bool

    def inner(self, key: str | int) -> "Hole":
        """What stands one level deeper."""
        of = load().child(self.of, self.value, key) or ANY
        return Hole(self.value[key], of, (*self.path, key), self.wrap and key not in PLAIN)


def holes(skeleton: Data, body: Hole) -> dict[int, Hole] | None:
    """What stands in the body for each expression of the template, as far as it is there; None where they don't fit."""
    if isinstance(skeleton, Slot):
        return {skeleton.index: body}
    if isinstance(skeleton, dict):
        if not isinstance(body.value, dict) or not body.value.keys() <= skeleton.keys():
            return None
        return _together(holes(skeleton[key], body.inner(key)) for key in body.value)
    if isinstance(skeleton, list):
        if not isinstance(body.value, list) or len(body.value) != len(skeleton):
            return None
        return _together(holes(one, body.inner(index)) for index, one in enumerate(skeleton))
    return {} if skeleton == body.value else None


def _together(parts: Iterator[dict[int, Hole] | None]) -> dict[int, Hole] | None:
    found: dict[int, Hole] = {}
    for part in parts:
        if part is None:
            return None
        found.update(part)
    return found


def guesses(part: Part, found: Mapping[int, Hole], values: Values) -> Iterator[dict[str, Data]]:
    """What a user may have written for the part, the likeliest first."""
    lifted = {index: values.value(one.value, one.of, one.path, one.wrap) for index, one in found.items()}
    own: dict[str, Data] = {}
    for index, source in enumerate(part.expressions):
        read = _READ.fullmatch(source)
        if read and index in lifted and _root(read["name"]) in part.keys:
            told = _undone(read["filters"], lifted[index])
            if told is not UNSAID:
                _put(own, read["name"], told)
    for index, source in enumerate(part.expressions):
        if not _READ.fullmatch(source):
            _choose(part, index, own, lifted)
    yield _ordered(own, part)
    for name in part.schema.get("required", ()):
        if name not in own:
            schema = part.schema["properties"].get(name)
            yield from (_ordered({**own, name: one}, part) for one in choices(schema, part.schema))


def may_be_left_out(part: Part) -> frozenset[str]:
    """The properties for which the template writes something even where a user says nothing."""
    return _names_used_otherwise(part.expressions) & part.keys


@cache
def _names_used_otherwise(expressions: tuple[str, ...]) -> frozenset[str]:
    """The names in expressions that do more than read one."""
    return frozenset(names_in([one for one in expressions if not re.fullmatch(_NAME, one)]))


def _choose(part: Part, index: int, own: dict[str, Data], lifted: Mapping[int, Data]) -> None:
    """Add to `own` the value that makes an expression of several words give what stands in the body."""
    if _gives(part, index, own, lifted):
        return
    for name in dict.fromkeys(one["name"] for one in _NAMES.finditer(part.expressions[index]) if one["name"]):
        if _root(name) not in part.keys or _has(own, name):
            continue
        for candidate in candidates(part, name, lifted.get(index)):
            trial = _put(dict(own), name, candidate)
            if _gives(part, index, trial, lifted):
                own.update(trial)
                return


def _gives(part: Part, index: int, own: Mapping[str, Data], lifted: Mapping[int, Data]) -> bool:
    """Whether the expression makes of `own` what stands in the body; undefined where nothing does."""
    try:
        made = part.compiled(own)[index]
    except TemplateFault:
        return False
    return is_undefined(made) if index not in lifted else not is_undefined(made) and bool(made == lifted[index])


def _undone(filters: str, value: Data) -> Data:
    """What the filters of an expression were given, that they gave `value`."""
    for name in reversed(_FILTER.findall(filters)):
        value = _UNDO.get(name, lambda same: same)(value)
    return value


def _name_of_reference(value: Data) -> Data:
    if not isinstance(value, dict) or "referenceName" not in value:
        return value
    name, parameters = value["referenceName"], value.get("parameters")
    return name if parameters is None else {"name": name, "parameters": parameters}


def _types_of_columns(value: Data) -> Data:
    if isinstance(value, list) and all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in value):
        return {one["name"]: one.get("type") for one in value} or UNSAID
    return value


_UNDO: Mapping[str, Callable[[Data], Data]] = {"reference": _name_of_reference, "columns": _types_of_columns}
"""By the filters of `connectors.jinja`; `default` gives what it was given."""


def _root(name: str) -> str:
    return name.partition(".")[0]


def _has(own: Data, name: str) -> bool:
    for step in name.split("."):
        if not isinstance(own, dict) or step not in own:
            return False
        own = own[step]
    return True


def _put(own: dict[str, Data], name: str, value: Data) -> dict[str, Data]:
    """`own` with the value at a name with dots; mappings on the way are made, or copied."""
    first, _, rest = name.partition(".")
    inner = own.get(first)
    own[first] = _put(dict(inner) if isinstance(inner, dict) else {}, rest, value) if rest else value
    return own


def _ordered(own: dict[str, Data], part: Part) -> dict[str, Data]:
    """The keys in the order in which the schema tells of them."""
    return {key: own[key] for key in part.schema.get("properties", ()) if key in own}
