"""What differs between targets: found by comparing their drafts, made parameters of one template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from adfc.emit.arm.draft import Draft
from adfc.emit.arm.expressions import is_parameter, json_parameter, parameter, unescaped
from adfc.emit.arm.parameters import Parameters
from adfc.emit.arm.template import Parameter
from adfc.model import Data
from adfc.source import Path

Values = Mapping[str, Data]
"""By target."""

_TYPES: Mapping[type, str] = {str: "string", bool: "bool", int: "int", list: "array", dict: "object"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not the same in all targets that have its resource."""

    id: str
    """Of the resource, as `Draft.id`."""
    path: Path
    """Counted from the draft's body."""
    words: tuple[str, ...]
    """Of its parameter's name, after the resource's."""
    values: Values
    """As escaped for a template."""

    @property
    def type(self) -> str:
        """ARM's type of a parameter that takes any of the values; empty when none does but JSON as text."""
        kinds = {_TYPES.get(type(value), "") for value in self.values.values()}
        return kinds.pop() if len(kinds) == 1 else ""

    def value(self, target: str) -> Data:
        """What the parameter file of a target gives: literal, as ARM evaluates nothing there."""
        literal = unescaped(self.values[target])
        return literal if self.type else msgspec.json.encode(literal).decode()


def find_differences(drafts: Mapping[str, Sequence[Draft]]) -> list[Difference]:
    """The differences between the drafts of all targets, in the order of the resources; nested as deep as they go.

    A mapping whose keys differ and a list whose length differs are one difference each.
    """
    by_id: dict[str, dict[str, Draft]] = {}
    for target, all_of_it in drafts.items():
        for draft in all_of_it:
            by_id.setdefault(draft.id, {})[target] = draft
    return [
        Difference(key, path, words, values)
        for key, by_target in by_id.items()
        for path, words, values in _differing({target: one.body for target, one in by_target.items()}, (), ())
    ]


def _differing(values: Values, path: Path, words: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...], Values]]:
    first, *others = values.values()
    if all(same(first, other) for other in others):
        return
    if isinstance(first, dict) and path != () and not all(_alike(first, other) for other in others):
        yield path, words, values
    elif isinstance(first, dict):
        for key in first:
            yield from _differing(_at(values, key), (*path, key), (*words, key))
    elif isinstance(first, list) and all(isinstance(one, list) and len(one) == len(first) for one in others):
        for index, item in enumerate(first):
            yield from _differing(_at(values, index), (*path, index), (*words[:-1], _word(item, index)))
    else:
        yield path, words, values


def same(one: Data, other: Data) -> bool:
    """Whether two values are the same JSON: true is not 1, and 1.0 is not 1."""
    if one is other:  # most of what targets have
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _alike(one: dict[str, Data], other: Data) -> bool:
    return isinstance(other, dict) and one.keys() == other.keys()


def _at(values: Values, step: Any) -> Values:
    return {target: value[step] for target, value in values.items()}


def _word(item: Data, index: int) -> str:
    """What stands for a list's item in a name, as a definition's `[{...}, "name"]` would have it."""
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) and not is_parameter(name) else str(index)


class Differences:
    """Puts the differences into the drafts of the template that all targets share."""

    def __init__(self, base: str, parameters: Parameters) -> None:
        self._base, self._parameters = base, parameters
        self.made: dict[str, Difference] = {}
        """The difference that each new parameter stands for."""
        self.secret: list[tuple[Draft, Difference]] = []
        """Differences that hold a secret's parameter, so that no parameter can take their place."""

    def apply(self, found: Difference, draft: Draft) -> None:
        """Make one difference a parameter, unless it is part of one already."""
        holder: Data = draft.body
        for step in found.path[:-1]:
            holder = holder[step]
            if not isinstance(holder, dict | list):
                return
        last: Any = found.path[-1]
        inside = [one for one in self._parameters.all() if one.name in _names_in(holder[last])]
        if is_parameter(holder[last]):
            return
        if any(one.default is None for one in inside):
            self.secret.append((draft, found))
            return
        for one in inside:
            self._forget(one.name, draft)
        name = self._new_name("_".join((draft.prefix, *_without_value(found.words))))
        default = found.values.get(self._base, next(iter(found.values.values())))
        kind = found.type or "string"
        told = default if found.type else msgspec.json.encode(unescaped(default)).decode()
        self._parameters.add(Parameter(name, kind, (draft.place(found.path),), default=(told,)))
        holder[last] = parameter(name) if found.type else json_parameter(name)
        draft.settings[name] = None
        self.made[name] = found

    def _forget(self, name: str, draft: Draft) -> None:
        """Drop a parameter whose value is now a part of another's."""
        self._parameters.drop(name)
        draft.settings.pop(name, None)

    def _new_name(self, name: str) -> str:
        """The name, numbered where it is taken: ARM compares parameters without case."""
        taken = {one.name.lower() for one in self._parameters.all()}
        number, free = 1, name
        while free.lower() in taken:
            number += 1
            free = f"{name}_{number}"
        return free


def _without_value(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name: an expression's `value` is left out, as the exporter leaves it out."""
    return words[:-1] if len(words) > 1 and words[-1] == "value" else words


def _names_in(value: Data) -> set[str]:
    """The parameters that a value of a draft reads."""
    if isinstance(value, dict):
        return {name for child in value.values() for name in _names_in(child)}
    if isinstance(value, list):
        return {name for child in value for name in _names_in(child)}
    return {value[len("[parameters('") : -len("')]")].replace("''", "'")} if is_parameter(value) else set()
