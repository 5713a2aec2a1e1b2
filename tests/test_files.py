"""Nothing outside a project's folder is read, whatever a name says or a link leads to."""

import os
from pathlib import Path

import pytest

from adfc.files import Folder, OutsideError


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.yml").write_text("secret")
    (tmp_path / "project/specs/deep").mkdir(parents=True)
    for name in ("adfc.yml", "specs/a.yml", "specs/deep/b.yml", "specs/.hidden.yml", "specs/c.kql"):
        (tmp_path / "project" / name).write_text(name)
    return Folder(tmp_path / "project")


@pytest.mark.parametrize("name", ["adfc.yml", "specs/a.yml", "specs/deep/b.yml", "specs/deep/../a.yml", "./adfc.yml"])
def test_a_file_inside_is_read(folder: Folder, name: str) -> None:
    assert folder.read(name).decode() == os.path.normpath(name).replace("\\", "/")
    assert folder.has(name)


@pytest.mark.parametrize(
    "name",
    [
        "../outside/secret.yml",
        "specs/../../outside/secret.yml",
        "specs/deep/../../../outside/secret.yml",
        "specs/../..",
        "/etc/hostname",
        "a\0b",
        "specs\0/a.yml",
    ],
)
def test_a_name_that_leads_outside_is_refused(folder: Folder, name: str) -> None:
    with pytest.raises(OutsideError):
        folder.read(name)
    assert not folder.has(name)


def test_a_way_round_that_ends_inside_is_no_way_out(folder: Folder) -> None:
    assert folder.read("../project/adfc.yml") == b"adfc.yml"


def test_a_linked_file_is_read_where_it_leads_inside_alone(folder: Folder) -> None:
    (folder.root / "specs/in.yml").symlink_to("a.yml")
    (folder.root / "specs/out.yml").symlink_to(folder.root.parent / "outside/secret.yml")
    (folder.root / "specs/again.yml").symlink_to("out.yml")
    assert folder.read("specs/in.yml") == b"specs/a.yml"
    for name in ("specs/out.yml", "specs/again.yml"):
        assert not folder.has(name)
        with pytest.raises(OutsideError):
            folder.read(name)


def test_a_file_in_a_linked_folder_is_read_where_it_leads_inside_alone(folder: Folder) -> None:
    (folder.root / "in").symlink_to("specs", target_is_directory=True)
    (folder.root / "out").symlink_to("../outside", target_is_directory=True)
    (folder.root / "specs/deep/up").symlink_to("../../out", target_is_directory=True)
    assert folder.read("in/deep/b.yml") == b"specs/deep/b.yml"
    for name in ("out/secret.yml", "specs/deep/up/secret.yml", "out/../outside/secret.yml"):
        assert not folder.has(name)
        with pytest.raises(OutsideError):
            folder.read(name)


def test_a_file_that_becomes_a_link_after_its_folder_was_read_is_refused(folder: Folder) -> None:
    folder.read("specs/a.yml")
    (folder.root / "specs/new.yml").symlink_to(folder.root.parent / "outside/secret.yml")
    with pytest.raises(OutsideError):
        folder.read("specs/new.yml")


def test_a_linked_project_is_a_project(folder: Folder) -> None:
    linked = folder.root.parent / "linked"
    linked.symlink_to(folder.root, target_is_directory=True)
    assert Folder(linked).read("specs/a.yml") == b"specs/a.yml"
    assert list(Folder(linked).names("specs", (".yml",))) == ["specs/a.yml", "specs/deep/b.yml"]


@pytest.mark.parametrize("name", ["", ".", "specs", "specs/", "missing.yml", "missing/a.yml", "adfc.yml/a"])
def test_what_is_no_file_is_the_systems_complaint(folder: Folder, name: str) -> None:
    with pytest.raises(OSError, match=r"\[Errno"):
        folder.read(name)
    assert not folder.has(name)


def test_a_circle_of_links_is_the_systems_complaint(folder: Folder) -> None:
    (folder.root / "one.yml").symlink_to("two.yml")
    (folder.root / "two.yml").symlink_to("one.yml")
    with pytest.raises(OSError, match=r"\[Errno"):
        folder.read("one.yml")
    assert not folder.has("one.yml")


def test_names_are_in_byte_order_and_lead_through_no_link(folder: Folder) -> None:
    (folder.root / "specs/out").symlink_to("../../outside", target_is_directory=True)
    (folder.root / "specs/round").symlink_to(".", target_is_directory=True)
    (folder.root / "specs/link.yml").symlink_to("a.yml")
    (folder.root / "specs/.git").mkdir()
    (folder.root / "specs/.git/x.yml").write_text("")
    (folder.root / "specs/é.yml").write_text("")
    (folder.root / "specs/a-2.yml").write_text("")
    found = list(folder.names("specs", (".yml", ".yaml")))
    assert found == ["specs/a-2.yml", "specs/a.yml", "specs/deep/b.yml", "specs/link.yml", "specs/é.yml"]
    assert list(folder.names("missing", (".yml",))) == []
