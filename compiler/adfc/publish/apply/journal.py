"""The journal of a run: the plan that is being carried out, on the disk before the first request that changes anything.

It lies in `.adfc/journal/` of the project, a file for each factory, and is gone when every trigger is in its state. One
that is left tells the next run what was begun. It names no secrets. While the run lives it holds a lock on the file,
which the system lets go when the process ends, however that comes: so a dead run is told from a living one.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from adfc.publish.apply.lock import lock
from adfc.publish.plan.file import plan_text, read_plan
from adfc.publish.plan.model import Plan, Where

FOLDER = ".adfc/journal"


class JournalError(Exception):
    """There is a journal already: of a run that lives, or of one that was broken off."""

    def __init__(self, path: Path, *, lives: bool) -> None:
        super().__init__(str(path))
        self.path = path
        self.lives = lives


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one factory."""

    path: Path

    @contextmanager
    def begun(self, plan: Plan) -> Iterator[None]:
        """Keep the plan on the disk while the body runs, and after it, unless `end` is called.

        Raises:
            JournalError: there is one.
        """
        if self.path.exists():
            raise JournalError(self.path, lives=self.is_held())
        handle, name = tempfile.mkstemp(dir=_made(self.path.parent), prefix=".new-")
        try:
            lock(handle)
            self._write(handle, Path(name), plan_text(plan).encode())
            yield
        finally:
            os.close(handle)

    @contextmanager
    def taken_up(self) -> Iterator[Plan]:
        """The plan of a run that was broken off, held while the body runs, and after it, unless `end` is called.

        Raises:
            JournalError: that run lives.
            UnknownPlanError: another version of adfc wrote it.
        """
        handle = os.open(self.path, os.O_RDWR)
        try:
            if not lock(handle):
                raise JournalError(self.path, lives=True)
            yield read_plan(self.path.read_bytes(), str(self.path))
        finally:
            os.close(handle)

    def is_held(self) -> bool:
        """Whether the run that wrote it lives."""
        with suppress(FileNotFoundError):
            handle = os.open(self.path, os.O_RDWR)
            try:
                return not lock(handle)
            finally:
                os.close(handle)
        return False

    def end(self) -> None:
        """Nothing is left to be told."""
        with suppress(FileNotFoundError):
            self.path.unlink()
        _settle(self.path.parent)

    def _write(self, handle: int, work: Path, text: bytes) -> None:
        """Write the file, and give it its name once it is on the disk, unless somebody was faster."""
        try:
            with os.fdopen(os.dup(handle), "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(handle)
            os.link(work, self.path)
        except FileExistsError:
            raise JournalError(self.path, lives=self.is_held()) from None
        finally:
            work.unlink()
        _settle(self.path.parent)


def journal_of(home: Path, where: Where) -> Journal:
    """The journal of a factory, in the project `home`."""
    known = "/".join((where.endpoint, where.subscription, where.resource_group, where.name)).lower()
    return Journal(home / FOLDER / f"{where.name}-{hashlib.sha256(known.encode()).hexdigest()[:8]}.json")


def journals(home: Path) -> list[Journal]:
    """The journals in a project, by name."""
    return [Journal(path) for path in sorted((home / FOLDER).glob("*.json"))]


def _made(folder: Path) -> Path:
    """The folder, which Git passes over."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    return folder


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk; systems that can't open a folder do so by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
