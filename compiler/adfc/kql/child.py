"""A child process that answers line by line: it never holds adfc up, and never outlives the call."""

import subprocess
import tempfile
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

SHOWN = 200
"""How much of what a child says on stderr is told."""


def converse(command: Sequence[str], lines: Sequence[bytes], patience: float) -> tuple[list[bytes], str]:
    """The answers of a child to these lines, one each, in order.

    Args:
        command: the child; it reads lines on stdin, and writes one for each to stdout.
        lines: without line breaks in them.
        patience: the seconds that each answer may take, the first with the start of the child.

    Returns:
        The answers, as many as came, and why no more did; nothing when all came. The child is gone then, also after
        Ctrl-C.
    """
    with tempfile.TemporaryFile() as told:
        try:
            child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told)  # noqa: S603 (the command is found, not written by a user)
        except OSError as error:
            return [], f"can't start {command[0]}: {(error.strerror or str(error)).lower()}"
        try:
            return _answers(child, lines, patience, told)
        finally:
            child.kill()
            child.wait()


def _answers(
    child: subprocess.Popen[bytes], lines: Sequence[bytes], patience: float, told: IO[bytes]
) -> tuple[list[bytes], str]:
    heard: SimpleQueue[bytes] = SimpleQueue()
    for work in (lambda: _tell(child.stdin, lines), lambda: _hear(child.stdout, heard)):
        Thread(target=work, daemon=True).start()
    answers: list[bytes] = []
    while len(answers) < len(lines):
        try:
            line = heard.get(timeout=patience)
        except Empty:
            return answers, f"no answer in {patience:g} seconds"
        if not line:
            return answers, _end(child, told)
        answers.append(line)
    return answers, ""


def _tell(stdin: IO[bytes] | None, lines: Sequence[bytes]) -> None:
    """Write the lines and close; a child that has ended hears nothing, and that shows elsewhere."""
    if stdin is None:
        return
    try:
        with stdin:
            stdin.writelines(line + b"\n" for line in lines)
    except (OSError, ValueError):
        return


def _hear(stdout: IO[bytes] | None, heard: "SimpleQueue[bytes]") -> None:
    """Put every line, and at last nothing."""
    if stdout is not None:
        with stdout:
            for line in stdout:
                heard.put(line)
    heard.put(b"")


def _end(child: subprocess.Popen[bytes], told: IO[bytes]) -> str:
    """Why a child ended before it had answered."""
    try:
        code: int | None = child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        code = None
    told.seek(0)
    said = [line.strip() for line in told.read().decode(errors="replace").splitlines()]
    reason = next((line for line in said if "Error" in line), next(filter(None, reversed(said)), ""))
    return f"it ended with code {code}" + (f": {reason[:SHOWN]}" if reason else "")
