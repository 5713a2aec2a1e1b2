"""The files of one project: the only module that reads the user's disk.

Nothing outside the project's folder is read, whatever a spec or a symbolic link says.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT_FILE = "adfc.yml"
"""The file that makes a folder a project."""


class OutsideError(Exception):
    """A name leads out of the project, by its parts or through a symbolic link."""


def find_project(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `adfc.yml`, or None."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / PROJECT_FILE).is_file()), None)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder whose files are read by names relative to it, with `/`."""

    root: Path
    _real: dict[str, Path] = field(default_factory=dict, init=False, repr=False, compare=False)
    """By the name of a folder inside, where it really is: following links takes a look at every step of a path."""

    def read(self, name: str) -> bytes:
        """The bytes of the file `name`.

        Raises:
            OutsideError: the name or a link leads out of the folder.
            OSError: the file is missing or can't be read.
        """
        return self._inside(name).read_bytes()

    def has(self, name: str) -> bool:
        """Whether there is a file `name` inside the folder."""
        try:
            return self._inside(name).is_file()
        except (OutsideError, OSError, ValueError):
            return False

    def names(self, below: str, endings: Sequence[str]) -> Iterator[str]:
        """The files below a subfolder whose names end so, in byte order of their names; hidden ones left out."""
        found = [name for name in _walk(self.root / below, below) if name.endswith(tuple(endings))]
        yield from sorted(found, key=lambda name: name.encode("utf-8", "surrogateescape"))

    def folders(self, below: str) -> tuple[str, ...]:
        """The names of the folders directly below a subfolder, in order; none if it is missing."""
        try:
            return tuple(sorted(entry.name for entry in os.scandir(self.root / below) if entry.is_dir()))
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def _inside(self, name: str) -> Path:
        """Where the file of that name really is."""
        if "\0" in name or name.startswith("/"):
            raise OutsideError(name)
        folder, _, file = name.rpartition("/")
        if folder not in self._real:
            self._real[folder] = self._followed(folder)
        path = self._real[folder] / file
        # The folder is inside, so only a link could lead out now; on Windows a backslash or a drive could too.
        return self._followed(name) if os.name == "nt" or file == ".." or path.is_symlink() else path

    def _followed(self, name: str) -> Path:
        """Where a name leads when every link is followed."""
        root, path = (Path(os.path.realpath(one)) for one in (self.root, self.root / name))
        if not path.is_relative_to(root):
            raise OutsideError(name)
        return path


def _walk(folder: Path, name: str) -> Iterator[str]:
    """The name of every file below `folder`, which is called `name`.

    It goes through no linked folder: a link to one is a way out, or a circle.
    """
    for base, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [one for one in folders if not one.startswith(".")]
        above = (name / Path(base).relative_to(folder)).as_posix()
        yield from (f"{above}/{one}" for one in files if not one.startswith("."))
