"""`adfc build`, and what other commands share with it: find the project, compile, show what was found, write."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.catalogue import rule_of
from adfc.cli.run.kql import KqlOfUser
from adfc.cli.run.screen import put, say, wants_color, width
from adfc.cli.settings import Settings
from adfc.compile import Compilation, compile_project, find_project
from adfc.diagnostic import has_errors
from adfc.emit.manifest import room
from adfc.files import PROJECT_FILE
from adfc.report import FORMATS, Report
from adfc.report.progress import progress
from adfc.write import OF_BUILD, NotOursError, Writer, Written, write

BUILD = "build"
"""The folder of a project that holds what is built."""

FOR_PEOPLE = ("text", "concise")


def build(settings: Settings, target: str | None, report_format: str) -> int:
    """Compile the project, write the build folder if nothing is wrong, and show what is; the exit code."""
    started = perf_counter()
    root = locate(settings)
    with busy(settings):
        compilation = compile_project(root, target=target, env=os.environ, kql=KqlOfUser())
    failed = has_errors(compilation.diagnostics)
    written = None if failed else write_out(root / BUILD, compilation)
    show(settings, root, compilation, report_format)
    if not settings.quiet:
        folder = f"{settings.seen(root / BUILD)}/"
        took = f"{f'target {target}, ' if target else ''}{perf_counter() - started:.2f} s"
        say(f"{told(written, folder)} ({took})" if written else f"{folder} is left as it was")
        if written:
            say(room(compilation.artifacts))
        if settings.verbose and written:
            name_files(written)
    return SPEC_ERRORS if failed else GOOD


def locate(settings: Settings, folder: str | None = None, *, other: str = "") -> Path:
    """The project in `folder`, or without it the nearest one from where the command works upwards.

    Raises:
        Refusal: there is none. `other` says what the command would take in its place.
    """
    if folder is None:
        root = find_project(settings.directory)
        where = f'in "{settings.directory.resolve()}" or above it'
    else:
        named = settings.directory / folder
        root = named.resolve() if (named / PROJECT_FILE).is_file() else None
        where = f'in "{folder}"'
    if root is None:
        raise Refusal(
            f"there is no {PROJECT_FILE} {where}{other}", "make a project with adfc init, or name one with -C"
        )
    return root


def busy(settings: Settings) -> AbstractContextManager[None]:
    """Shows on a terminal that the checks are at work."""
    return nullcontext() if settings.quiet else progress("checking the specs")


def write_out(folder: Path, compilation: Compilation, writer: Writer = OF_BUILD) -> Written:
    """Make the folder hold exactly the artifacts.

    Raises:
        Refusal: it can't be written, or holds what is not adfc's.
    """
    try:
        return write(folder, compilation.artifacts, writer)
    except NotOursError as error:
        raise Refusal(error.message, error.way_out) from error
    except OSError as error:
        raise Refusal(f'can\'t write "{error.filename or folder}": {error.strerror}', "nothing was changed") from error


def show(settings: Settings, root: Path, compilation: Compilation, report_format: str) -> None:
    """Write what was found to stdout."""
    if not compilation.diagnostics and report_format in FOR_PEOPLE:
        return
    color = report_format in FOR_PEOPLE and wants_color(sys.stdout, os.environ, no_color=settings.no_color)
    report = Report(
        compilation.diagnostics,
        compilation.texts,
        base=settings.seen(root),
        color=color,
        width=width(sys.stdout),
        rule=rule_of,
    )
    put(FORMATS[report_format](report), for_machines=report_format not in FOR_PEOPLE)


def told(written: Written, folder: str) -> str:
    """What became of a folder's files, in a line."""
    put_there = len(written.new) + len(written.changed)
    if written.nothing:
        return f"{folder} is up to date: {counted(len(written.unchanged))}"
    parts = [f"wrote {counted(put_there)} to {folder}"]
    parts += [f"removed {len(written.removed)}"] * bool(written.removed)
    parts += [f"left {len(written.unchanged)} unchanged"] * bool(written.unchanged)
    return ", ".join(parts)


def name_files(written: Written) -> None:
    """Say what became of each file."""
    for word in ("new", "changed", "removed", "unchanged"):
        for path in getattr(written, word):
            say(f"  {word:<9} {path}")


def counted(files: int) -> str:
    """So many files, in words."""
    return f"{files} file{'s' * (files != 1)}"
