"""What the parameters and variables of one template stand for, and templates' values with them put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.importer.arm.expressions import Call, Literal, UnknownValueError, evaluate, is_expression, parse
from adfc.model import Data

SECURE_TYPES = ("securestring", "secureobject")


@dataclass(frozen=True, slots=True)
class Secret:
    """The value of a secure parameter, which is not read: the name of the parameter that the deployment is given."""

    name: str


@dataclass(slots=True)
class Scope:
    """The names that one template knows."""

    given: Mapping[str, Data | Secret]
    """Values of parameters, by name."""
    declared: Mapping[str, Data]
    """The template's `parameters`."""
    variables: Mapping[str, Data]
    _busy: list[str] = field(default_factory=list)

    def value(self, data: Data) -> Data:
        """A value with all its expressions evaluated; UnknownValueError where one can't be."""
        if isinstance(data, str):
            return self._text(data)
        if isinstance(data, dict):
            return {key: self.value(one) for key, one in data.items()}
        return [self.value(one) for one in data] if isinstance(data, list) else data

    def passed(self, data: Data) -> Data | Secret:
        """What a template hands to one that it links: a value, or a secret by its name."""
        secret = self.secret(data)
        return Secret(secret) if secret else self.value(data)

    def secret(self, data: Data, *, anyway: bool = False) -> str:
        """The secure parameter that a text is nothing but; empty for every other value.

        With `anyway` a parameter that was not declared to be secure counts too: its value is used as a secret.
        """
        if not isinstance(data, str) or not is_expression(data):
            return ""
        match parse(data):
            case Call(name, (Literal(parameter),)) if name.lower() == "parameters":
                found = self._secure(str(parameter))
                return found.name if found else str(parameter) if anyway else ""
        return ""

    def _text(self, text: str) -> Data:
        if is_expression(text):
            return evaluate(parse(text), self._lookup)
        return text[1:] if text.startswith("[[") and text.endswith("]") else text

    def _lookup(self, space: str, name: str) -> Data:
        if space == "variables":
            return self._variable(name)
        found = self._parameter(name)
        if isinstance(found, Secret):
            raise UnknownValueError(f'the secure parameter "{found.name}" is part of a longer value')
        return found

    def _secure(self, name: str) -> Secret | None:
        """The secret that a parameter stands for: one that is declared so, or that was passed as such."""
        told, given = _get(self.declared, name), _get(self.given, name)
        if isinstance(given, Secret):
            return given
        secure = isinstance(told, dict) and str(told.get("type")).lower() in SECURE_TYPES
        return Secret(name) if secure and "defaultValue" not in told else None

    def _parameter(self, name: str) -> Data | Secret:
        told, given = _get(self.declared, name), _get(self.given, name)
        secure = self._secure(name)
        if secure:
            return secure
        if given is not None:
            return _unescaped(given)
        if not isinstance(told, dict) or "defaultValue" not in told:
            raise UnknownValueError(f'the parameter "{name}" has no value')
        return self._once(f"parameter {name}", told["defaultValue"])

    def _variable(self, name: str) -> Data:
        told = _get(self.variables, name)
        if told is None:
            raise UnknownValueError(f'there is no variable "{name}"')
        return self._once(f"variable {name}", told)

    def _once(self, what: str, data: Data) -> Data:
        if what in self._busy:
            raise UnknownValueError(f"the {what} needs itself")
        self._busy.append(what)
        try:
            return self.value(data)
        finally:
            self._busy.pop()


def _get(mapping: Mapping[str, Data], name: str) -> Data:
    """The value under a name, compared without case as ARM does; None where there is none."""
    if name in mapping:
        return mapping[name]
    return next((value for key, value in mapping.items() if key.lower() == name.lower()), None)


def _unescaped(data: Data) -> Data:
    """A value of a parameter file: Microsoft's exporter escapes text there as in a template."""
    if isinstance(data, str):
        return data[1:] if data.startswith("[[") and data.endswith("]") else data
    if isinstance(data, dict):
        return {key: _unescaped(one) for key, one in data.items()}
    return [_unescaped(one) for one in data] if isinstance(data, list) else data
