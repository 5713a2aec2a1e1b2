"""The program: its commands under one name, and what every way out of it looks like."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from adfc import __version__
from adfc.cli import exits
from adfc.cli.commands import COMMANDS
from adfc.cli.options import common
from adfc.cli.settings import Settings

HELP = """\
Compile short YAML specs into Azure Data Factory JSON and ARM templates.
"""

EXAMPLES = """\
\b
Examples:
  adfc init demo                make a project that builds, in demo/
  adfc -C demo check            say what is wrong with it
  adfc -C demo build            write its factory to demo/build/

\b
Exit codes:
  0   good
  1   the specs have errors
  2   a plan has changes (adfc plan --exit-code)
  3   Azure refused, or can't be reached; a run failed
  4   the command can't be run as asked
  70  a bug of adfc
"""


def program() -> click.Group:
    """All of adfc as one command."""
    version = click.version_option(__version__, message="%(prog)s %(version)s")
    return version(
        click.Group(
            "adfc",
            commands=COMMANDS,
            params=common(),
            help=HELP,
            epilog=EXAMPLES,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
    )


def main() -> NoReturn:
    """Run the command line of this process, and end it with the exit code."""
    gc.disable()  # a run keeps what it reads and is over soon: looking for garbage is a fifth of a large build
    code = run(sys.argv[1:])
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # Python has words for a stream that can't take what was written
    os._exit(code)  # nothing is left to do, and freeing all data one by one takes its time


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; the exit code."""
    _never_stumble_over_letters()
    settings = Settings()
    try:
        code = program().main(list(arguments), prog_name="adfc", standalone_mode=False, obj=settings)
    except click.UsageError as error:
        error.show()
        return exits.USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return exits.INTERRUPTED
    except Exception as error:
        from adfc.cli import bug  # noqa: PLC0415 (what writes tracebacks is rarely needed)

        bug.tell(error, whole=settings.verbose)
        return exits.BUG
    return code if isinstance(code, int) else exits.GOOD


def _never_stumble_over_letters() -> None:
    """Let a console that has no sign for a letter show its number, where Python would raise an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
