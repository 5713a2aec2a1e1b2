"""`adfc init`: a copy of the example project, under the name of its folder."""

import re
import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from adfc.cli.exits import GOOD, Refusal
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.connectors import open_library
from adfc.editor import FOLDER, SETTINGS, editor_files, vscode_settings
from adfc.files import PROJECT_FILE, Folder

NAME = "example-project"
"""What the example is called, to be replaced."""

RENAMED = {"gitignore": ".gitignore"}
"""Git and build tools would take a file of its true name for their own."""


def init(settings: Settings, folder: str | None, ci: str | None, deploy: str) -> int:
    """Write the files of a project that are not there yet, and say what comes next."""
    root = settings.directory / (folder or "")
    is_new = not (root / PROJECT_FILE).exists()
    if not is_new and ci is None:
        way_out = "adfc check says what is wrong with it; --ci gives it a release pipeline"
        raise Refusal(f'"{settings.seen(root)}" is a project already', way_out)
    try:
        if is_new:
            _put_project(root, settings)
        if ci is not None:
            _put_pipeline(root, settings, ci, deploy)
    except OSError as error:
        raise Refusal(f'can\'t write "{error.filename}": {error.strerror}', "choose another folder") from error
    if is_new and not settings.quiet:
        _tell_next(Settings().seen(root))
    return GOOD


def _put_project(root: Path, settings: Settings) -> None:
    for name, text in _files(project_name(root.resolve().name)):
        _put(root / name, text, settings)
    for name, text in _for_editors(root):
        _put(root / name, text, settings)


def _put_pipeline(root: Path, settings: Settings, service: str, way: str) -> None:
    """Write the release pipeline where the service looks for it: below the root of the Git repository, if there is one.

    Raises:
        Refusal: the specs have errors.
    """
    from adfc.cli.run.release import SERVICES, release_pipeline  # noqa: PLC0415 (it compiles the project)

    root = root.resolve()
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    text = release_pipeline(root, service, way, root.relative_to(top).as_posix())
    path = top / SERVICES[service].file
    is_there = path.exists()
    _put(path, text, settings)
    if not is_there and not settings.quiet:
        say(f"made {settings.seen(path)}, a release pipeline; what it needs once: docs/releasing.md of adfc")


def project_name(folder: str) -> str:
    """A name made of a folder's, fit to begin the names of factories and resource groups.

    A factory's has 3 to 63 letters, digits and hyphens and starts with a letter or digit; the example adds up to 8
    (https://learn.microsoft.com/azure/data-factory/naming-rules).
    """
    name = re.sub(r"[^a-z0-9]+", "-", folder.lower()).strip("-")[:50].rstrip("-")
    return name if name[:1].isalpha() else f"df-{name}".rstrip("-")


def _files(name: str) -> Iterator[tuple[str, str]]:
    """The files of the example, under the project's name: path and text."""
    for path, file in _walk(files("adfc.cli") / "example", ""):
        yield path, file.read_text(encoding="utf-8").replace(NAME, name)


def _for_editors(root: Path) -> Iterator[tuple[str, str]]:
    """The schemas by which editors know specs, and the settings by which VS Code knows the schemas."""
    yield SETTINGS, vscode_settings()
    for file in editor_files(open_library(Folder(root))):
        yield f"{FOLDER}/{file.path}", file.text


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = above + RENAMED.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        else:
            yield path, entry


def _put(path: Path, text: str, settings: Settings) -> None:
    """Write a new file; one that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        done = "made"
    except FileExistsError:
        done = "kept"
    if settings.verbose or (done == "kept" and not settings.quiet):
        say(f"  {done} {settings.seen(path)}")


def _tell_next(here: str) -> None:
    there = "" if here == "." else f" -C {shlex.quote(here)}"
    say(f"made a project in {here}/\n\nnext:\n  adfc{there} build      writes the factory to build/")
    say(f"  adfc{there} check      says what is wrong, and writes nothing")
