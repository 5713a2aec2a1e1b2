"""Copy activities as our `copy`: the way back of `lower.copy`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.adf.model import TYPE_PROPERTIES
from adfc.connectors import Part
from adfc.importer.lift.again import ACTIVITY, Again
from adfc.importer.lift.connectors import Own, smallest, spread
from adfc.importer.lift.parts import Hole, guesses, holes
from adfc.importer.lift.values import Values
from adfc.importer.same import same
from adfc.lower.catalog import name_of
from adfc.lower.connector import common
from adfc.lower.copy import BESIDE, POLICY
from adfc.lower.ends import SETTINGS
from adfc.lower.finish import ANY
from adfc.model import Data, Resource
from adfc.source import Path

ENDS = {"source": "inputs", "sink": "outputs"}
DEFAULTS: Mapping[str, Data] = {"dependsOn": [], "userProperties": [], "policy": {}}
"""What lowering writes where a spec says nothing."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Lifts the Copy activities of one pipeline."""

    resource: Resource
    values: Values
    again: Again

    def lifted(self, activity: Own, path: Path) -> Own | None:
        """The `copy` of the activity at `path` of the pipeline, its values lifted; None if none lowers to it."""
        raw: Data = self.resource.properties
        for step in path:
            raw = raw[step]
        settings = activity.get(TYPE_PROPERTIES)
        if not isinstance(settings, dict):
            return None
        ends = {}
        for role in ENDS:
            found = self._end(role, activity, Hole(raw, ACTIVITY, path, wrap=True))
            if found is None:
                return None
            ends[role] = found
        body = {**_beside(activity), **ends, **_settings(settings)}
        fitting = (one for one in self._with_columns(body, raw) if self.again.copy(one, raw))
        return next(fitting, None)

    def _end(self, role: str, activity: Own, raw: Hole) -> Own | None:
        """The source or sink as a spec writes it; None where the activity is no copy between two datasets."""
        references = activity.get(ENDS[role])
        lifted = activity[TYPE_PROPERTIES].get(role)
        if not isinstance(references, list) or len(references) != 1 or not isinstance(lifted, dict):
            return None
        reference = references[0]
        if self.again.catalog.dataset(name_of(reference)) is None or "dataset" in lifted:
            return None
        hole = raw.inner(TYPE_PROPERTIES).inner(role)
        return self._rendered(role, reference, lifted, hole) or {"dataset": reference, **lifted}

    def _rendered(self, role: str, reference: Data, lifted: Own, raw: Hole) -> Own | None:
        """The end without its type, where the connector of the dataset makes it."""
        dataset = self.again.catalog.dataset(name_of(reference))
        connector = self.again.catalog.connector(dataset, "dataset") if dataset else None
        part = connector.part(role) if connector else None
        if dataset is None or connector is None or part is None or part.adf_type != lifted.get("type"):
            return None
        store = self.again.catalog.store(dataset) if connector.is_format else None
        settings = store.part(SETTINGS[role]) if store else None
        keys = common(role) - part.keys - (settings.keys if settings else frozenset())
        shared = {key: value for key, value in lifted.items() if key in keys and key != "dataset"}
        hole = Hole({k: v for k, v in raw.value.items() if k not in keys}, raw.of, raw.path, raw.wrap)
        for own in spread(part, settings, hole, self.values, "storeSettings"):
            first = {"dataset": reference, **own}
            body = smallest(first, (part, settings), lambda one: self.again.end(role, {**one, **shared}, raw))
            if body:
                return {**body, **shared}
        return None

    def _with_columns(self, body: Own, raw: Own) -> Iterator[Own]:
        """The body with each way to say which column goes where, the shortest first."""
        plain = {key: value for key, value in body.items() if key != "translator"}
        yield plain
        mapping = self._mapping(body, raw[TYPE_PROPERTIES].get("translator"))
        if mapping is not None:
            yield {**plain, "mapping": mapping}
        yield {**plain, "translator": body.get("translator")}  # null takes away what the connectors would write

    def _mapping(self, body: Own, translator: Data) -> dict[str, str] | None:
        """The columns of a translator as `{column of the sink: column of the source}`."""
        mappings = translator.get("mappings") if isinstance(translator, dict) else None
        if not isinstance(mappings, list):
            return None
        source, sink = (self._column(role, body) for role in ENDS)
        pairs: dict[str, str] = {}
        for one in mappings if source and sink else ():
            taken, name = (self._name(part, one, role) for part, role in ((source, "source"), (sink, "sink")))
            if not name or not taken or name in pairs:
                return None
            pairs[name] = taken
        return pairs

    def _column(self, role: str, body: Own) -> Part | None:
        dataset = self.again.catalog.dataset(name_of(body[role]["dataset"]))
        connector = self.again.catalog.connector(dataset, "dataset") if dataset else None
        return connector.part("column") if connector else None

    def _name(self, part: Part | None, mapped: Data, role: str) -> str:
        """The name of a mapped column, where its name is all that the mapping says of it; else empty."""
        column = mapped.get(role) if isinstance(mapped, dict) else None
        found = holes(part.skeleton, Hole(column, ANY, (), wrap=False)) if part else None
        own = next(guesses(part, found, Values()), {}) if part and found else {}
        name = own.get("name")
        return name if isinstance(name, str) else ""


def _beside(activity: Own) -> Own:
    """What stands beside the settings, without what lowering writes by itself; null where it must not write that."""
    beside = {key: activity[key] for key in BESIDE if key in activity} | {"type": "copy"}
    policy = activity.get("policy")
    if isinstance(policy, dict):
        beside["policy"] = {key: one for key, one in policy.items() if key not in POLICY or not same(one, POLICY[key])}
    return _unsaid(beside, DEFAULTS)


def _settings(settings: Own) -> Own:
    return _unsaid({key: value for key, value in settings.items() if key not in ENDS}, {"enableStaging": False})


def _unsaid(body: Own, defaults: Mapping[str, Data]) -> Own:
    """The body without what lowering writes by itself, and with null where it writes what is not there."""
    said = {key: value for key, value in body.items() if key not in defaults or not same(value, defaults[key])}
    return said | {key: None for key in defaults if key not in body}
