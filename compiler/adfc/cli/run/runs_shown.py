"""Runs and their activities as rows of a table, as lines, and as JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from adfc.publish.runs import Activity, Look, Run
from adfc.report.cells import visible
from adfc.report.columns import Cell

VERSION = 1
"""Of the JSON form: grows when a field goes or changes its meaning."""

HEADS = ("activity", "type", "status", "duration", "read", "written", "error")
RUN_HEADS = ("started", "pipeline", "status", "duration", "started by", "run")

MEANINGS: Mapping[str, str] = {
    "Succeeded": "added",
    "Failed": "error",
    "Cancelled": "warning",
    "Canceling": "warning",
    "InProgress": "info",
    "Queued": "info",
}
"""What the colour of a status means."""


def activity_row(one: Activity, now: datetime) -> list[Cell]:
    """An activity below HEADS."""
    return [
        (one.name, ""),
        (one.type, ""),
        (one.status, MEANINGS.get(one.status, "")),
        (duration(one.start, one.end, now), ""),
        (_counted(one.rows_read), ""),
        (_counted(one.rows_written), ""),
        (_first_line(one.error), "error"),
    ]


def run_row(one: Run, now: datetime) -> list[Cell]:
    """A run below RUN_HEADS."""
    return [
        (moment(one.start), ""),
        (one.pipeline, ""),
        (one.status, MEANINGS.get(one.status, "")),
        (duration(one.start, one.end, now), ""),
        (one.invoked_by, ""),
        (one.id, ""),
    ]


def title(run: Run, now: datetime) -> Cell:
    """The run of a table of activities, in a line."""
    text = f'{run.status}: run {run.id} of pipeline "{run.pipeline}", {duration(run.start, run.end, now)}'
    return text, MEANINGS.get(run.status, "")


def activity_line(one: Activity) -> str:
    """An activity that has changed, in a line."""
    over = one.end is not None
    parts = [moment(one.end if over else one.start), one.name, one.type, one.status]
    if over:
        parts.append(duration(one.start, one.end, datetime.now(UTC)))
    rows = {"read": one.rows_read, "written": one.rows_written}
    parts += [f"{count} {word}" for word, count in rows.items() if count is not None]
    return "  ".join(parts)


def problems(look: Look) -> list[str]:
    """What went wrong, each in a text fit for a terminal: of each activity that failed, else of the run."""
    failed = [one for one in look.activities if one.status == "Failed"]
    texts = [f'activity "{one.name}" failed{_code(one)}: {one.error}' for one in failed]
    if look.run.status == "Failed" and not failed:
        texts.append(f"run {look.run.id} failed: {look.run.message}")
    if look.run.status == "Cancelled":
        texts.append(f"run {look.run.id} was cancelled")
    return [_indented(text) for text in texts]


def run_json(run: Run) -> dict[str, Any]:
    """A run for scripts."""
    return {
        "id": run.id,
        "pipeline": run.pipeline,
        "status": run.status,
        "start": _iso(run.start),
        "end": _iso(run.end),
        "startedBy": run.invoked_by,
        "group": run.group,
        "message": run.message,
    }


def activity_json(one: Activity) -> dict[str, Any]:
    """The run of an activity for scripts."""
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "status": one.status,
        "start": _iso(one.start),
        "end": _iso(one.end),
        "rowsRead": one.rows_read,
        "rowsWritten": one.rows_written,
        "error": {"code": one.error_code, "message": one.error} if one.error else None,
    }


def as_json(**parts: Any) -> str:
    """One object in ASCII, so that no console's encoding can break it."""
    return json.dumps({"version": VERSION, **parts}, indent=2) + "\n"


def look_json(look: Look) -> str:
    """A run with its activities."""
    return as_json(run=run_json(look.run), activities=[activity_json(one) for one in look.activities])


def runs_json(runs: Sequence[Run], *, has_more: bool) -> str:
    """A list of runs."""
    return as_json(runs=[run_json(one) for one in runs], more=has_more)


def moment(when: datetime | None) -> str:
    """A point of time in UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ") if when else "-"


def duration(start: datetime | None, end: datetime | None, now: datetime) -> str:
    """How long it took, or has taken until now."""
    if start is None:
        return "-"
    span = max((end or now) - start, timedelta())
    seconds = span.total_seconds()
    if seconds < 60:
        return f"{seconds:.1f} s"
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


def _counted(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _indented(text: str) -> str:
    """A text of several lines, safe for a terminal, those after the first below it."""
    return "\n  ".join(visible(line) for line in text.strip().splitlines())


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _code(one: Activity) -> str:
    return f" ({one.error_code})" if one.error_code else ""


def _iso(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None
