"""`adfc check` of a folder of ADF's own JSON, as ADF Studio keeps one in Git."""

import json
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from adfc.cli.app import run
from adfc.cli.options import FORMATS

FOLDERS = Path(__file__).with_name("git_folders")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """A folder in which nothing is wrong: with a byte order mark, comments, tabs and trailing commas."""
    shutil.copytree(FOLDERS / "sales", tmp_path / "sales")
    return tmp_path / "sales"


def test_findings_have_places_in_the_json(capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    assert run(["-C", str(FOLDERS), "check", "broken"]) == 1
    assert capsys.readouterr().out == snapshot_text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_them(name: str, capsys: Printed) -> None:
    assert run(["-C", str(FOLDERS), "check", "broken", "--format", name]) == 1
    assert "raw_order" in capsys.readouterr().out


def test_good_folder_here_and_by_name(sales: Path, capsys: Printed) -> None:
    assert run(["-C", str(sales), "check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("no problems in 10 files (")
    assert run(["-C", str(sales.parent), "check", "sales", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_other_files_of_the_repository_are_left_alone(sales: Path, capsys: Printed) -> None:
    for path in (
        "package.json",
        "node_modules/tool/broken.json",
        "pipeline/old/broken.json",
        "ArmTemplate/broken.json",
    ):
        (sales / path).parent.mkdir(parents=True, exist_ok=True)
        (sales / path).write_text("{")
    (sales / "node_modules/away.json").symlink_to("/nowhere.json")
    assert run(["-C", str(sales), "check"]) == 0
    assert "broken" not in capsys.readouterr().out


def test_factory_of_several_is_named(sales: Path, capsys: Printed) -> None:
    (sales / "factory/sales-df-test.json").write_text('{"name": "sales-df-test"}')
    assert run(["-C", str(sales), "check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        'factory/sales-df-test.json:1:10: error ADF071 the folder holds several factories: "sales-df", "sales-df-test"'
    )
    assert run(["-C", str(sales), "check", "--factory", "sales-df", "--quiet"]) == 0


def test_misspelt_factory_is_a_warning(sales: Path, capsys: Printed) -> None:
    assert run(["-C", str(sales), "check", "--factory", "sales-fd", "--format", "json"]) == 0
    found = [one for one in json.loads(capsys.readouterr().out)["diagnostics"] if one["code"] == "ADF072"]
    assert [(one["severity"], one["help"]) for one in found] == [("warning", 'did you mean "sales-df"?')]


def test_project_in_the_same_folder_wins(sales: Path, capsys: Printed) -> None:
    (sales / "adfc.yml").write_text("name: sales\nfactory: sales-df\n")
    assert run(["-C", str(sales), "check"]) == 0
    assert "no problems in 0 files" in capsys.readouterr().err


def test_folder_inside_a_project_is_checked_as_it_stands(sales: Path, capsys: Printed) -> None:
    (sales.parent / "adfc.yml").write_text("name: sales\n")
    assert run(["-C", str(sales), "check"]) == 0
    assert "ADF030" not in capsys.readouterr().out


def test_factory_means_nothing_to_a_project(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "adfc.yml").write_text("name: sales\nfactory: sales-df\n")
    assert run(["-C", str(tmp_path), "check", "--factory", "sales-df"]) == 4
    assert "is a project of adfc, and --factory is for a folder of ADF's JSON" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check"], ["check", "nothing"]])
def test_what_is_neither_is_refused(arguments: list[str], tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "nothing").mkdir()
    assert run(["-C", str(tmp_path), *arguments]) == 4
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: there is no adfc.yml in ")
    assert ", and none of ADF's JSON (pipeline/, dataset/, linkedService/, ...) either\n" in printed.err
