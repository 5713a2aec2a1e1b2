"""`${var.NAME}`, `${target.NAME}` and `${env.NAME}` inside scalars, replaced after YAML is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from adfc.configure.project import FIELDS, Project, Target
from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.source import Path, Span
from adfc.suggest import hint

PLACEHOLDER = re.compile(r"\$\$\{|\$\{(var|target|env)\.([^{}]*)\}")
"""`$${`, which writes `${`, or a placeholder. Nothing else that starts with `$` is touched."""

Where = Callable[[Path], Span]
Place = Callable[[], Span]
"""Gives the place of a text when there is a complaint: to find it, its file is read once more."""


@dataclass(frozen=True, slots=True)
class Variables:
    """What the placeholders of one target stand for."""

    project: Project
    target: Target
    env: Mapping[str, str]
    problems: Problems
    """Takes ADF040 (unknown), ADF041 (environment variable not set), ADF042 (circle), ADF043 (no scalar in a text)."""

    def replace(self, value: Data, where: Where, path: Path = (), circle: tuple[str, ...] = ()) -> Data:
        """`value` with its placeholders replaced; the very same object when it holds none.

        Args:
            value: any data; keys are left alone.
            where: gives the place of a path inside the value, for complaints.
            path: the path of `value` as `where` counts it.
            circle: the variables whose values are being replaced just now.
        """
        if isinstance(value, str):
            return self._text(value, partial(where, path), circle) if "${" in value else value
        if isinstance(value, dict):
            return self._each(value, value.items(), where, path, circle)
        if isinstance(value, list):
            return self._each(value, enumerate(value), where, path, circle)
        return value

    def _each(self, whole: Data, items: Any, where: Where, path: Path, circle: tuple[str, ...]) -> Data:
        changed = {}
        for key, old in items:
            new = self.replace(old, where, (*path, key), circle)
            if new is not old:
                changed[key] = new
        if not changed:
            return whole
        if isinstance(whole, dict):
            return {**whole, **changed}
        return [changed.get(index, old) for index, old in enumerate(whole)]

    def _text(self, text: str, place: Place, circle: tuple[str, ...]) -> Data:
        whole = PLACEHOLDER.fullmatch(text)
        if whole and whole[1]:
            return self._value(whole[1], whole[2], place, circle)
        return PLACEHOLDER.sub(lambda match: self._part(match, place, circle), text)

    def _part(self, match: re.Match[str], place: Place, circle: tuple[str, ...]) -> str:
        if not match[1]:
            return "${"
        value = self._value(match[1], match[2], place, circle)
        if isinstance(value, dict | list):
            message = f"{match[0]} is {'a mapping' if isinstance(value, dict) else 'a list'} and stands inside a text"
            self.problems.error("ADF043", message, place(), f"write nothing beside it: {match[0]}")
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)

    def _value(self, space: str, name: str, place: Place, circle: tuple[str, ...]) -> Data:
        if space == "env":
            return self._env(name, place)
        if space == "target":
            return self._target_field(name, place, circle)
        return self._variable(name, place, circle)

    def _env(self, name: str, place: Place) -> Data:
        if name not in self.env:
            message = f'the environment variable "{name}" is not set'
            self.problems.error("ADF041", message, place(), f"set {name} before you call adfc")
            return ""
        return self.env[name]

    def _target_field(self, name: str, place: Place, circle: tuple[str, ...]) -> Data:
        if name not in self.target.fields:
            message = f'target "{self.target.name}" has no "{name}"'
            known = ("name", *FIELDS)
            way_out = f"write {name} under the target in adfc.yml" if name in known else hint(name, known)
            self.problems.error("ADF040", message, place(), way_out)
            return ""
        document, path = self.project.document, (*self.target.path, name)
        return self.replace(self.target.fields[name], lambda _: document.span(path), (), circle)

    def _variable(self, name: str, place: Place, circle: tuple[str, ...]) -> Data:
        if name not in self.target.variables:
            message = f'there is no variable "{name}" for target "{self.target.name}"'
            self.problems.error(
                "ADF040", message, place(), hint(name, self.target.variables, "write it under variables in adfc.yml")
            )
            return ""
        if name in circle:
            message = "a variable needs itself: " + " -> ".join((*circle[circle.index(name) :], name))
            self.problems.error("ADF042", message, place(), "give one of them a value without the others")
            return ""
        value, path = self.target.variables[name]
        document = self.project.document
        return self.replace(value, lambda inner: document.span(path + inner), (), (*circle, name))
