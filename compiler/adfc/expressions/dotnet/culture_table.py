"""The table of cultures, read line by line as they are asked for.

A row is name, parent, the country that stands for a language, and what differs from the parent. The table was read out
of .NET on ICU 72 (`tools/cultures.py`).
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("cultures.jsonl")

UNKNOWN = "?"
"""The row for a country whose language nobody knows."""

_REGION = re.compile(r"[a-z]{2,3}|[0-9]{2,3}", re.IGNORECASE)


class Rows(dict[str, Any]):
    """Every row by its name in lower case, each read from JSON when it is first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__((_name(line).lower(), line) for line in text.splitlines())

    def __getitem__(self, name: str) -> Any:
        line = super().__getitem__(name)
        if isinstance(line, str):
            line = json.loads(line)
            self[name] = line
        return line


def _name(line: str) -> str:
    return line[2 : line.index('"', 2)]


@cache
def rows() -> Rows:
    """The whole table."""
    return Rows(TABLE.read_text(encoding="utf-8"))


def merged(name: str) -> dict[str, Any]:
    """Everything that is said of a culture: its own row over those above it."""
    found: dict[str, Any] = {}
    for differs in reversed(list(_above(name))):
        found |= differs
    return found


def _above(name: str | None) -> Iterator[dict[str, Any]]:
    while name is not None:
        _, parent, _, differs = rows()[name.lower()]
        yield differs
        name = parent


def has_country(asked: str) -> bool:
    """Whether a name says more than the language and the script."""
    parts = _parts(asked)
    return "" not in parts[1:] and any(_REGION.fullmatch(part) for part in parts[1:])


def nearest(asked: str) -> str:
    """What ICU falls back to: the longest known beginning of a name, else the row of no language."""
    parts, known = _parts(asked), rows()
    beginnings = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((one for one in beginnings if one and one in known), UNKNOWN)


def _parts(asked: str) -> list[str]:
    """Language, script, country: what stands between the hyphens."""
    return [part.partition("_")[0] if place else part for place, part in enumerate(re.split(r"[-.@]", asked))]
