"""The lines of a text, and columns as others count them."""

import re
from collections.abc import Sequence
from functools import lru_cache

_LINE_BREAK = re.compile(r"\r\n?|\n")
"""What the reader counts as one (`read.lines`), and editors do: str.splitlines knows more."""


@lru_cache(maxsize=4)  # findings come file by file, and a file may have thousands
def split_lines(text: str) -> tuple[str, ...]:
    """The lines without their breaks; at least one."""
    return tuple(_LINE_BREAK.split(text))


def utf16_column(lines: Sequence[str], line: int, column: int) -> int:
    """A column counted from 1 in code points, as counted from 1 in UTF-16 code units.

    Editors and SARIF viewers count these. A place that is not in the text stays as it is.
    """
    if not 1 <= line <= len(lines):
        return column
    before = lines[line - 1][: column - 1]
    return column + sum(char > "\uffff" for char in before)
