"""What is seen of a run while it goes on: a live table on a terminal, lines in a pipe, nothing before JSON."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any, Protocol

from adfc.cli.run.runs_shown import HEADS, activity_line, activity_row, duration, moment, title
from adfc.cli.run.screen import put, wants_color
from adfc.cli.settings import Settings
from adfc.publish.runs import Look
from adfc.report.cells import visible


class View(Protocol):
    """Shows one look after another."""

    def on(self) -> AbstractContextManager[Any]:
        """While it is open, it may draw."""

    def see(self, look: Look) -> None:
        """Show how the run is."""


def view_for(settings: Settings, style: str) -> View:
    """The view that suits the format and where it goes."""
    if style == "json" or settings.quiet:
        return Nothing()
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        return Drawn(color=wants_color(sys.stdout, os.environ, no_color=settings.no_color))
    return Lines()


class Nothing:
    """Shows nothing: what comes in the end says it all."""

    def on(self) -> AbstractContextManager[Any]:
        """See `View.on`."""
        return nullcontext()

    def see(self, look: Look) -> None:
        """See `View.see`."""


class Lines:
    """A line for each change."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self._over = False

    def on(self) -> AbstractContextManager[Any]:
        """See `View.on`."""
        return nullcontext()

    def see(self, look: Look) -> None:
        """See `View.see`."""
        for one in look.activities:
            if self._seen.get(one.id) != one.status:
                self._seen[one.id] = one.status
                put(visible(activity_line(one)) + "\n")
        if look.run.is_over and not self._over:
            self._over = True
            took = duration(look.run.start, look.run.end, datetime.now(UTC))
            put(f"{moment(look.run.end)}  run {look.run.status}  {took}\n")


class Drawn:
    """A table that changes."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        self._look: Look | None = None

    def on(self) -> AbstractContextManager[Any]:
        """See `View.on`."""
        from adfc.report.live_table import LiveTable  # noqa: PLC0415 (rich is for terminals alone)

        return LiveTable(sys.stdout, HEADS, self._picture, color=self._color)

    def see(self, look: Look) -> None:
        """See `View.see`."""
        self._look = look

    def _picture(self) -> Any:
        from adfc.report.live_table import Picture  # noqa: PLC0415 (rich is for terminals alone)

        if self._look is None:
            return Picture(("waiting for the run", ""), ())
        now = datetime.now(UTC)
        return Picture(title(self._look.run, now), [activity_row(one, now) for one in self._look.activities])
