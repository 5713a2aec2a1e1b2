"""Puts artifacts on disk: afterwards the folder holds exactly these, or what it held before.

Everything is written to a work folder beside it, which then changes places with it:

    1. .build.adfc-x/new is filled: what did not change is linked, the rest written
    2. build becomes .build.adfc-x/old
    3. .build.adfc-x/new becomes build
    4. .build.adfc-x is removed

Killed before step 3, a build leaves the old folder whole: in its place or, between 2 and 3, in the work folder, from
where the next build takes it back before all else. Of two builds of one folder at once, one may fail; neither mixes.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from adfc.emit.manifest import FILE as MANIFEST
from adfc.model import Artifact

_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")
"""What no path of an artifact holds: control characters, and what Windows takes for a `/`."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a folder, and by what it knows its own files again."""

    word: str
    """What messages call one run of it."""
    like_ours: re.Pattern[str]
    """What the paths of its files look like."""
    manifest: bool
    """Whether its folder tells by a manifest what was written; the look decides where none can be read."""


OF_BUILD = Writer(
    "build",
    re.compile(r"(adf|arm|environment)/.+\.json|environment/roles\.md|manifest\.json", re.DOTALL),
    manifest=True,
)
"""`build/`. Its manifest may be lost, or spoilt by a merge."""

OF_EXPORT = Writer(
    "run of adfc arm",
    re.compile(
        r"ARMTemplate(Parameters)?ForFactory\.json|globalParameters/[^/]+_GlobalParameters\.json"
        r"|linkedTemplates/ArmTemplate(_\d+|_master|Parameters_master)\.json"
    ),
    manifest=False,
)
"""A folder that holds what Microsoft's exporter writes, under its names, and no more."""

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in a folder that somebody looked into."""


class NotOursError(Exception):
    """The folder is not one that a build may replace: a user's own files are never deleted."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files: paths below the folder, with `/`; those removed in byte order, the others as given."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether all was there already."""
        return not (self.new or self.changed or self.removed)


def write(folder: Path, artifacts: Sequence[Artifact], writer: Writer = OF_BUILD) -> Written:
    """Make `folder` hold exactly the artifacts: UTF-8 without BOM, line ends as they are.

    Unchanged files keep their time of modification, and when nothing changes nothing is touched. The folder that holds
    `folder` must exist.

    Raises:
        NotOursError: the folder is a link or a file, or holds what no earlier run of `writer` has written.
        OSError: the disk is full, or something may not be written; the folder is then as it was.
        ValueError: the path of an artifact leads out of the folder, or stands there twice.
    """
    wanted = _checked(artifacts)
    _repair(folder)
    present = frozenset(files_in(folder))
    _check_ours(folder, present - wanted.keys(), writer)
    done = _compare(folder, wanted, present)
    if not done.nothing:
        _replace(folder, wanted, frozenset(done.unchanged))
    return done


def _checked(artifacts: Sequence[Artifact]) -> dict[str, str]:
    """The text of every file by its path, which stays inside the folder on every system.

    It becomes bytes a file at a time: those of all files would be as large as the build once more.
    """
    wanted: dict[str, str] = {}
    for one in artifacts:
        leads_out = PureWindowsPath(one.path).drive or not {"", ".", ".."}.isdisjoint(one.path.split("/"))
        if leads_out or _NEVER.search(one.path) or one.path in wanted:
            raise ValueError(f"an artifact has the path {one.path!r}")
        wanted[one.path] = one.text
    return wanted


def files_in(folder: Path) -> Iterator[str]:
    """The paths of the files in the folder, with `/`, but for litter; none if it is missing.

    Raises:
        NotOursError: the folder is a link or a file, or holds a link.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "a link" if folder.is_symlink() else "a file"
        raise NotOursError(f'"{folder.name}" is {what}, not a folder', "delete or rename it: a folder takes this name")
    return _walk(folder, "") if folder.exists() else iter(())


def _walk(folder: str | Path, above: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{above}{entry.name}/")
            elif entry.is_symlink():
                raise NotOursError(f'"{folder}" holds a link, "{entry.name}"', "delete it or move it elsewhere")
            elif entry.name not in LITTER:
                yield above + entry.name


def _check_ours(folder: Path, unwanted: frozenset[str], writer: Writer) -> None:
    """Refuse to remove what the writer has not written."""
    listed = _listed(folder) if unwanted and writer.manifest else None
    is_ours: Callable[[str], object] = writer.like_ours.fullmatch if listed is None else listed.__contains__
    own = sorted(path for path in unwanted if not is_ours(path))
    if own:
        message = f'"{folder.name}" holds what no {writer.word} has written: "{own[0]}"'
        more = f" and {len(own) - 1} more" if own[1:] else ""
        way_out = f"move it elsewhere, or delete it: a {writer.word} keeps nothing but its own files"
        raise NotOursError(message + more, way_out)


def _listed(folder: Path) -> frozenset[str] | None:
    """What an earlier build has written, as its manifest tells; None when there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return frozenset((MANIFEST, *manifest["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _compare(folder: Path, wanted: Mapping[str, str], present: frozenset[str]) -> Written:
    new, changed, unchanged = [], [], []
    for path, text in wanted.items():
        if path not in present:
            new.append(path)
        elif (folder / path).read_bytes() == text.encode():
            unchanged.append(path)
        else:
            changed.append(path)
    return Written(tuple(new), tuple(changed), tuple(unchanged), tuple(sorted(present - wanted.keys())))


def _replace(folder: Path, wanted: Mapping[str, str], unchanged: frozenset[str]) -> None:
    work = Path(tempfile.mkdtemp(prefix=_work_prefix(folder), dir=folder.parent))
    try:
        _fill(work / "new", folder, wanted, unchanged)
        if folder.exists():
            folder.rename(work / "old")
        (work / "new").rename(folder)
    finally:
        _settle(folder, work)


def _fill(new: Path, folder: Path, wanted: Mapping[str, str], unchanged: frozenset[str]) -> None:
    new.mkdir()
    for parent in sorted({path.rpartition("/")[0] for path in wanted}):
        (new / parent).mkdir(parents=True, exist_ok=True)
    for path, text in wanted.items():
        if path not in unchanged or not _link(f"{folder}/{path}", f"{new}/{path}"):
            (new / path).write_bytes(text.encode())


def _link(source: str, target: str) -> bool:
    """Make `target` the same file as `source`, which costs less than writing it. Some file systems can't."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _work_prefix(folder: Path) -> str:
    return f".{folder.name}.adfc-"


def _repair(folder: Path) -> None:
    """Settle what builds that did not come to their end have left."""
    prefix = _work_prefix(folder)
    for work in [path for path in folder.parent.iterdir() if path.name.startswith(prefix) and path.is_dir()]:
        _settle(folder, work)


def _settle(folder: Path, work: Path) -> None:
    """Take back the old folder if no new one stands in its place, and remove the work folder.

    It is renamed before it is removed: should its build still run, that one fails at once instead of going on with
    half of its files. What can't be removed now is tried again by the next build.
    """
    if (work / "old").exists() and not folder.exists():
        (work / "old").rename(folder)
    with suppress(OSError):
        shutil.rmtree(work.rename(f"{work}~"))
