"""The sections of a spec, each with the bodies that its entries may have."""

from collections.abc import Mapping
from dataclasses import dataclass

from adfc.adf.grammar import Type, ValueKind
from adfc.configure.collect import SECTIONS, USE
from adfc.connectors import Library
from adfc.editor.adf import Adf
from adfc.editor.around import around
from adfc.editor.bodies import Bodies, Own, closed
from adfc.editor.connectors import Connectors
from adfc.editor.definitions import Schema
from adfc.editor.texts import COMPUTED
from adfc.editor.uses import Uses
from adfc.kinds import ENVIRONMENT, MANAGED_PRIVATE_ENDPOINTS, MANAGED_VIRTUAL_NETWORKS, TRIGGERS, Kind
from adfc.lower.activities import CONDITIONS

ACTIVITIES = Type(ValueKind.LIST, inner=Type(ValueKind.UNION, "Activity"))
ENTRY: Schema = {"type": ["object", "null"]}
"""An entry of which no more is known here."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Makes the schemas of all sections: of whole specs, or of the parts of specs that an override writes."""

    adf: Adf
    library: Library

    def schema(self) -> Schema:
        """A mapping of sections."""
        self.adf.own[ACTIVITIES] = ("activities", self._activities)
        keys = {name: _section(kind, self._entry(kind)) for name, kind in SECTIONS.items()}
        keys[ENVIRONMENT] = around(self.adf.definitions, whole=self.adf.whole)
        return {"type": "object", **closed(keys)}

    def _entry(self, kind: Kind) -> Schema:
        if kind is USE:
            return Uses(self.adf.definitions, self.library).entry() if self.adf.whole else ENTRY
        if kind is MANAGED_VIRTUAL_NETWORKS:
            return self._network(kind)
        if kind.union:
            bodies = Bodies(self.adf, kind.union, self._state() if kind is TRIGGERS else {})
            return self._typed(bodies, Connectors(self.adf, self.library).of_kind(kind))
        return {**ENTRY, **self._root(kind)}

    def _typed(self, bodies: Bodies, own: Mapping[str, Own]) -> Schema:
        return bodies.chosen(own) if self.adf.whole else bodies.merged(own)

    def _root(self, kind: Kind) -> Schema:
        root = self.adf.model.roots[kind.section]
        return self.adf.body((root.inner or root).name)

    def _network(self, kind: Kind) -> Schema:
        """A managed virtual network, which holds its private endpoints by name."""
        shape = self.adf.model.shape(self.adf.model.roots[kind.section].name)
        endpoints = _section(MANAGED_PRIVATE_ENDPOINTS, {**ENTRY, **self._root(MANAGED_PRIVATE_ENDPOINTS)})
        return {**ENTRY, **closed({**self.adf.properties(shape), MANAGED_PRIVATE_ENDPOINTS.section: endpoints})}

    def _state(self) -> Schema:
        state = self.adf.value(self.adf.model.shape("Trigger").fields["runtimeState"].type)
        return {"state": {**state, "description": "Whether the trigger runs: ADF's runtimeState."}}

    def _activities(self) -> Schema:
        """Activities by name, or as ADF's list in which each says its name."""
        own = {"copy": Connectors(self.adf, self.library).copy(_after())}
        activity = self.adf.definitions.ref(
            "activity", lambda: self._typed(Bodies(self.adf, "Activity", _after()), own)
        )
        named = {"required": ["name"]} if self.adf.whole else {}
        return {
            "type": ["object", "array", "string", "null"],
            "pattern": COMPUTED,
            "patternErrorMessage": "activities by their names are wanted here",
            "additionalProperties": activity,
            "allOf": [{"items": {**activity, **named}}],  # not beside `type`, or an editor would begin a list
        }


def _section(kind: Kind, entry: Schema) -> Schema:
    return {**ENTRY, "additionalProperties": entry, "description": f"Every {kind.noun}, by its name."}


def _after() -> Schema:
    """The key `after`: A, or [A, {B: Failed}]."""
    condition = {"enum": list(CONDITIONS)}
    conditions = {"anyOf": [condition, {"type": "array", "items": condition}]}
    edge = {"type": ["string", "object"], "additionalProperties": conditions}
    about = "The activities that go before, [A, {B: Failed}]: this one runs when A has succeeded and B has failed."
    edges = {"type": ["string", "object", "array"], "items": edge, "additionalProperties": conditions}
    return {"after": {**edges, "description": about}}
