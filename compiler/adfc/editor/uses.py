"""Entries of the section `use`: the values that each pattern takes."""

from dataclasses import dataclass

from adfc.configure.patterns import use_schema
from adfc.connectors import Library, Pattern
from adfc.editor.adf import by_tag
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.loosen import Loosening
from adfc.editor.texts import PLACEHOLDER

PARTIAL = frozenset(("type", "properties", "patternProperties", "additionalProperties"))
"""Keywords of a pattern's schema that also hold for a part of its values: `with`, and an item of `forEach`."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Makes the schema of one use."""

    definitions: Definitions
    library: Library

    def entry(self) -> Schema:
        """A use of any pattern of the library."""
        loose: Schema = Loosening(self.definitions, {}).schema(use_schema())
        patterns = [one for name in self.library.patterns if (one := self.library.pattern(name))]
        told = [str(one.schema.get("title", "")) for one in patterns]
        known = {"enum": [one.name for one in patterns], "enumDescriptions": told}
        template = {**loose["properties"]["template"], "anyOf": [known, {"type": "string", "pattern": PLACEHOLDER}]}
        chosen = by_tag("template", {one.name: self._values(one) for one in patterns})
        return {**loose, "properties": {**loose["properties"], "template": template}, "allOf": chosen}

    def _values(self, pattern: Pattern) -> Schema:
        """`with`, and the items of `forEach` that are laid over it."""
        whole: Schema = Loosening(self.definitions, pattern.schema.get("$defs", {})).schema(pattern.schema)
        part = {key: value for key, value in whole.items() if key in PARTIAL}
        listed = {"properties": {"with": part, "forEach": {"items": part}}}
        once = {"properties": {"with": whole}, "required": ["with"] if whole.get("required") else []}
        return {"if": {"required": ["forEach"]}, "then": listed, "else": once}
