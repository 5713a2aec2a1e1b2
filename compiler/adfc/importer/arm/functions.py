"""The functions of ARM template expressions whose value needs no deployment.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
"""

import base64
import json
import re
from collections.abc import Callable, Mapping

from adfc.model import Data


def _concat(*values: Data) -> Data:
    if all(isinstance(one, list) for one in values):
        return [item for one in values for item in one]
    return "".join(map(_string, values))


def _string(value: Data) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    return json.dumps(value, separators=(",", ":"))


def _format(pattern: str, *values: Data) -> str:
    return re.sub(r"\{(\d+)\}", lambda found: _string(values[int(found[1])]), pattern)


def _bool(value: Data) -> bool:
    return value.lower() == "true" if isinstance(value, str) else bool(value)


def _contains(value: Data, part: Data) -> bool:
    if isinstance(value, dict):
        return str(part).lower() in {key.lower() for key in value}
    return part in value


def _equals(first: Data, second: Data) -> bool:
    return type(first) is type(second) and bool(first == second)


def _union(*values: Data) -> Data:
    if all(isinstance(one, dict) for one in values):
        return {key: value for one in values for key, value in one.items()}
    merged: list[Data] = []
    for one in values:
        merged += [item for item in one if item not in merged]
    return merged


def _object(*pairs: Data) -> Data:
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


FUNCTIONS: Mapping[str, Callable[..., Data]] = {
    "add": lambda one, other: one + other,
    "and": lambda *values: all(value is True for value in values),
    "array": lambda value: value if isinstance(value, list) else [value],
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64tostring": lambda text: base64.b64decode(text).decode(),
    "bool": _bool,
    "coalesce": lambda *values: next((value for value in values if value is not None), None),
    "concat": _concat,
    "contains": _contains,
    "createarray": lambda *values: list(values),
    "createobject": _object,
    "div": lambda one, other: int(one / other),
    "empty": lambda value: not value,
    "endswith": lambda text, end: text.lower().endswith(end.lower()),
    "equals": _equals,
    "false": lambda: False,
    "first": lambda value: value[0],
    "format": _format,
    "greater": lambda one, other: one > other,
    "greaterorequals": lambda one, other: one >= other,
    "int": int,
    "json": json.loads,
    "last": lambda value: value[-1],
    "length": len,
    "less": lambda one, other: one < other,
    "lessorequals": lambda one, other: one <= other,
    "mod": lambda one, other: one % other,
    "mul": lambda one, other: one * other,
    "not": lambda value: value is not True,
    "null": lambda: None,
    "or": lambda *values: any(value is True for value in values),
    "padleft": lambda text, width, fill=" ": _string(text).rjust(width, fill),
    "replace": lambda text, old, new: text.replace(old, new),
    "skip": lambda value, count: value[count:],
    "split": lambda text, at: re.split("|".join(map(re.escape, [at] if isinstance(at, str) else at)), text),
    "startswith": lambda text, start: text.lower().startswith(start.lower()),
    "string": _string,
    "sub": lambda one, other: one - other,
    "substring": lambda text, start, length=None: text[start:] if length is None else text[start : start + length],
    "take": lambda value, count: value[:count],
    "tolower": str.lower,
    "toupper": str.upper,
    "trim": str.strip,
    "true": lambda: True,
    "union": _union,
}
"""By name in lower case."""
