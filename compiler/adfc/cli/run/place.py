"""What a command works on: a project of adfc, or a folder of ADF's own JSON."""

from dataclasses import dataclass
from pathlib import Path

from adfc.cli.exits import Refusal
from adfc.cli.run.project import locate
from adfc.cli.settings import Settings
from adfc.files import PROJECT_FILE, Folder
from adfc.gitmode import holds_factory

GIT_MODE = "ADF's JSON (pipeline/, dataset/, linkedService/, ...)"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and what it is."""

    root: Path
    is_project: bool


def find_place(settings: Settings, folder: str | None, factory: str) -> Place:
    """The folder that is meant: `folder`, else where the command works, else the nearest project above.

    Raises:
        Refusal: it is neither a project nor a Git-mode folder, or a project, which `factory` means nothing to.
    """
    git = git_folder(settings, folder)
    if git is not None:
        return Place(git, is_project=False)
    root = locate(settings, folder, other=f", and none of {GIT_MODE} either")
    if factory:
        message = f'"{settings.seen(root)}" is a project of adfc, and --factory is for a folder of {GIT_MODE}'
        raise Refusal(message, f"leave it out: {PROJECT_FILE} names the factories")
    return Place(root, is_project=True)


def git_folder(settings: Settings, folder: str | None) -> Path | None:
    """The Git-mode folder that is meant, or None where that folder is none, or a project as well."""
    root = (settings.directory / (folder or "")).resolve()
    return root if not (root / PROJECT_FILE).is_file() and holds_factory(Folder(root)) else None
