"""`adfc status`: the runs of late, or one of them with its activities."""

import os
import sys
from datetime import UTC, datetime
from typing import Any

from adfc.cli.exits import GOOD, Refusal
from adfc.cli.run.factory_source import WrongSpecsError
from adfc.cli.run.live_factory import cloud_named, refusals
from adfc.cli.run.run_place import Told, run_place
from adfc.cli.run.runs_shown import (
    HEADS,
    RUN_HEADS,
    activity_row,
    look_json,
    problems,
    run_row,
    runs_json,
    title,
)
from adfc.cli.run.screen import put, say, wants_color
from adfc.cli.settings import Settings
from adfc.publish.azure import open_factory
from adfc.publish.runs import RETENTION, Look, Run, Window, look, recent
from adfc.publish.runs.azure import AzureRuns
from adfc.publish.runs.recent import span_of
from adfc.report.cells import visible
from adfc.report.columns import columns
from adfc.report.paint import Paint, painter
from adfc.report.progress import progress


def status(settings: Settings, run_id: str, last: str, style: str, cloud: str, **given: Any) -> int:
    """Show runs; the exit code says only whether they could be read."""
    statuses, pipelines = given.pop("statuses"), given.pop("pipelines")
    span = span_of(last)
    if span is None:
        raise Refusal(f'"{last}" is no span of time', f"write 90m, 24h or 7d; runs are kept {RETENTION.days} days")
    where = cloud_named(cloud)
    try:
        place = run_place(settings, Told(**given))
    except WrongSpecsError as error:
        return error.exit_code
    paint = painter(wants_color(sys.stdout, os.environ, no_color=settings.no_color))
    now = datetime.now(UTC)
    with refusals(settings), progress(f'reading the runs of "{place.name}"'), open_factory(place, where) as factory:
        client = AzureRuns(factory, place)
        if run_id:
            text = _one(look(client, run_id), style, now, paint)
        else:
            runs, has_more = recent(client, Window(now - span, now, pipelines, statuses))
            text = runs_json(runs, has_more=has_more) if style == "json" else _table(runs, now, paint)
    put(text, for_machines=style == "json")
    if not run_id and style != "json" and not settings.quiet:
        _tell(place.name, last, runs, has_more=has_more)
    return GOOD


def _one(seen: Look, style: str, now: datetime, paint: Paint) -> str:
    if style == "json":
        return look_json(seen)
    head, meaning = title(seen.run, now)
    rows = [activity_row(one, now) for one in seen.activities]
    table = columns(HEADS, rows, paint) if rows else ""
    errors = "".join(f"{paint('error', 'error')}: {text}\n" for text in problems(seen))
    return f"{paint(visible(head), meaning)}\n{table}{errors}"


def _table(runs: Any, now: datetime, paint: Paint) -> str:
    return columns(RUN_HEADS, [run_row(one, now) for one in runs], paint) if runs else ""


def _tell(factory: str, last: str, runs: Any, *, has_more: bool) -> None:
    found: list[Run] = list(runs)
    if not found:
        say(f'no run in factory "{factory}" that fits, in the last {last}')
    elif has_more:
        say(f"the newest {len(found)}; there are more: ask for a shorter time with --last, or with --pipeline")
