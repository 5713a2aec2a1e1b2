"""What an instruction of a definition, `<action>:<name>:<type>`, does: one value becomes a parameter."""

from dataclasses import dataclass

from adfc.emit.arm.draft import Draft
from adfc.emit.arm.expressions import is_parameter, parameter
from adfc.emit.arm.parameters import Parameters
from adfc.emit.arm.secrets import SECURE_STRING, connection_parameter, metadata
from adfc.emit.arm.shapes import type_of
from adfc.emit.arm.template import Parameter
from adfc.model import Data
from adfc.source import Path

_TYPES: dict[type, str] = {str: "string", bool: "bool", int: "int", list: "array", dict: "object"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a draft: where it stands, and the words that its parameter's name is made of."""

    draft: Draft
    holder: Data
    key: str | int
    path: Path
    words: tuple[str, ...]

    @property
    def value(self) -> Data:
        """What stands there now."""
        return self.holder[self.key]

    def child(self, key: str) -> "Spot":
        """The value under a key of the object here."""
        return Spot(self.draft, self.value, key, (*self.path, key), (*self.words, key))

    def item(self, index: int, word: str) -> "Spot":
        """An item of the list here; `word` stands in its name for the list's own key."""
        return Spot(self.draft, self.value, index, (*self.path, index), (*self.words[:-1], word))

    def inside(self, key: str) -> "Spot":
        """The value under a key of the object here, named as the object is."""
        return Spot(self.draft, self.value, key, (*self.path, key), self.words)


@dataclass(frozen=True, slots=True)
class Instruction:
    """What to do with a value."""

    action: str
    """`=` keeps the value as default, `-` does not, `|` does not and knows the secrets of Key Vault."""
    name: str | None = None
    """None names it by its path; `-x` by x alone, else x in place of the last word; empty leaves that out."""
    type: str = ""

    @classmethod
    def read(cls, text: str) -> "Instruction | None":
        """The instruction in `text`; None when it is none, which ADF passes over."""
        action, colon, rest = text.partition(":")
        if action[:1] not in ("=", "-", "|"):
            return None
        name, _, kind = rest.partition(":")
        return cls(action[0], name if colon else None, kind)

    def follow(self, spot: Spot, parameters: Parameters) -> None:
        """Make the value at `spot` a parameter. What is one already stays it, but for a connection string."""
        value = spot.value
        if is_parameter(value):
            if spot.draft.connection_string is not None and spot.key == "connectionString" and self.action != "|":
                self._take_connection(spot, parameters)
        elif not isinstance(value, dict):
            self._replace(spot, parameters)
        elif type_of(value) == "Expression" and "value" in value:
            self._replace(spot.inside("value"), parameters)
        elif type_of(value) == "AzureKeyVaultSecret" and self.action == "|":
            Instruction("=").follow(spot.child("secretName"), parameters)
        elif not is_parameter(value.get("value")):
            self._replace(spot, parameters)

    def _take_connection(self, spot: Spot, parameters: Parameters) -> None:
        """Declare a connection string, a parameter of the first pass, as `=` or `-` asks.

        It then stands as a `SecureString` object, and its parameter tells nothing (measured on published factories).
        """
        draft = spot.draft
        earlier = connection_parameter(draft)
        spot.holder[spot.key] = {"type": SECURE_STRING, "value": draft.connection_string}
        name = self._replace(spot.inside("value"), parameters)
        if name == earlier:
            del draft.settings[name]
        else:
            del draft.secrets[earlier]
            parameters.drop(earlier)

    def _replace(self, spot: Spot, parameters: Parameters) -> str:
        """Put a parameter where `spot` is; its name, empty where ARM has no type for the value.

        ARM knows neither fractions nor null: such a value stays as it is.
        """
        value = spot.value
        secret = self.action == "|"
        kind = self.type or ("secureString" if secret else _arm_type(value))
        if not kind:
            return ""
        name = self._name(spot)
        default = (value,) if self.action == "=" else None
        note = metadata(spot.draft, spot.key) if secret else ""
        parameters.add(Parameter(name, kind, (spot.draft.place(spot.path),), note, default))
        spot.draft.settings[name] = None
        spot.holder[spot.key] = parameter(name)
        return name

    def _name(self, spot: Spot) -> str:
        prefix, words = spot.draft.prefix, spot.words
        if self.name is None:
            return "_".join((prefix, *words))
        if self.name.startswith("-"):
            return f"{prefix}_{self.name[1:]}"
        return "_".join((prefix, *words[:-1], *([self.name] if self.name else ())))


def _arm_type(value: Data) -> str:
    """ARM's type of a value; empty for what it has none for. 1.0 is whole, as in JavaScript."""
    if isinstance(value, float):
        return "int" if value.is_integer() else ""
    return _TYPES.get(type(value), "")
