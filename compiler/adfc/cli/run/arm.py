"""`adfc arm`: the ARM template of a Git-mode folder, in the files that Microsoft's export command writes."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.kql import KqlOfUser
from adfc.cli.run.place import GIT_MODE, git_folder
from adfc.cli.run.project import busy, name_files, show, told, write_out
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.compile import Compilation, export_folder
from adfc.diagnostic import has_errors
from adfc.files import PROJECT_FILE
from adfc.write import OF_EXPORT, Written

BELOW = "arm/"
"""Where a build folder holds these files."""


def arm(settings: Settings, folder: str, out: str, factory: str, report_format: str) -> int:
    """Check the folder, write the template's files to `out` if nothing is wrong, and show what is; the exit code."""
    started = perf_counter()
    root = _source(settings, folder)
    place = _place(settings, out)
    with busy(settings):
        exported = export_folder(root, factory, kql=KqlOfUser())
    failed = has_errors(exported.diagnostics)
    written = None if failed else _write(place, _files(exported, folder))
    show(settings, root, exported, report_format)
    if not settings.quiet:
        name = f"{settings.seen(place)}/"
        took = f"{perf_counter() - started:.2f} s"
        say(f"{told(written, name)} ({took})" if written else f"{name} is left as it was")
        if settings.verbose and written:
            name_files(written)
    return SPEC_ERRORS if failed else GOOD


def _source(settings: Settings, folder: str) -> Path:
    root = git_folder(settings, folder)
    if root is None and (settings.directory / folder / PROJECT_FILE).is_file():
        raise Refusal(f'"{folder}" is a project of adfc', "adfc build writes its ARM template to build/arm/")
    if root is None:
        raise Refusal(f'there is none of {GIT_MODE} in "{folder}"', "name the folder that ADF Studio keeps in Git")
    return root


def _place(settings: Settings, out: str) -> Path:
    """The folder to write, whose parent is there afterwards.

    Raises:
        Refusal: the shell stands in it, and would be left in a folder that is gone.
    """
    place = (settings.directory / out).resolve()
    if Path.cwd().is_relative_to(place):
        raise Refusal(f'"{out}" holds the folder you are in', "write to a folder of its own: --out ArmTemplate")
    return place


def _write(place: Path, files: Compilation) -> Written:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f'can\'t make "{error.filename}": {error.strerror}', "write to another folder") from error
    return write_out(place, files, OF_EXPORT)


def _files(exported: Compilation, folder: str) -> Compilation:
    """The files as they stand in a folder of their own."""
    if not exported.factories[""].name:
        raise Refusal(f'nothing in "{folder}" names its factory', "name it with --factory")
    files = (replace(one, path=one.path.removeprefix(BELOW)) for one in exported.artifacts)
    return replace(exported, artifacts=tuple(files))
