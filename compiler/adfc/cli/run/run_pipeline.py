"""`adfc run`: start a pipeline in a live factory, and follow its run to the end."""

import json
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from adfc.cli.exits import GOOD, INTERRUPTED, REFUSED, Refusal
from adfc.cli.run.factory_source import WrongSpecsError
from adfc.cli.run.live_factory import cloud_named, refusals
from adfc.cli.run.run_followed import View, view_for
from adfc.cli.run.run_place import Told, run_place
from adfc.cli.run.runs_shown import as_json, look_json, problems
from adfc.cli.run.screen import put, say
from adfc.cli.settings import Settings
from adfc.model import Data
from adfc.publish.azure import open_factory
from adfc.publish.runs import Look, Parameters, Start, WrongParameterError, follow, recovered, start
from adfc.publish.runs.azure import AzureRuns
from adfc.publish.runs.client import RunsClient
from adfc.report.cells import visible
from adfc.suggest import hint

Given = tuple[str, Data, bool]
"""A parameter's name and value, and whether that is text still to be read as its type."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for, beside the place."""

    pipeline: str
    parameters: tuple[str, ...]
    wait: bool
    from_failed: str
    cancel: str
    style: str


def run_pipeline(settings: Settings, cloud: str, **given: Any) -> int:
    """Start a run as `given` asks, by the names of `Told` and `Asked`; the exit code."""
    told = Told(**{name: given.pop(name) for name in ("target", "factory", "resource_group", "subscription")})
    asked = Asked(**given)
    _check(asked)
    passed = _passed(settings, asked.parameters)
    where = cloud_named(cloud)
    try:
        place = run_place(settings, told)
    except WrongSpecsError as error:
        return error.exit_code
    with refusals(settings), open_factory(place, where) as factory:
        client = AzureRuns(factory, place)
        if asked.cancel:
            client.cancel_run(asked.cancel)
            say(f"run {asked.cancel} is told to end: adfc status {asked.cancel} shows how far it is")
            return GOOD
        return _run(settings, client, asked, _wanted(client, asked, passed))


def _check(asked: Asked) -> None:
    if asked.cancel and (asked.pipeline or asked.parameters or asked.from_failed):
        raise Refusal("--cancel ends a run, and all else starts one", "adfc run --cancel RUN_ID")
    if asked.from_failed and asked.parameters:
        message = "a run that takes up another has the parameters of that"
        raise Refusal(message, "leave --parameters out, or --from-failed, to start anew")
    if not (asked.pipeline or asked.from_failed or asked.cancel):
        raise Refusal("no pipeline is named", "adfc run PIPELINE, or adfc run --from-failed RUN_ID")


def _passed(settings: Settings, parameters: Sequence[str]) -> list[Given]:
    """Each parameter that the command line gives: by NAME=VALUE, or in a file of JSON."""
    found: list[Given] = []
    for one in parameters:
        name, sign, value = one.partition("=")
        found += [(name, value, True)] if sign else [(key, data, False) for key, data in _file(settings, one).items()]
    return found


def _file(settings: Settings, name: str) -> dict[str, Data]:
    path = settings.directory / name
    way_out = "--parameters takes NAME=VALUE, or a file that holds a JSON object: {NAME: VALUE, ...}"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(f'"{name}" is no NAME=VALUE, and no file: {error.strerror}', way_out) from error
    except ValueError as error:
        raise Refusal(f'"{name}" is no JSON: {error}', way_out) from error
    if not isinstance(data, dict):
        raise Refusal(f'"{name}" holds no JSON object', way_out)
    return data


def _wanted(client: RunsClient, asked: Asked, passed: Sequence[Given]) -> Start:
    """What is to be started.

    Raises:
        Refusal: a parameter is wrong.
        ServiceRefusal: there is no such pipeline, or no such run.
    """
    if asked.from_failed:
        other = recovered(client, asked.from_failed, asked.pipeline)
        return Start(other.pipeline, str(uuid.uuid4()), recovers=other.id)
    pipeline = client.pipeline(asked.pipeline)
    if pipeline is None:
        raise Refusal(f'there is no pipeline "{asked.pipeline}"', hint(asked.pipeline, client.pipelines()))
    name = str(pipeline.get("name", asked.pipeline))
    declared = pipeline.get("properties", {}).get("parameters", {})
    try:
        return Start(name, str(uuid.uuid4()), Parameters(name, declared).values(passed))
    except WrongParameterError as error:
        raise Refusal(error.message, error.way_out) from error


def _run(settings: Settings, client: RunsClient, asked: Asked, wanted: Start) -> int:
    try:
        run_id = start(client, wanted)
    except KeyboardInterrupt:
        say(f"nobody knows whether the run was started: adfc status {wanted.run_id} says so, if it was")
        return INTERRUPTED
    if not asked.wait:
        text = as_json(run={"id": run_id, "pipeline": wanted.pipeline}) if asked.style == "json" else f"{run_id}\n"
        put(text, for_machines=True)
        return GOOD
    if not settings.quiet:
        say(f'run {run_id} of pipeline "{visible(wanted.pipeline)}" is started')
    last = _followed(client, run_id, view_for(settings, asked.style))
    if last is None:
        return INTERRUPTED
    if asked.style == "json":
        put(look_json(last), for_machines=True)
    for text in problems(last):
        say(f"error: {text}")
    return GOOD if last.run.status == "Succeeded" else REFUSED


def _followed(client: RunsClient, run_id: str, view: View) -> Look | None:
    """How the run ended; None where nobody wants to wait for it any more."""
    last = None
    while True:
        try:
            with view.on():
                for last in follow(client, run_id):
                    view.see(last)
            return last
        except KeyboardInterrupt:
            if not _is_to_end(run_id):
                return None
            client.cancel_run(run_id)


def _is_to_end(run_id: str) -> bool:
    """Whether the run is to be cancelled: asked on a terminal; without one it goes on."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        try:
            if click.confirm("\ncancel the run?", default=False, err=True):
                return True
        except click.Abort:
            say("")
    say(f"the run goes on: adfc status {run_id} shows it, adfc run --cancel {run_id} ends it")
    return False
