"""`adfc init` makes a project that builds, and touches nothing that is there."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.cli.app import run
from adfc.cli.run.init import project_name

Printed = pytest.CaptureFixture[str]


def test_new_project_has_no_problems_and_builds(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "My Sales"]) == 0
    assert "adfc -C 'My Sales' build" in capsys.readouterr().err

    assert run(["check", "My Sales"]) == 0
    assert capsys.readouterr().out == ""
    for target in ("dev", "prod"):
        assert run(["-C", "My Sales", "build", "--target", target]) == 0
        assert capsys.readouterr().out == ""

    root = tmp_path / "My Sales"
    assert "name: my-sales\nfactory: my-sales-df\n" in (root / "adfc.yml").read_text(encoding="utf-8")
    assert (root / ".gitignore").read_text(encoding="utf-8").startswith("/build/\n")
    assert not any(
        "example-project" in path.read_text(encoding="utf-8") for path in root.rglob("*.*") if path.is_file()
    )


def test_files_that_are_there_stay(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert run(["-C", str(tmp_path), "init"]) == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert "  kept README.md\n" in capsys.readouterr().err
    assert run(["-C", str(tmp_path), "check", "-q"]) == 0


def test_project_is_not_made_twice(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "adfc.yml").write_text("name: mine\n")
    assert run(["init", str(tmp_path)]) == 4
    assert "is a project already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["adfc.yml"]


def test_folder_below_a_file_is_refused(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "file").write_text("")
    assert run(["init", str(tmp_path / "file" / "x")]) == 4
    assert "error: can't write " in capsys.readouterr().err


@given(st.text())
@pytest.mark.parametrize("ending", ["-df", "-df-prod", "-rg", "-prod-rg"])
def test_name_of_any_folder_is_good_for_a_factory(ending: str, folder: str) -> None:
    assert re.fullmatch(r"[a-z](?:-?[a-z0-9]){2,62}", project_name(folder) + ending)
