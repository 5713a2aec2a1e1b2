"""The exit codes, and how a command says that it can't be done as asked."""

from typing import IO, Any

import click

GOOD = 0
SPEC_ERRORS = 1
CHANGES = 2
"""A plan has something to do, and `--exit-code` asks to be told so."""
REFUSED = 3
"""Azure does not do what was asked of it, or can't be reached."""
USAGE = 4
BUG = 70
INTERRUPTED = 130
"""As shells count: 128 and the number of SIGINT."""
PIPE_CLOSED = 141
"""As shells count: 128 and the number of SIGPIPE."""


class Refusal(click.ClickException):
    """What was asked for can't be done, and not because of the specs: what is in the way, and the way out."""

    exit_code = USAGE

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.way_out = way_out

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on stderr."""
        click.echo(f"error: {self.message}\n  = help: {self.way_out}", file=file, err=True)


class ServiceRefusal(Refusal):
    """The same of Azure's doing."""

    exit_code = REFUSED
