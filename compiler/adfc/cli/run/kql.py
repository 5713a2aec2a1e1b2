"""`adfc kql`, and the parser that other commands check KQL with."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.screen import put, say
from adfc.cli.settings import Settings
from adfc.kql import Question, Reply


class KqlOfUser:
    """The parser that the user has; imported when there is KQL to check."""

    def ask(self, questions: Sequence[Question]) -> Sequence[Reply]:
        """One reply to each question, in order."""
        from adfc.kql.parser import Parser  # noqa: PLC0415

        return Parser(os.environ).ask(questions)


def bring(settings: Settings, tarball: Path | None) -> int:
    """Install the parser, and say where it lies; the exit code.

    Raises:
        Refusal: it can't be brought.
    """
    from adfc.kql.home import home  # noqa: PLC0415
    from adfc.kql.install import InstallError, install  # noqa: PLC0415
    from adfc.kql.package import LICENCE, NAME, VERSION, Package  # noqa: PLC0415
    from adfc.report.progress import progress  # noqa: PLC0415

    folder = Package(home(os.environ)).folder
    source = settings.directory / tarball if tarball else None
    try:
        with nullcontext() if settings.quiet else progress("bringing the KQL parser"):
            is_new = install(home(os.environ), os.environ, source)
    except InstallError as error:
        raise Refusal(error.message, error.way_out) from error
    if not settings.quiet:
        say(f"{NAME} {VERSION} {'is installed' if is_new else 'was there already'}: {folder}")
        say(f"licence: {LICENCE}")
        _say_engine()
    return GOOD


def _say_engine() -> None:
    from adfc.kql.engines import engines  # noqa: PLC0415

    engine = next(engines(os.environ), None)
    if engine is None:
        say("nothing here runs it yet: install Node.js, or pip install adfc[kql]")
    else:
        say(f"run by {engine.name}: {engine.program}")


def status(settings: Settings) -> int:
    """Say which parser and engine would be used; the exit code is 1 where KQL would not be checked."""
    from adfc.kql.engines import engines  # noqa: PLC0415
    from adfc.kql.home import home  # noqa: PLC0415
    from adfc.kql.package import NAME, VERSION, Package  # noqa: PLC0415

    package, engine = Package(home(os.environ)), next(engines(os.environ), None)
    lies = "not installed: run adfc kql install"
    if package.is_there:
        lies = "installed" if package.is_whole else "damaged: run adfc kql install"
    runs = f"{engine.name} ({engine.program})" if engine else "nothing: install Node.js, or pip install adfc[kql]"
    is_checked = package.is_whole and engine is not None
    lines = [
        f"KQL is {'checked' if is_checked else 'not checked'}",
        f"  parser   {NAME} {VERSION}, {lies}",
        f"  run by   {runs}",
        f"  folder   {package.folder}",
        f"  answers  {package.folder.parent / 'answers'}",
    ]
    if not settings.quiet:
        put("\n".join(lines) + "\n")
    return GOOD if is_checked else SPEC_ERRORS
