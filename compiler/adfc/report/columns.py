"""Rows as a table of text: each column as wide as its widest cell, the last one left as it is."""

from collections.abc import Sequence

from adfc.report.cells import visible, widths
from adfc.report.paint import Paint

Cell = tuple[str, str]
"""A text, and the meaning of its colour (empty for none)."""

GAP = "  "


def columns(heads: Sequence[str], rows: Sequence[Sequence[Cell]], paint: Paint) -> str:
    """The table, a line a row below its heads."""
    table = [[(head, "strong") for head in heads], *([(visible(text), mean) for text, mean in row] for row in rows)]
    sizes = [max(sum(widths(row[at][0])) for row in table) for at in range(len(heads))]
    return "".join(_line(row, sizes, paint) + "\n" for row in table)


def _line(row: Sequence[Cell], sizes: Sequence[int], paint: Paint) -> str:
    cells = []
    for at, (text, meaning) in enumerate(row):
        room = 0 if at == len(row) - 1 else sizes[at] - sum(widths(text))
        cells.append((paint(text, meaning) if meaning else text) + " " * room)
    return GAP.join(cells).rstrip()
