"""A build folder held against its manifest."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.cli.app import run
from adfc.emit.manifest import FILE, digest
from adfc.emit.verify import Manifest, UnknownManifestError, open_manifest, verify
from adfc.model import Document
from adfc.read import read_json
from adfc.source import SourceFile

Printed = pytest.CaptureFixture[str]
names = st.from_regex(r"\A(adf|arm)/[a-z ]{1,5}\.json\Z")
folders = st.dictionaries(names, st.binary(max_size=8), max_size=5)


def document(data: object) -> Document:
    read, found = read_json(SourceFile(FILE, json.dumps(data)))
    assert read is not None
    assert found == []
    return read


def manifest_of(files: Mapping[str, bytes]) -> Manifest:
    listed = {path: digest(content) for path, content in files.items()}
    return open_manifest(document({"manifestVersion": 1, "files": listed}))


@given(built=folders)
def test_what_was_built_is_as_it_was_built(built: dict[str, bytes]) -> None:
    assert verify(manifest_of(built), built | {FILE: b"anything"}) == []


@given(built=folders, there=folders)
def test_every_difference_is_told_once(built: dict[str, bytes], there: dict[str, bytes]) -> None:
    expected = {f'"{path}" is missing' for path in built.keys() - there.keys()}
    expected |= {f'"{path}" is not of this build' for path in there.keys() - built.keys()}
    both = built.keys() & there.keys()
    expected |= {f'"{path}" is not as it was built' for path in both if built[path] != there[path]}
    found = verify(manifest_of(built), there)
    assert all(one.is_error for one in found)
    assert sorted(one.message for one in found) == sorted(expected)


def test_line_ends_have_a_way_out_of_their_own() -> None:
    [found] = verify(manifest_of({"a.json": b"{\n}\n"}), {"a.json": b"{\r\n}\r\n"})
    assert ".gitattributes" in found.help
    [found] = verify(manifest_of({"a.json": b"{\n}\n"}), {"a.json": b"{\r\n} \r\n"})
    assert ".gitattributes" not in found.help


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], '"manifest.json" is no manifest of a build'),
        ({"files": {}}, '"manifest.json" is no manifest of a build'),
        ({"manifestVersion": 2, "files": {}}, '"manifest.json" has version 2, and only version 1 is known'),
        ({"manifestVersion": True, "files": {}}, '"manifest.json" has version True, and only version 1 is known'),
        ({"manifestVersion": 1}, '"manifest.json" does not say which files there must be'),
        ({"manifestVersion": 1, "files": {"a": 1}}, '"manifest.json" does not say which files there must be'),
    ],
)
def test_other_manifests_are_refused(data: object, words: str) -> None:
    with pytest.raises(UnknownManifestError) as refused:
        open_manifest(document(data))
    assert str(refused.value) == words


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """The folder of a release pipeline: a build, and neither specs nor a project."""
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "adfc.yml").write_text("name: sales\nfactory: sales-df\n")
    (specs / "pipelines").mkdir()
    (specs / "pipelines/a.yml").write_text("pipelines: {load: {activities: {}}}\n")
    assert run(["-q", "-C", str(specs), "build"]) == 0
    (tmp_path / "drop").mkdir()
    shutil.move(specs / "build", tmp_path / "drop/build")
    shutil.rmtree(specs)
    return tmp_path / "drop"


def test_good_build_here_and_by_name(drop: Path, capsys: Printed) -> None:
    assert run(["-C", str(drop), "build", "--check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("build/ is as it was built: ")
    assert printed.err.endswith(" files of sales for target default\n")
    assert run(["-C", str(drop.parent), "build", "--check", "drop/build", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_differs_is_named(drop: Path, capsys: Printed) -> None:
    build = drop / "build"
    (build / "adf/pipeline/load.json").unlink()
    (build / "arm/ARMTemplateForFactory.json").write_bytes(b"{}")
    (build / "arm/mine.json").write_text("{}")
    (build / ".DS_Store").write_text("")
    assert run(["-C", str(drop), "build", "--check", "--format", "concise"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ", 1)[1] for line in lines] == [
        'error ADF990 "adf/pipeline/load.json" is missing',
        'error ADF991 "arm/ARMTemplateForFactory.json" is not as it was built',
        'error ADF992 "arm/mine.json" is not of this build',
    ]
    manifest = (build / FILE).read_text().splitlines()
    number = next(at for at, line in enumerate(manifest, 1) if "adf/pipeline/load.json" in line)
    assert lines[0].startswith(f"build/manifest.json:{number}:3: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, 'error: there is no manifest.json in "build"'),
        (b"{", 'error: "manifest.json" in "build" can\'t be read'),
        (b"\xff", 'error: "manifest.json" in "build" can\'t be read'),
        (b"[]", 'error: "manifest.json" is no manifest of a build'),
        (b'{"manifestVersion": 9}', 'error: "manifest.json" has version 9, and only version 1 is known'),
    ],
)
def test_without_a_manifest_that_is_known_nothing_is_said_to_be_good(
    content: bytes | None, words: str, drop: Path, capsys: Printed
) -> None:
    (drop / "build" / FILE).unlink()
    if content is not None:
        (drop / "build" / FILE).write_bytes(content)
    assert run(["-C", str(drop), "build", "--check"]) == 4
    assert capsys.readouterr().err.startswith(words)


def test_link_in_the_folder_is_refused(drop: Path, capsys: Printed) -> None:
    (drop / "build/adf/away").symlink_to(drop)
    assert run(["-C", str(drop), "build", "--check"]) == 4
    assert 'holds a link, "away"' in capsys.readouterr().err


def test_folder_that_is_not_there(drop: Path, capsys: Printed) -> None:
    assert run(["-C", str(drop), "build", "--check", "nowhere"]) == 4
    assert 'there is no manifest.json in "nowhere"' in capsys.readouterr().err


def test_target_means_nothing_to_it(drop: Path, capsys: Printed) -> None:
    assert run(["-C", str(drop), "build", "--target", "prod", "--check"]) == 4
    assert "leave --target out" in capsys.readouterr().err


def test_committed_build_of_this_repository(repository: Path) -> None:
    assert run(["-q", "-C", str(repository), "build", "--check"]) == 0
