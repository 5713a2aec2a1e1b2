"""`adfc check`: what is wrong with a project, or with a folder of ADF's own JSON."""

import os
from time import perf_counter

from adfc.cli.exits import GOOD, SPEC_ERRORS
from adfc.cli.run.kql import KqlOfUser
from adfc.cli.run.place import find_place
from adfc.cli.run.project import busy, counted, show
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.compile import compile_folder, compile_project
from adfc.diagnostic import has_errors


def check(settings: Settings, folder: str | None, factory: str, report_format: str) -> int:
    """Compile what is in the folder and show what is wrong; the exit code."""
    started = perf_counter()
    place = find_place(settings, folder, factory)
    with busy(settings):
        if place.is_project:
            compilation = compile_project(place.root, env=os.environ, files=False, kql=KqlOfUser())
        else:
            compilation = compile_folder(place.root, factory, kql=KqlOfUser())[1]
    show(settings, place.root, compilation, report_format)
    if not compilation.diagnostics and not settings.quiet:
        say(f"no problems in {counted(compilation.files)} ({perf_counter() - started:.2f} s)")
    return SPEC_ERRORS if has_errors(compilation.diagnostics) else GOOD
