"""Paths as people write them: `activities[Copy A].typeProperties.sink`, `parameters["a.b"]`, `/activities/0/name`."""

import json
import re
from dataclasses import dataclass
from typing import TypeAlias

from adfc.adf.model import TYPE_PROPERTIES
from adfc.model import Data
from adfc.source import Path
from adfc.suggest import hint

Words: TypeAlias = tuple[str | int, ...]
"""Keys, names of a list's items, and numbers of items where only these can be meant."""

PART = re.compile(
    r"""(?:^|\.)(?P<key>[^.\[\]"]+) | \[(?P<quoted>"(?:[^"\\]|\\.)*")\] | \[(?P<plain>[^\]"][^\]]*)\]""", re.VERBOSE
)
KEY = re.compile(r'[^.\[\]"/][^.\[\]"]*')
"""A key that needs no quotes, even at the beginning of a path."""
ITEM = re.compile(r'(?!\d+\Z)[^\]"][^\]]*')
"""A name that needs no quotes between brackets."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Why what somebody asks for is not there, and the way out."""

    message: str
    way_out: str


def parse(text: str) -> Words | Miss:
    """The words of a path, outermost first. A text that starts with `/` is a JSON Pointer (RFC 6901)."""
    if text.startswith("/"):
        return tuple(word.replace("~1", "/").replace("~0", "~") for word in text[1:].split("/"))
    words, end = [], 0
    while end < len(text):
        part = PART.match(text, end)
        word = _word(part) if part else None
        if part is None or word is None:
            return Miss(f'"{text}" is no path', "write it as activities[Copy A].dependsOn, or as /activities/0")
        words.append(word)
        end = part.end()
    return tuple(words)


def _word(part: re.Match[str]) -> str | int | None:
    if part["quoted"] is None:
        plain = part["plain"]
        return int(plain) if plain and plain.isdecimal() else part["key"] or plain
    try:
        return str(json.loads(part["quoted"], strict=False))
    except ValueError:
        return None


def resolve(value: Data, words: Words) -> Path | Miss:
    """The path below `value` that the words mean; `typeProperties` may be left out, as in a spec."""
    path: Path = ()
    here = value
    for word in words:
        steps = _steps(here, word)
        if not steps:
            where = f' in "{shown(value, path)}"' if path else ""
            return Miss(f'there is no "{word}"{where}', hint(str(word), _known(here), "nothing is in it"))
        path += steps
        for step in steps:
            here = here[step]
    return path


def _steps(value: Data, word: str | int) -> Path:
    if isinstance(value, list):
        return _item(value, word)
    if not isinstance(value, dict):
        return ()
    key = str(word)
    if key in value:
        return (key,)
    inner = value.get(TYPE_PROPERTIES)
    return (TYPE_PROPERTIES, key) if isinstance(inner, dict) and key in inner else ()


def _item(items: list[Data], word: str | int) -> Path:
    """The item of that name, compared as ADF does, without case; else the one of that number."""
    names = [_name(item).lower() for item in items]
    if isinstance(word, str) and word and word.lower() in names:
        return (names.index(word.lower()),)
    number = int(word) if isinstance(word, int) or word.isdecimal() else len(items)
    return (number,) if number < len(items) else ()


def _known(value: Data) -> list[str]:
    if isinstance(value, list):
        return [_name(item) or str(index) for index, item in enumerate(value)]
    inner = value.get(TYPE_PROPERTIES) if isinstance(value, dict) else None
    return [*value, *(inner if isinstance(inner, dict) else ())] if isinstance(value, dict) else []


def _name(item: Data) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) else ""


def shown(value: Data, path: Path) -> str:
    """A path below `value` as text that `parse` and `resolve` read as this path; items by their names, if they have."""
    text = ""
    for step in path:
        text += _shown_item(value, step) if isinstance(step, int) else _shown_key(step, first=not text)
        value = value[step]
    return text


def _shown_item(items: list[Data], index: int) -> str:
    names = [_name(item).lower() for item in items]
    name = _name(items[index])
    if not name or names.count(name.lower()) > 1:
        return f"[{index}]"
    return f"[{name}]" if ITEM.fullmatch(name) else _quoted(name)


def _shown_key(key: str, *, first: bool) -> str:
    if not KEY.fullmatch(key):
        return _quoted(key)
    return key if first else f".{key}"


def _quoted(word: str) -> str:
    return f"[{json.dumps(word, ensure_ascii=False)}]"
