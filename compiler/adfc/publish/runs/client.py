"""What is asked of a factory about runs, whoever answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from adfc.model import Data
from adfc.publish.client import Raw, RefusedError


class UncertainError(RefusedError):
    """No answer came, or one that does not tell whether what was asked for is done."""


class NoRunError(RefusedError):
    """There is no run of that id."""


class RunsClient(Protocol):
    """Asks one factory. What is not given or done is a RefusedError."""

    def pipeline(self, name: str) -> Raw | None:
        """The pipeline of that name; None where there is none."""

    def pipelines(self) -> list[str]:
        """The names of all pipelines."""

    def start_run(self, pipeline: str, run_id: str, parameters: Mapping[str, Data], recovers: str) -> str:
        """Start a run, and the id that it has in the end; never more than one.

        Args:
            pipeline: its name.
            run_id: a GUID, which becomes the id of the run: so it can be looked up where the answer is lost.
            parameters: by name; those of the other run where it recovers one.
            recovers: the id of the run to be taken up where it failed; empty for a new one.

        Raises:
            UncertainError: it may have been started.
        """

    def run(self, run_id: str) -> Raw:
        """The run of that id.

        Raises:
            NoRunError: there is none.
        """

    def activity_runs(self, run_id: str, since: datetime, until: datetime) -> list[Raw]:
        """The runs of its activities that changed in that time, all pages."""

    def cancel_run(self, run_id: str) -> None:
        """Cancel a run, and those that it called."""

    def runs(self, since: datetime, until: datetime, filters: Sequence[Mapping[str, Data]], most: int) -> list[Raw]:
        """The runs that changed in that time, the newest first, `most` of them and one if there are more."""
