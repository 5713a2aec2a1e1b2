"""Activities: the mapping of names as ADF's list, `after` as `dependsOn`, containers at any depth."""

from collections.abc import Iterator

from adfc.adf.model import TYPE_PROPERTIES, load
from adfc.configure.overrides import BY_NAME
from adfc.diagnostic import Problems
from adfc.lower.catalog import Catalog, is_own
from adfc.lower.copy import lower_copy
from adfc.lower.flatten import Where, ordered, unflatten
from adfc.model import Data
from adfc.source import Path
from adfc.suggest import hint
from adfc.validate.wanted import found

OURS = {"copy": lower_copy}
"""The activities of ours, by their `type`."""

CONDITIONS = ("Succeeded", "Failed", "Skipped", "Completed")


STAND_IN = {"type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}
"""What stands for an activity that could not be lowered, so that those around it are checked in the same run.

It is said already what is wrong with it, and with an error nothing is emitted: no check complains about a Wait.
"""


class Activities:
    """Lowers the activities of one pipeline."""

    def __init__(self, catalog: Catalog, where: Where, problems: Problems) -> None:
        self._catalog, self._where, self._problems = catalog, where, problems

    def lower(self, written: Data, path: Path) -> Data:
        """The list of activities that ADF wants, of the mapping or list at `path` of the spec."""
        if isinstance(written, dict):
            pairs = ((name, body, (*path, name)) for name, body in written.items())
            return [self._activity(name, body, at) for name, body, at in pairs]
        if isinstance(written, list):
            return [self._listed(body, (*path, index)) for index, body in enumerate(written)]
        return written

    def _listed(self, body: Data, path: Path) -> Data:
        name = body.get("name") if isinstance(body, dict) else None
        return self._activity(name, body, path) if isinstance(name, str) else body

    def _activity(self, name: str, body: Data, path: Path) -> Data:
        if not isinstance(body, dict):
            message = f'activity "{name}" must be a mapping with a "type"'
            self._problems.error("ADF025", message, self._where(path))
            return {"name": name, **STAND_IN}
        body = {"name": name, **self._after(body, path)}
        tag = body.get("type")
        if is_own(tag):
            return self._own(tag, body, path)
        where = _below(self._where, path)
        lowered = unflatten(body, "Activity", where, self._problems, ("after",))
        return self._containers(lowered, body, path)

    def _own(self, tag: str, body: dict[str, Data], path: Path) -> Data:
        lower = OURS.get(tag)
        lowered = lower(body, self._catalog, _below(self._where, path), self._problems) if lower else None
        if lower is None:
            known = (*OURS, *load().union("Activity").members)
            message = f'there is no activity type "{tag}"'
            self._problems.error("ADF123", message, self._where((*path, "type")), hint(tag, known))
        if lowered is None:
            return {"name": body["name"], "dependsOn": body.get("dependsOn", []), **STAND_IN}
        return ordered(lowered, "Activity")

    def _after(self, body: dict[str, Data], path: Path) -> dict[str, Data]:
        """The body with `dependsOn` in place of `after` (ADF129 when it can't be read)."""
        if "after" not in body:
            return body
        if "dependsOn" in body:
            message = '"after" and "dependsOn" say the same thing'
            self._problems.error("ADF129", message, self._where((*path, "after"), key=True), "write one of them")
        after = body["after"]
        entries = after if isinstance(after, list) else [after]
        depends = [one for index, entry in enumerate(entries) for one in self._edges(entry, (*path, "after", index))]
        return {key: value for key, value in body.items() if key != "after"} | {"dependsOn": depends}

    def _edges(self, entry: Data, path: Path) -> Iterator[dict[str, Data]]:
        if isinstance(entry, str):
            yield {"activity": entry, "dependencyConditions": ["Succeeded"]}
        elif isinstance(entry, dict):
            for name, conditions in entry.items():
                words = conditions if isinstance(conditions, list) else [conditions]
                yield {"activity": name, "dependencyConditions": self._conditions(words, (*path, name))}
        else:
            way_out = f"{found(entry)}; write [A, {{B: Failed}}]"
            self._problems.error("ADF129", 'an entry of "after" must name an activity', self._where(path), way_out)

    def _conditions(self, words: list[Data], path: Path) -> list[Data]:
        """The words that are conditions (ADF129 for the others)."""
        for word in words:
            if word not in CONDITIONS:
                message = f'"{word}" is no condition of a dependency'
                self._problems.error("ADF129", message, self._where(path), hint(str(word), CONDITIONS))
        return [word for word in words if word in CONDITIONS]

    def _containers(self, lowered: dict[str, Data], body: dict[str, Data], path: Path) -> dict[str, Data]:
        """The activity with the activities inside it lowered, wherever its spec wrote them."""
        inner = lowered.get(TYPE_PROPERTIES)
        if not isinstance(inner, dict):
            return lowered
        flat = not isinstance(body.get(TYPE_PROPERTIES), dict)
        at = path if flat else (*path, TYPE_PROPERTIES)
        changed = {key: self.lower(inner[key], (*at, key)) for key in BY_NAME if key in inner}
        if isinstance(inner.get("cases"), list):
            changed["cases"] = [self._case(case, (*at, "cases", n)) for n, case in enumerate(inner["cases"])]
        return {**lowered, TYPE_PROPERTIES: {**inner, **changed}} if changed else lowered

    def _case(self, case: Data, path: Path) -> Data:
        if not isinstance(case, dict) or "activities" not in case:
            return case
        return {**case, "activities": self.lower(case["activities"], (*path, "activities"))}


def _below(where: Where, path: Path) -> Where:
    return lambda inner=(), key=False: where(path + inner, key=key)
