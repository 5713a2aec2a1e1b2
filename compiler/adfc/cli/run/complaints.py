"""What is wrong with a plan, or went wrong with it, on stderr: stdout is for the plan itself."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from adfc.cli.run.catalogue import rule_of
from adfc.cli.run.screen import say, wants_color, width
from adfc.cli.settings import Settings
from adfc.diagnostic import Diagnostic
from adfc.files import Folder, OutsideError
from adfc.read import decode
from adfc.report import FORMATS, Report


def complain(
    settings: Settings, root: Path, found: Iterable[Diagnostic], texts: Mapping[str, str] | None = None
) -> None:
    """Show what was found on stderr, as `adfc check` shows it, with the lines of the files in `root`."""
    diagnostics = tuple(found)
    if not diagnostics:
        return
    told = dict(texts or {})
    names = {file for one in diagnostics for file in one.files}
    told |= {name: text for name in names - told.keys() if (text := _text(root, name)) is not None}
    color = wants_color(sys.stderr, os.environ, no_color=settings.no_color)
    base = settings.seen(root)
    report = Report(diagnostics, told, base=base, color=color, width=width(sys.stderr), rule=rule_of)
    say(FORMATS["text"](report).rstrip("\n"))


def _text(root: Path, name: str) -> str | None:
    try:
        source, _ = decode(name, Folder(root).read(name))
    except (OSError, OutsideError, ValueError):
        return None
    return source.text if source else None
