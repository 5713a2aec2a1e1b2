"""Work that is imported when it is done: so `--help`, of the whole and of each command, stays quick."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click


def late(module: str, function: str) -> Callable[..., int]:
    """A command's callback: imports `module` of `adfc.cli.run`, and calls its `function` with the settings.

    The parameters of the command follow by name; what comes back is the exit code.
    """

    def call(**given: Any) -> int:
        work = getattr(import_module(f"adfc.cli.run.{module}"), function)
        code: int = work(click.get_current_context().obj, **given)
        return code

    return call
