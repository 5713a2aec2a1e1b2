"""ADF's objects as the short forms of specs, wherever lowering makes them of these: the way back of `lower.finish`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.adf.grammar import Type, ValueKind
from adfc.adf.model import TYPE_PROPERTIES, load
from adfc.importer.lift.texts import SCRIPTS, Texts
from adfc.lower.bodies import TEXTS
from adfc.lower.finish import ANY, PLAIN, SECRET_KEYS, WRAPPED
from adfc.model import Data
from adfc.source import Path
from adfc.validate.adf.scalars import is_expression

SHORT_FORMS = ("file", "literal", "secureParameter")
"""Keys that mean something else to a spec when they stand alone in a mapping."""

TEXTUAL = frozenset((*TEXTS, ValueKind.ANY))
"""What the model may want where a text stands that goes to a file; elsewhere lowering makes something else of that."""

_STORE = frozenset(("referenceName", "type", "parameters"))
_SECRET = frozenset(("type", "store", "secretName", "secretVersion"))


class NoShortFormError(Exception):
    """Among the user's own keys nothing says that a value is meant to the letter: what is around them has to."""


@dataclass(frozen=True, slots=True)
class Values:
    """Lifts the values of one resource."""

    secure: Mapping[Path, str] = field(default_factory=dict)
    """As `Resource.secure`."""
    texts: Texts | None = None
    """Takes long texts into files of their own; None leaves them where they are."""

    def properties(self, body: Mapping[str, Data], section: str) -> dict[str, Data]:
        """The properties of a resource of this section as a spec writes them, still in ADF's structure."""
        root = load().roots[section]
        wrapped = WRAPPED.get(section, frozenset())
        return {
            key: self.value(value, load().child(root, body, key) or ANY, (key,), key in wrapped)
            for key, value in body.items()
        }

    def value(self, value: Data, of: Type, path: Path, wrap: bool) -> Data:
        """One value where the model wants `of`; `wrap` says that lowering makes objects of expressions there."""
        if isinstance(value, str):
            return self._text(value, of, path, wrap)
        if isinstance(value, dict):
            return self._mapping(value, of, path, wrap)
        if isinstance(value, list):
            return self._list(value, of, path, wrap)
        return value

    def _text(self, text: str, of: Type, path: Path, wrap: bool) -> Data:
        wraps = (wrap or of.kind is ValueKind.EXPRESSION) and is_expression(text)
        if wraps and of.kind is ValueKind.MAP:
            raise NoShortFormError
        if wraps or of.kind is ValueKind.REFERENCE:
            return {"literal": text}
        return self._told(text, of, path)

    def _told(self, text: str, of: Type, path: Path) -> Data:
        """The text itself, or the file that holds it."""
        if "\n" not in text or self.texts is None or of.kind not in TEXTUAL or path[-1] == TYPE_PROPERTIES:
            return text
        return self.texts.move(text, of, path) or text

    def _list(self, value: list[Data], of: Type, path: Path, wrap: bool) -> Data:
        if self.texts and path[-1] in SCRIPTS and _are_lines(value):
            moved = self.texts.move("\n".join(value), of, path)
            if moved:
                return moved
        inner = of.inner if of.kind is ValueKind.LIST and of.inner else ANY
        return [self.value(one, inner, (*path, index), wrap) for index, one in enumerate(value)]

    def _mapping(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        if value.get("type") == "Expression" and "value" in value and len(value) == 2:
            return self._expression(value, of, path, wrap)
        if of.kind is ValueKind.MAP:
            return self._each(value, of, path, wrap)
        try:
            return self._short_form(value, of, path, wrap)
        except NoShortFormError:
            return {"literal": value}

    def _short_form(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        if of.kind is ValueKind.REFERENCE and _is_reference(value, of.name):
            return self._reference(value, of, path, wrap)
        if path in self.secure:
            return {"secureParameter": self.secure[path]}
        if _is_key_vault_secret(value):
            return self._secret(value, path)
        if _means_else(value, of):
            return {"literal": value}
        return self._each(value, of, path, wrap)

    def _expression(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        """The text alone, where lowering wraps it; an object of type Expression is never looked into."""
        text = value["value"]
        wraps = (wrap or of.kind is ValueKind.EXPRESSION) and of.kind is not ValueKind.REFERENCE
        if not (wraps and isinstance(text, str) and is_expression(text)):
            return value
        return text if text.startswith("@") else self._told(text, of, path)

    def _reference(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> Data:
        name = value["referenceName"]
        rest = {key: one for key, one in value.items() if key not in ("referenceName", "type")}
        if not rest:
            return name
        return {"name": name, **self._each(rest, of, path, wrap)}

    def _secret(self, value: dict[str, Data], path: Path) -> dict[str, Data]:
        of = Type(ValueKind.REFERENCE, "LinkedServiceReference")
        short = {"secret": value["secretName"], "vault": self._reference(value["store"], of, (*path, "store"), False)}
        return {**short, "version": value["secretVersion"]} if "secretVersion" in value else short

    def _each(self, value: dict[str, Data], of: Type, path: Path, wrap: bool) -> dict[str, Data]:
        if of.kind is ValueKind.MAP:
            inner = of.inner or ANY
            return {key: self.value(one, inner, (*path, key), wrap) for key, one in value.items()}
        shape = load().resolve(of, value)
        fields = shape.by_lower if shape else {}
        done = {}
        for key, one in value.items():
            found = fields.get(key.lower())
            done[key] = self.value(one, found.type if found else ANY, (*path, key), wrap and key not in PLAIN)
        return done


def _are_lines(value: list[Data]) -> bool:
    return all(isinstance(one, str) and "\n" not in one for one in value)


def _means_else(value: dict[str, Data], of: Type) -> bool:
    """Whether lowering would take a mapping of the user's for a short form."""
    if len(value) == 1 and next(iter(value)) in SHORT_FORMS:
        return load().child(of, value, next(iter(value))) is None
    if "secret" in value and value.keys() <= SECRET_KEYS:
        return True
    return of.kind is ValueKind.REFERENCE and "referenceName" not in value and "name" in value


def _is_reference(value: Data, kind: str) -> bool:
    if not isinstance(value, dict) or value.get("type") != kind or "name" in value:
        return False
    return isinstance(value.get("referenceName"), str)


def _is_key_vault_secret(value: dict[str, Data]) -> bool:
    """Whether `{secret, vault, version}` says all there is."""
    if value.get("type") != "AzureKeyVaultSecret" or not isinstance(value.get("secretName"), str):
        return False
    store = value.get("store")
    plain = value.keys() <= _SECRET and isinstance(store, dict) and store.keys() <= _STORE
    return plain and _is_reference(store, "LinkedServiceReference") and value.get("secretVersion", "") is not None
