"""`adfc schema`: the JSON Schemas for editors, of the connectors and patterns that a project can use."""

import re
from pathlib import Path

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.project import locate, name_files, show, told, write_out
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.compile import Compilation
from adfc.connectors import open_library
from adfc.diagnostic import Problems, has_errors, in_order
from adfc.editor import FOLDER, editor_files
from adfc.files import Folder
from adfc.inputs import Inputs
from adfc.write import Writer

OF_SCHEMAS = Writer("run of adfc schema", re.compile(r"\w+\.schema\.json"), manifest=False)
"""A folder that holds the schemas, and no more."""


def schema(settings: Settings, out: str | None) -> int:
    """Write the schemas, or show what is wrong with a connector or pattern; the exit code."""
    root = locate(settings)
    made = _compiled(root)
    show(settings, root, made, "text")
    if has_errors(made.diagnostics):
        return SPEC_ERRORS
    folder = root / FOLDER if out is None else settings.directory / out
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f'can\'t make "{error.filename}": {error.strerror}', "write them elsewhere with --out") from error
    written = write_out(folder, made, OF_SCHEMAS)
    if not settings.quiet:
        say(told(written, f"{settings.seen(folder)}/"))
        if settings.verbose:
            name_files(written)
    return GOOD


def _compiled(root: Path) -> Compilation:
    """The schemas as artifacts, and what is wrong with the templates that they are made of."""
    library = open_library(Folder(root))
    files = editor_files(library)
    found = in_order(library.problems.found)
    texts = Inputs(Folder(root), Problems()).shown(one.span.file for one in found)
    return Compilation(tuple(found), artifacts=files, texts=texts)
