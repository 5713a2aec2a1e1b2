"""The text of a JSON string, and where each character of it stands."""

import json
import re
from collections.abc import Iterator

from adfc.read.written import Written

_PART = re.compile(
    r'(?P<plain>[^"\\]+)|(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)'
)


def json_written(source: str, start: int, end: int) -> Iterator[Written]:
    """The only reading of the JSON string that stands, with its quotes, at these offsets of the source."""
    written = Written()
    for part in _PART.finditer(source, start + 1, end - 1):
        if part["plain"]:
            written.add_plain(part[0], part.start())
        else:
            written.add(_character(part[0]), part.start(), part.end())
    yield written


def _character(escape: str) -> str:
    """What an escape stands for; half of a character is what the reader makes of it."""
    one = json.loads(f'"{escape}"')
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= one <= "\udfff" else str(one)
