"""A table on a terminal that changes while it is looked at; with `spinner` the only module that knows rich."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from adfc.report.cells import visible, widths
from adfc.report.columns import Cell

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "strong": "bold",
    "added": "green",
}
"""The colours of `paint`, in rich's words."""

WIDEST = 40
"""The columns that no cell is cut below, but those of the last column, which has the rest."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen now."""

    title: Cell
    rows: Sequence[Sequence[Cell]]


class LiveTable:
    """Draws a picture again and again, as a context manager; the last one stays."""

    def __init__(self, stream: TextIO, heads: Sequence[str], picture: Callable[[], Picture], *, color: bool) -> None:
        """Takes where to draw, the heads of the columns, and what tells the picture of the moment."""
        self._heads = heads
        self._picture = picture
        console = Console(file=stream, no_color=not color, highlight=False)
        self._live = Live(get_renderable=self._drawn, console=console, refresh_per_second=4, transient=False)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def _drawn(self) -> Group:
        picture = self._picture()
        table = Table(box=None, pad_edge=False, header_style="bold")
        for at, head in enumerate(self._heads):
            widest = max([len(head), *(sum(widths(row[at][0])) for row in picture.rows)])
            room = 0 if at == len(self._heads) - 1 else min(widest, WIDEST)
            table.add_column(head, overflow="ellipsis", no_wrap=True, min_width=room)
        for row in picture.rows:
            table.add_row(*(_text(cell) for cell in row))
        return Group(_text(picture.title), table)


def _text(cell: Cell) -> Text:
    text, meaning = cell
    return Text(visible(text), style=STYLES.get(meaning, "") if text else "", no_wrap=True, overflow="ellipsis")
