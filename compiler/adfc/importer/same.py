"""Two values compared as JSON data: 1, 1.0 and true are three things, the order of keys is nothing."""

from collections.abc import Iterator
from typing import Any

import msgspec

from adfc.model import Data
from adfc.source import Path

Difference = tuple[Path, Any, Any]
"""Where, what was there, what is there now; ABSENT for what is missing on one side."""

ABSENT = object()


def same(first: Data, second: Data) -> bool:
    """Whether two values are the same JSON data."""
    return first is second or _encoded(first) == _encoded(second)


def differences(first: Data, second: Data, path: Path = ()) -> Iterator[Difference]:
    """Where two values differ, as deep down as they have the same structure."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in dict.fromkeys((*first, *second)):
            yield from differences(first.get(key, ABSENT), second.get(key, ABSENT), (*path, key))
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for index, (one, other) in enumerate(zip(first, second, strict=True)):
            yield from differences(one, other, (*path, index))
    elif first is ABSENT or second is ABSENT or not same(first, second):
        yield path, first, second


def _encoded(value: Data) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
