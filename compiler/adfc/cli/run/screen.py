"""The streams of the process: findings to stdout, all else to stderr."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Mapping
from typing import TextIO

from click.exceptions import Exit

from adfc.cli.exits import PIPE_CLOSED, Refusal

NO_TERMINAL = 120
"""The columns of a line that goes to a file or a pipe."""


def wants_color(stream: TextIO, env: Mapping[str, str], *, no_color: bool) -> bool:
    """Whether to colour what goes to `stream`: as told (no-color.org, force-color.org), else on a terminal."""
    if no_color or env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR"):
        return True
    return stream.isatty() and env.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """The columns of a line."""
    return shutil.get_terminal_size().columns if stream.isatty() else NO_TERMINAL


def put(text: str, *, for_machines: bool = False) -> None:
    """Write to stdout; what machines read is UTF-8 wherever it is written.

    A reader who has seen enough (`| head`) ends the run without a word.

    Raises:
        Refusal: it can't be written, on a full disk for one.
    """
    if for_machines and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left that could fail at the exit
        if error.errno in {errno.EPIPE, errno.EINVAL}:  # Windows says EINVAL
            raise Exit(PIPE_CLOSED) from None
        raise Refusal(f"can't write to stdout: {error.strerror}", "send the report elsewhere") from error


def say(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(text + "\n")
