"""How `adfc show` prints values and what they come from: for people, and for scripts."""

import json
from collections.abc import Callable
from typing import Any

from adfc.emit.json_text import json_text
from adfc.provenance import Cause, Value, Values
from adfc.report.cells import crop, visible, widths
from adfc.source import Span

Named = Callable[[Span], str]
"""The name of a place's file as the reader's shell knows it."""

VERSION = 1
"""Of the JSON form: grows when a field goes or changes its meaning."""

JOINTS = {"spec": "", "pattern": " "}
"""What stands between a cause's words and its place, by kind; else a colon."""

WIDEST = 48
"""The columns that a value takes at most in a table."""


def as_text(values: Values, named: Named) -> str:
    """One value, its causes each on a line below it; of a mapping or a list a line for each value in it."""
    if isinstance(values.data, dict | list) and values.data:
        return _table(values, named)
    causes = (f"  {visible(_told(cause, named))}\n" for one in values.each for cause in one.causes)
    return visible(json_text(values.data)) + "\n" + "".join(causes)


def as_json(values: Values, named: Named) -> str:
    """One object, in ASCII, so that no console's encoding can break it."""
    whole = {
        "version": VERSION,
        "resource": {"section": values.resource.kind.section, "name": values.resource.name},
        "path": values.path,
        "value": values.data,
        "values": [_one(one, named) for one in values.each],
    }
    return json.dumps(whole, indent=2) + "\n"


def _table(values: Values, named: Named) -> str:
    rows = [
        (
            visible(one.path),
            _cropped(json_text(one.data)),
            ", ".join(visible(_told(cause, named)) for cause in one.causes),
        )
        for one in values.each
    ]
    first, second = (max(_width(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{_padded(path, first)}  {_padded(value, second)}  {causes}\n" for path, value, causes in rows)


def _told(cause: Cause, named: Named) -> str:
    """A cause in words, with its place."""
    if cause.span is None:
        return cause.words
    if cause.kind == "file":
        return f"{cause.words} {named(cause.span)}"
    place = f"{named(cause.span)}:{cause.span.line}:{cause.span.column}"
    return cause.words + JOINTS.get(cause.kind, ": ") + place


def _one(value: Value, named: Named) -> dict[str, Any]:
    return {
        "path": value.path,
        "value": value.data,
        "origins": [_cause(cause, named) for cause in value.causes],
    }


def _cause(cause: Cause, named: Named) -> dict[str, Any]:
    place = {}
    if cause.span is not None:
        place = {"file": named(cause.span), "line": cause.span.line, "column": cause.span.column}
    return {"kind": cause.kind, "text": _told(cause, named), **place}


def _cropped(text: str) -> str:
    return crop(text, 0, 0, WIDEST).text


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - _width(text))


def _width(text: str) -> int:
    return sum(widths(text))
