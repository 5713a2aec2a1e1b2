"""Bodies of the connectors that a project can use, and of the activity `copy` between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adfc.adf.grammar import Type, ValueKind
from adfc.connectors import Connector, Library, Part
from adfc.editor import values
from adfc.editor.adf import Adf
from adfc.editor.bodies import Own, closed, merged_keys
from adfc.editor.definitions import Schema
from adfc.editor.loosen import Loosening
from adfc.kinds import DATASETS, LINKED_SERVICES, Kind
from adfc.lower.connector import common
from adfc.lower.copy import BESIDE
from adfc.lower.ends import SETTINGS
from adfc.validate.wanted import resolve

ROLES = {LINKED_SERVICES: "linkedService", DATASETS: "dataset"}
"""The part of a connector that writes a kind of resource."""

UNIONS = {"linkedService": "LinkedService", "dataset": "Dataset", "source": "CopySource", "sink": "CopySink"}
"""By part, the union of the model that its common keys come from."""

REFERENCES = {"linkedService": LINKED_SERVICES, "dataset": DATASETS}
"""Common keys of adfc's own, and what they refer to."""

TOGETHER = ("allOf", "anyOf", "not", "dependentRequired", "dependentSchemas")
"""Keywords of a part's schema, once loosened, that speak of its properties together."""


@dataclass(frozen=True, slots=True)
class Connectors:
    """Makes the schemas of what the connectors of a library take."""

    adf: Adf
    library: Library

    def of_kind(self, kind: Kind) -> dict[str, Own]:
        """The bodies of linked services or datasets, by the connector's name; none for other kinds."""
        role = ROLES.get(kind, "")
        return {one.name: self._own(one, part, role) for one, part in self._parts(role)}

    def copy(self, extra: Mapping[str, Schema]) -> Own:
        """The activity `copy`; `extra` are the keys that adfc adds to every activity."""
        shape = self.adf.model.shape("CopyActivity")
        keys = self.adf.properties(self.adf.model.shape("CopyActivityTypeProperties"))
        keys |= {key: self.adf.property(shape, key) for key in BESIDE}
        keys |= {**extra, "source": self._end("source"), "sink": self._end("sink"), "mapping": _mapping()}
        about = "Copies data between two datasets, whose connectors know ADF's types of source and sink."
        return Own(about, {**closed(keys), "required": ["source", "sink"]})

    def _parts(self, role: str) -> Iterator[tuple[Connector, Part]]:
        for name in self.library.with_part(role):
            connector = self.library.connector(name)
            part = connector.part(role) if connector else None
            if connector and part:
                yield connector, part

    def _own(self, connector: Connector, part: Part, role: str) -> Own:
        """A connector's body: its own keys, the common ones and, for a format, those of any store it may lie on."""
        places = self._keys("location") if role == "dataset" and connector.is_format else {}
        keys = {**places, **self._common(role), **self._loosening(part).properties(part.schema)}
        return Own(_about(part.schema), {**closed(keys), **(self._rules(part, role) if self.adf.whole else {})})

    def _rules(self, part: Part, role: str) -> Schema:
        """What the keys must be together."""
        loose = self._loosening(part).schema(part.schema)
        linked = ["linkedService"] if role == "dataset" else []
        rules = {key: loose[key] for key in TOGETHER if key in loose}
        return {"required": [*part.schema.get("required", ()), *linked], **rules}

    def _common(self, role: str) -> Schema:
        """The keys that every connector's part takes besides its own."""
        base = self.adf.model.union(UNIONS[role]).base
        known = sorted(common(role) | {"type"})
        keys = {key: self.adf.property(base, key) for key in known if key in base.fields}
        return keys | {key: self._named(REFERENCES[key]) for key in known if key not in base.fields}

    def _named(self, kind: Kind) -> Schema:
        """A reference to a resource of this kind."""
        about = {"description": f"The {kind.noun}: its name, or {{name, parameters}}."}
        return {**self.adf.value(Type(ValueKind.REFERENCE, kind.reference)), **about}

    def _keys(self, role: str) -> Schema:
        """The keys of that part of all connectors, each with what it is to whom."""
        told: dict[str, dict[str, list[str]]] = {}
        for connector, part in self._parts(role):
            for key, schema in part.schema.get("properties", {}).items():
                about = resolve(schema, part.schema.get("$defs", {})).get("description", "")
                told.setdefault(key, {}).setdefault(about, []).append(connector.name)
        keys = merged_keys(self._loosening(part).properties(part.schema) for _, part in self._parts(role))
        return {key: {**schema, **_who_says(told[key])} for key, schema in keys.items()}

    def _end(self, role: str) -> Schema:
        """Source or sink of a `copy`: which connector's keys hold depends on the dataset, so any connector's do."""
        keys = merged_keys((self._keys(role), self._keys(SETTINGS[role]), self._common(role)))
        about = {"description": f"The {role}: its dataset, and what the dataset's connector takes."}
        if not self.adf.whole:
            return {**values.ANYTHING, "properties": keys, **about}
        native = self.adf.value(Type(ValueKind.UNION, UNIONS[role]))
        chosen = {"if": {"required": ["type"]}, "then": native, "else": closed(keys)}
        named = {"properties": {"dataset": keys["dataset"]}, "required": ["dataset"]}
        return {"type": "object", **named, **chosen, **about}

    def _loosening(self, part: Part) -> Loosening:
        return Loosening(self.adf.definitions, part.schema.get("$defs", {}))


def _about(schema: Mapping[str, Any]) -> str:
    told = (schema.get("title", ""), schema.get("description", ""))
    return ". ".join(one.rstrip(".") for one in told if one)


def _who_says(told: Mapping[str, list[str]]) -> Schema:
    """The description of a key, given what it is with the names of the connectors that say so."""
    several = [f"{', '.join(names)}: {about}" for about, names in told.items()]
    about = "\n\n".join(several) if len(several) > 1 else next(iter(told))
    return {"description": about} if about else {}


def _mapping() -> Schema:
    about = "The columns by name, {to: from}; all of the sink's columns, by name, when left out."
    return {"type": ["object", "null"], "additionalProperties": {"type": "string"}, "description": about}
