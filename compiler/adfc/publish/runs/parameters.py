"""The parameters of a run: what the user gave, as the types that the pipeline declares."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from adfc.model import Data
from adfc.suggest import hint

TYPES: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "string": ("text", str),
    "securestring": ("text", str),
    "int": ("a whole number", int),
    "float": ("a number", (int, float)),
    "bool": ("true or false", bool),
    "array": ("a list, as JSON", list),
    "object": ("an object, as JSON", dict),
}
"""By ADF's type in lower case: in words, and what JSON has for it (azure-mgmt-datafactory: ParameterType)."""


class WrongParameterError(Exception):
    """A parameter can't be passed: what is wrong, and the way out."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a pipeline declares, by name: `{type, defaultValue}`."""

    pipeline: str
    declared: Mapping[str, Mapping[str, Data]]

    def values(self, given: Sequence[tuple[str, Data, bool]]) -> dict[str, Data]:
        """The values by name, each as its type; the last of a name counts.

        Args:
            given: name and value, and whether that is text which is still to be read as the declared type.

        Raises:
            WrongParameterError: a name is not declared, a value is not of its type, or one that is needed is not given.
        """
        found = {name: self._value(name, value, is_text=is_text) for name, value, is_text in given}
        missing = [name for name, one in self.declared.items() if name not in found and "defaultValue" not in one]
        if missing:
            names = ", ".join(f"{name} ({self.declared[name].get('type')})" for name in missing)
            some = "a value" if len(missing) == 1 else "values"
            message = f'pipeline "{self.pipeline}" needs {some} for {names}'
            raise WrongParameterError(message, " ".join(f"--parameters {name}=VALUE" for name in missing))
        return found

    def _value(self, name: str, value: Data, *, is_text: bool) -> Data:
        declared = self.declared.get(name)
        if declared is None:
            message = f'pipeline "{self.pipeline}" has no parameter "{name}"'
            raise WrongParameterError(message, hint(name, self.declared, "it takes none: leave it out"))
        kind = str(declared.get("type"))
        words, wanted = TYPES.get(kind.lower(), ("a value", object))
        try:
            read = _READERS.get(kind.lower(), str)(value) if is_text else value
        except ValueError:
            read = None
        if not isinstance(read, wanted) or (isinstance(read, bool) and wanted is not bool):
            shown = "" if kind.lower() == "securestring" else f", not {_shown(value)}"
            message = f'parameter "{name}" of pipeline "{self.pipeline}" is {words}{shown}'
            raise WrongParameterError(message, f"it is declared as {kind}")
        return read


def _bool(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()] if text.lower() in {"true", "false"} else _refuse(text)


def _float(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _refuse(text: str) -> bool:
    raise ValueError(text)


def _shown(value: Data) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'"{text}"' if len(text) <= 60 else f'"{text[:60]}..."'


_READERS: Mapping[str, Callable[[str], Data]] = {
    "int": int,
    "float": _float,
    "bool": _bool,
    "array": json.loads,
    "object": json.loads,
}
"""What reads a text as a type; any other is the text itself."""
