"""A target's overrides, merged deeply into the specs: mappings by key, activities by name, all else replaced."""

from collections.abc import Mapping
from typing import Any

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.source import Path, Span
from adfc.suggest import hint

BY_NAME = ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities")
"""Keys whose entries are found by their name, whether written as a mapping or as a list."""


FORMS = ("secret", "secureParameter", "file", "literal")
"""Keys that make a mapping one of our short forms: laid over something else, it takes its place."""


class Merge:
    """Merges an override into one body.

    Adds ADF051 to `problems` when the override changes an activity that the body does not have.
    """

    def __init__(self, problems: Problems, where: Any, what: str) -> None:
        self._problems = problems
        self._where = where
        self._what = what

    def merge(self, base: Data, over: Data, path: Path = ()) -> Data:
        """`base` with `over` laid on it: null takes a key away, a mapping is merged, all else replaces."""
        if not isinstance(base, dict) or not isinstance(over, dict) or _is_another_form(base, over):
            return over
        merged = dict(base)
        for key, value in over.items():
            here = (*path, key)
            if value is None:
                self._remove(merged, key, here)
            elif key in BY_NAME and key in base:
                merged[key] = self._activities(base[key], value, here)
            else:
                merged[key] = self.merge(base[key], value, here) if key in base else value
        return merged

    def _remove(self, merged: dict[str, Data], key: str, path: Path) -> None:
        if key not in merged:
            message = f'the override takes "{key}" away, which {self._what} does not have'
            self._problems.error("ADF051", message, self._span(path, key=True), hint(key, merged))
        merged.pop(key, None)

    def _activities(self, base: Data, over: Data, path: Path) -> Data:
        if not isinstance(over, dict):
            return over
        if isinstance(base, list):
            return self._listed(base, over, path)
        if not isinstance(base, dict):
            return over
        self._known(base, over, path)
        changed = {name: self.merge(body, over[name], (*path, name)) for name, body in base.items() if name in over}
        return {name: changed.get(name, body) for name, body in base.items() if over.get(name, body) is not None}

    def _listed(self, base: list[Data], over: Mapping[str, Data], path: Path) -> Data:
        names = [one.get("name") if isinstance(one, dict) else None for one in base]
        self._known([name for name in names if isinstance(name, str)], over, path)
        merged = [
            self.merge(one, over[name], (*path, name)) if isinstance(name, str) and name in over else one
            for name, one in zip(names, base, strict=True)
        ]
        return [one for one in merged if one is not None]

    def _known(self, names: Any, over: Mapping[str, Data], path: Path) -> None:
        for name in over:
            if name not in names:
                message = f'the override changes activity "{name}", which {self._what} does not have'
                self._problems.error("ADF051", message, self._span((*path, name), key=True), hint(name, names))

    def _span(self, path: Path, *, key: bool) -> Span:
        span: Span = self._where(path, key=key)
        return span


def _is_another_form(base: Mapping[str, Data], over: Mapping[str, Data]) -> bool:
    return any(key in over and key not in base for key in FORMS)
