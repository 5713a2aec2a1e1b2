"""A run is started: once, whatever becomes of the answer."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adfc.model import Data
from adfc.publish.client import RefusedError
from adfc.publish.runs.client import NoRunError, RunsClient, UncertainError
from adfc.publish.runs.model import Run, run_of

LOOKS = (1.0, 2.0, 5.0, 10.0)
"""Seconds to wait before each look for a run whose start was not answered."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is to be started."""

    pipeline: str
    run_id: str
    """A GUID that no run has yet."""
    parameters: Mapping[str, Data] = field(default_factory=dict)
    recovers: str = ""
    """The id of the run to be taken up where it failed."""


def start(client: RunsClient, asked: Start, sleep: Callable[[float], None] = time.sleep) -> str:
    """Start a run; its id.

    The service gives a run the id of the request that started it (recorded traffic), so a run whose answer is lost can
    be found. The request itself is never repeated: what it started would run twice.

    Raises:
        RefusedError: it is not started, or nobody knows.
    """
    try:
        return client.start_run(asked.pipeline, asked.run_id, asked.parameters, asked.recovers)
    except UncertainError as error:
        if _is_there(client, asked.run_id, sleep):
            return asked.run_id
        way_out = f"before you start it again: adfc status {asked.run_id}, or adfc status --pipeline"
        message = f'nobody knows whether a run of "{asked.pipeline}" was started: {error.message}'
        raise RefusedError(message, f'{way_out} "{asked.pipeline}"') from error


def recovered(client: RunsClient, run_id: str, pipeline: str) -> Run:
    """The run that is to be taken up where it failed.

    Args:
        client: asks the factory.
        run_id: its id.
        pipeline: the pipeline that it must be of; empty for any.

    Raises:
        RefusedError: there is no such run, it is of another pipeline, goes on, or did not fail.
    """
    run = run_of(client.run(run_id))
    if pipeline and pipeline.lower() != run.pipeline.lower():
        message = f'run {run_id} is one of pipeline "{run.pipeline}", not of "{pipeline}"'
        raise RefusedError(message, "leave the name of the pipeline out")
    if not run.is_over:
        raise RefusedError(f"run {run_id} goes on: it is {run.status}", f"adfc status {run_id} shows how far it is")
    if run.status == "Succeeded":
        raise RefusedError(f"run {run_id} succeeded", f'adfc run "{run.pipeline}" starts a new one')
    return run


def _is_there(client: RunsClient, run_id: str, sleep: Callable[[float], None]) -> bool:
    for seconds in LOOKS:
        sleep(seconds)
        try:
            client.run(run_id)
        except NoRunError:
            continue
        return True
    return False
