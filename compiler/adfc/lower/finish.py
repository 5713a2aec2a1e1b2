"""The last step of every body: our short forms become ADF's objects, wherever the model says what belongs there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import is_

import msgspec

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import LEAVES, load
from adfc.configure.spec import SpecOrigin
from adfc.diagnostic import Problems
from adfc.lower.bodies import Bodies, Named
from adfc.model import Data
from adfc.source import Path
from adfc.suggest import hint
from adfc.validate.adf.scalars import is_expression

ANY = Type(ValueKind.ANY)

MARKS = re.compile(rb'@|"(?:secret|secureParameter|file|literal)":')
"""What in JSON text may become something else below LEAVES."""
SECRET_KEYS = {"secret", "vault", "version"}

NO_SECRET: Mapping[str, Data] = {"type": "SecureString", "value": ""}
"""What stands for a secret that is given later, or of which nobody knows where it is."""

PLAIN = frozenset(
    (
        "name",
        "description",
        "type",
        "userProperties",
        "annotations",
        "dependsOn",
        "folder",
        "referenceName",
        "variableName",
    )
)
"""Keys of activities and datasets below which ADF Studio wraps no expression."""

WRAPPED: Mapping[str, frozenset[str]] = {
    "pipelines": frozenset(("activities",)),
    "datasets": frozenset(("typeProperties", "linkedServiceName")),
}
"""By section, the properties below which Studio writes an expression as an object. In linked services, triggers and
elsewhere it stays plain text. Measured on 7,000 expressions of published factories: 98 % of those here are objects."""


@dataclass(slots=True)
class Finish:
    """Finishes the body of one resource. Adds ADF126 (an unusable file) and ADF127 (a secret without vault)."""

    origin: SpecOrigin
    bodies: Bodies
    problems: Problems
    secure: dict[Path, str] = field(default_factory=dict)
    """Paths of SecureString objects to the parameters they take, filled on the way."""

    def properties(self, body: dict[str, Data], section: str) -> dict[str, Data]:
        """The properties of a resource of this section, in ADF's own JSON."""
        root = load().roots[section]
        wrapped = WRAPPED.get(section, frozenset())
        return {
            key: value
            if _is_leaf(key, value)
            else self.value(value, load().child(root, body, key) or ANY, (key,), key in wrapped)
            for key, value in body.items()
        }

    def value(self, value: Data, of: Type, path: Path, wrap: bool) -> Data:
        """One value where the model wants `of`; the very same object when nothing in it changes."""
        if isinstance(value, str):
            return self._text(value, of, wrap)
        if isinstance(value, dict):
            return self._mapping(value, of, path, wrap)
        if isinstance(value, list):
            inner = of.inner if of.kind is ValueKind.LIST and of.inner else ANY
            new = [self.value(one, inner, (*path, index), wrap) for index, one in enumerate(value)]
            return value if all(map(is_, new, value)) else new
        return value

    def _text(self, text: str, of: Type, wrap: bool) -> Data:
        if of.kind is ValueKind.REFERENCE:
            return {"referenceName": text, "type": of.name}
        if (wrap or of.kind is ValueKind.EXPRESSION) and is_expression(text):
            return {"value": text, "type": "Expression"}
        return text

    def _mapping(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        if of.kind is ValueKind.REFERENCE and "referenceName" not in value and "name" in value:
            return self._reference(value, of, path, wrap)
        if of.kind is not ValueKind.MAP:
            if len(value) == 1 and ("file" in value or "literal" in value or "secureParameter" in value):
                key = next(iter(value))
                if load().child(of, value, key) is None:
                    return self._short_form(key, value[key], of, path, wrap)
            elif "secret" in value and value.keys() <= SECRET_KEYS:
                return self._secret(value, path)
        if "value" in value and value.get("type") == "Expression" and len(value) == 2:
            return value
        return self._each(value, of, path, wrap)

    def _each(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> dict[str, Data]:
        if of.kind is ValueKind.MAP:
            inner = of.inner or ANY
            return {key: self.value(one, inner, (*path, key), wrap) for key, one in value.items()}
        shape = load().resolve(of, value) if of is not ANY else None
        fields = shape.by_lower if shape else {}
        changed = {}
        for key, old in value.items():
            if _is_leaf(key, old):
                continue
            found = fields.get(key.lower()) if fields else None
            inner = found.type if found else ANY
            if isinstance(old, str):  # as `value` does, but without a path for each of so many
                new = self._text(old, inner, wrap and key not in PLAIN)
            else:
                new = self.value(old, inner, (*path, key), wrap and key not in PLAIN)
            if new is not old:
                changed[key] = new
        return {**value, **changed} if changed else value

    def _reference(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        rest = {key: one for key, one in value.items() if key != "name"}
        whole = {"referenceName": value["name"], "type": of.name, **rest}
        return self._each(whole, of, path, wrap)

    def _short_form(self, key: str, value: Data, of: Type, path: Path, wrap: bool) -> Data:
        if key == "literal":
            return value
        if key == "secureParameter":
            self.secure[path] = str(value)
            return dict(NO_SECRET)
        name = (*path, "file")
        named = Named(self.origin.file(name), partial(self.origin.span, name))
        body = self.bodies.load(value, of, named, self.problems)
        if source := self.bodies.source(value, named):
            self.origin.files[path] = source
        return self._text(body, of, wrap) if isinstance(body, str) else body

    def _secret(self, value: dict[str, Data], path: Path) -> Data:
        if "vault" not in value:
            message = f'secret "{value["secret"]}" names no vault'
            known = hint("", self.bodies.vaults, "declare a linked service of type key_vault")
            way_out = f"write vault: LINKED_SERVICE beside it; {known}"
            self.problems.error("ADF127", message, self.origin.span(path), way_out)
            return dict(NO_SECRET)
        vault = value["vault"]
        store = vault if isinstance(vault, dict) else {"name": vault}
        reference = self._reference(store, Type(ValueKind.REFERENCE, "LinkedServiceReference"), path, False)
        done = {"type": "AzureKeyVaultSecret", "store": reference, "secretName": value["secret"]}
        return {**done, "secretVersion": value["version"]} if "version" in value else done


def _is_leaf(key: str, value: Data) -> bool:
    """Whether all that stands under a key stays as it is, as its text tells."""
    return key in LEAVES and not MARKS.search(msgspec.json.encode(value))
