"""Findings for people: what is wrong, the line it is in with the place marked, and the way out."""

from collections.abc import Iterator

from adfc.diagnostic import Diagnostic
from adfc.report.cells import visible
from adfc.report.model import Report, counted, places
from adfc.report.paint import Paint, painter
from adfc.report.snippet import Row, draw, starred
from adfc.source import Span

OF_SECRETS = frozenset(("ADF501", "ADF502", "ADF503", "ADF504", "ADF901"))
"""Codes whose places hold a secret: who reads a log is not told it once more."""

MOST = 50
"""So many findings are shown; more than that nobody reads at once."""


def render(report: Report) -> str:
    """The findings as blocks, then how many there are; nothing when there are none."""
    if not report.diagnostics:
        return ""
    shown, rest = _chosen(report)
    blocks = [block(report, one) for one in shown]
    if rest:
        blocks.append(f"... and {len(rest)} more: {counted(rest)} (adfc check --format concise lists all)")
    files = len({one.span.file for one in report.diagnostics})
    blocks.append(f"{counted(report.diagnostics)} in {files} file{'s' * (files > 1)}")
    return "\n\n".join(blocks) + "\n"


def block(report: Report, one: Diagnostic) -> str:
    """A finding drawn by itself, without a line feed at its end."""
    return "\n".join(_Block(report, one).lines())


def _chosen(report: Report) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Those to show, in their order, and the rest: no error is left out while a warning is shown."""
    found = report.diagnostics
    ranked = sorted(range(len(found)), key=lambda index: not found[index].is_error)
    shown = set(ranked[:MOST])
    return [found[index] for index in sorted(shown)], [found[index] for index in ranked[MOST:]]


class _Block:
    """One finding, drawn."""

    def __init__(self, report: Report, one: Diagnostic) -> None:
        self._report = report
        self._one = one
        self._others = places(one)
        self._paint: Paint = painter(report.color)
        spans = (one.span, *(other.span for other in self._others))
        self._gutter = max(len(str(span.end_line)) for span in spans)

    def lines(self) -> Iterator[str]:
        """The lines of the block, without their ends."""
        one = self._one
        head = self._paint(f"{one.severity}[{one.code}]", one.severity)
        yield head + self._paint(f": {visible(one.message)}", "strong")
        yield from self._place("-->", one.span, "^", one.severity, "")
        for other in self._others:
            yield from self._place(":::", other.span, "-", "gutter", other.message)
        if one.help:
            first, *more = one.help.splitlines()
            yield self._side("=", f"{self._paint('help', 'strong')}: {visible(first)}")
            yield from (" " * (self._gutter + 9) + visible(line) for line in more)

    def _place(self, arrow: str, span: Span, mark: str, meaning: str, label: str) -> Iterator[str]:
        """The name of a place, and its lines if they are known; a label that has no mark to stand at is a note."""
        name = f"{visible(self._report.file(span))}:{span.line}:{span.column}"
        yield f"{' ' * self._gutter}{self._paint(arrow, 'gutter')} {name}"
        room = max(20, self._report.width - self._gutter - 3)
        lines = self._report.lines(span)
        if self._one.code in OF_SECRETS:
            lines = starred(lines, span)
        rows = draw(lines, span, mark=mark, label=label, room=room)
        if rows:
            yield self._side("|", "")
            yield from (self._row(row, meaning) for row in rows)
        elif label:
            yield self._side("=", f"{self._paint('note', 'strong')}: {visible(label)}")

    def _row(self, row: Row, meaning: str) -> str:
        number = "" if row.number is None else str(row.number)
        bar = self._paint(f"{number:>{self._gutter}} |", "gutter")
        return f"{bar} {row.text}{self._paint(row.marks, meaning)}".rstrip()

    def _side(self, sign: str, text: str) -> str:
        return f"{' ' * self._gutter} {self._paint(sign, 'gutter')} {text}".rstrip()
