"""The build folder holds exactly the artifacts, whatever happens on the way."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.emit.manifest import FILE as MANIFEST
from adfc.model import Artifact
from adfc.write import NotOursError, Written, write

OLD = {"adf/pipeline/a.json": "a", "adf/pipeline/b.json": "b", "adf/dataset/c.json": "c", "arm/t.json": "t"}
NEW = {"adf/pipeline/a.json": "a", "adf/pipeline/b.json": "B", "adf/trigger/d.json": "d", "arm/t.json": "t"}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a step is killed in a forked process")


def build(files: dict[str, str]) -> list[Artifact]:
    """The files with the manifest that names them."""
    manifest = json.dumps({"files": dict.fromkeys(files, "sha256")})
    return [Artifact(path, text) for path, text in files.items()] + [Artifact(MANIFEST, manifest)]


def held(folder: Path) -> dict[str, str]:
    """The files of a folder but its manifest, read as they are."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()
    }
    found.pop(MANIFEST, None)
    return found


def listed(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    """Everything in a folder, with its identity and time of modification."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (folder, *folder.rglob("*"))}


names = st.from_regex(r"\A(adf|arm)/[a-z][a-z é]{0,5}[a-z]\.json\Z")
builds = st.dictionaries(names, st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=6)


@given(first=builds, second=builds)
def test_folder_holds_exactly_the_artifacts(first: dict[str, str], second: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root, "build")
        assert set(write(folder, build(first)).new) == {*first, MANIFEST}
        assert held(folder) == first

        done = write(folder, build(second))

        assert held(folder) == second
        assert set(done.removed) == first.keys() - second.keys()
        assert set(done.new) == second.keys() - first.keys()
        assert set(done.unchanged) - {MANIFEST} == {path for path, text in second.items() if first.get(path) == text}
        assert listed(Path(root)) == ["build"]


@given(files=builds)
def test_writing_twice_is_writing_once(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root, "build")
        write(folder, build(files))
        before = stamps(folder)

        done = write(folder, build(files))

        assert done.nothing
        assert stamps(folder) == before


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    write(folder, build(OLD))
    for path in folder.rglob("*.json"):
        os.utime(path, (1_000_000_000, 1_000_000_000))

    done = write(folder, build(NEW))

    assert done == Written(
        new=("adf/trigger/d.json",),
        changed=("adf/pipeline/b.json", MANIFEST),
        unchanged=("adf/pipeline/a.json", "arm/t.json"),
        removed=("adf/dataset/c.json",),
    )
    kept = {path.name for path in folder.rglob("*.json") if path.stat().st_mtime == 1_000_000_000}
    assert kept == {"a.json", "t.json"}
    assert not (folder / "adf/dataset").exists()


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write(tmp_path / "build", [Artifact("adf/x.json", "é\nb\r\nc")])
    assert (tmp_path / "build/adf/x.json").read_bytes() == b"\xc3\xa9\nb\r\nc"


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../x", "adf/../../x", "adf//x", "adf/./x", "adf/", "C:/x", "c:x", "adf\\x", "a\nb", "a\0b"],
)
def test_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        write(tmp_path / "build", [Artifact(path, "x")])
    assert list(tmp_path.iterdir()) == []


def test_path_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="path"):
        write(tmp_path / "build", [Artifact("adf/x.json", "1"), Artifact("adf/x.json", "2")])


def test_file_of_the_user_is_never_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    write(folder, build(OLD))
    (folder / "adf/pipeline/mine.json").write_text("mine")
    (folder / "notes.txt").write_text("mine too")

    with pytest.raises(NotOursError) as refused:
        write(folder, build(NEW))

    assert refused.value.message == '"build" holds what no build has written: "adf/pipeline/mine.json" and 1 more'
    assert refused.value.way_out.startswith("move it elsewhere")
    assert held(folder) == OLD | {"adf/pipeline/mine.json": "mine", "notes.txt": "mine too"}


@pytest.mark.parametrize("manifest", [None, "<<<<<<< HEAD", "[]", '{"files": 3}', "{}"])
def test_folder_without_a_good_manifest_is_not_ours(tmp_path: Path, manifest: str | None) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest)

    with pytest.raises(NotOursError):
        write(folder, build(NEW))
    assert (folder / "index.html").read_text() == "mine"


@pytest.mark.parametrize("manifest", [None, "<<<<<<< HEAD"])
def test_build_whose_manifest_is_lost_is_built_anew(tmp_path: Path, manifest: str | None) -> None:
    folder = tmp_path / "build"
    write(folder, build(OLD))
    (folder / MANIFEST).unlink()
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest)

    assert write(folder, build(NEW)).removed == ("adf/dataset/c.json",)
    assert held(folder) == NEW


def test_empty_folder_and_litter_are_nobodys(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    (folder / "adf").mkdir(parents=True)
    (folder / ".DS_Store").write_text("")
    write(folder, build(NEW))
    assert held(folder) == NEW


def test_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to("elsewhere", target_is_directory=True)
    with pytest.raises(NotOursError, match='"build" is a link'):
        write(tmp_path / "build", build(NEW))
    (tmp_path / "elsewhere").rmdir()
    with pytest.raises(NotOursError, match='"build" is a link'):
        write(tmp_path / "build", build(NEW))


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(NotOursError, match='"build" is a file'):
        write(tmp_path / "build", build(NEW))


def test_link_inside_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    write(folder, build(OLD))
    (folder / "adf/pipeline/a.json").unlink()
    (folder / "adf/pipeline/a.json").symlink_to(tmp_path / "mine.json")
    with pytest.raises(NotOursError, match=r"a\.json"):
        write(folder, build(NEW))


KILLED, FAILED, TOO_FEW = 9, 1, 2


def broken_off(folder: Path, number: int, act: Callable[[], None]) -> int:
    """Write NEW in a copy of this process that does `act` in place of its step of that number on the disk.

    The exit code: 0 when it came to its end all the same, TOO_FEW when it did so in fewer steps.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    taken = 0

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if event.startswith(("open", "os.", "shutil.", "tempfile.")):
            taken += 1
            if taken == number:
                act()

    sys.addaudithook(count)
    try:
        write(folder, build(NEW))
        os._exit(0 if taken >= number else TOO_FEW)
    except BaseException:
        os._exit(FAILED)


def die() -> None:
    os._exit(KILLED)


def fail() -> None:
    raise OSError(28, "No space left on device")


@needs_fork
def test_killed_at_any_step_the_old_build_is_whole(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number) / "build"
        folder.parent.mkdir()
        write(folder, build(OLD))

        code = broken_off(folder, number, die)

        whole = folder if folder.exists() else next(folder.parent.glob(".build.adfc-*/old"))
        assert held(whole) in (OLD, NEW)
        write(folder, build(OLD))
        assert held(folder) == OLD
        assert listed(folder.parent) == ["build"]
        if code == TOO_FEW:
            break
        assert code == KILLED
    assert number > 20


@needs_fork
def test_failing_at_any_step_changes_nothing(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number) / "build"
        folder.parent.mkdir()
        write(folder, build(OLD))

        code = broken_off(folder, number, fail)

        assert held(folder) == (OLD if code == FAILED else NEW)
        write(folder, build(OLD))
        assert listed(folder.parent) == ["build"]
        if code == TOO_FEW:
            break
    assert number > 20


@needs_fork
def test_full_disk_leaves_the_old_build(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    folder = tmp_path / "build"
    write(folder, build(OLD))
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write(folder, build(NEW | {"arm/big.json": "x" * 2000}))
        except OSError:
            os._exit(FAILED)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == FAILED
    assert held(folder) == OLD
    assert listed(tmp_path) == ["build"]
