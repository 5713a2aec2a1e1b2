"""`adfc arm`: the ARM template of a folder of ADF's own JSON, where Microsoft's export command writes it."""

import json
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from adfc.cli.app import run
from adfc.emit.arm import ArmOptions, exported_files
from adfc.gitmode import read_factory
from adfc.source import SourceFile

FOLDERS = Path(__file__).with_name("git_folders")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """A folder in which nothing is wrong, with a definition of parameters and settings of its publishing."""
    shutil.copytree(FOLDERS / "sales", tmp_path / "sales")
    return tmp_path / "sales"


def held(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def waiting(folder: Path, count: int) -> None:
    """As many pipelines as there are resources in `count` linked templates."""
    for number in range(count * 20):
        activity = {"name": "Wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}
        pipeline = {"name": f"wait_{number}", "properties": {"activities": [activity]}}
        (folder / f"pipeline/wait_{number}.json").write_text(json.dumps(pipeline))


def test_files_are_those_of_the_exporter(sales: Path, capsys: Printed, snapshot_text: SnapshotAssertion) -> None:
    assert run(["-C", str(sales.parent), "arm", "sales", "--out", "ArmTemplate"]) == 0
    assert capsys.readouterr().err.startswith("wrote 6 files to ArmTemplate/ (")
    files = held(sales.parent / "ArmTemplate")
    assert "\n".join(f"=== {path}\n{text}" for path, text in files.items()) + "\n" == snapshot_text


def test_definition_and_settings_count(sales: Path) -> None:
    sources = [SourceFile(path, text.removeprefix("\ufeff")) for path, text in held(sales).items()]
    folder, _ = read_factory(sources)
    options = ArmOptions(folder.definition, include_global_parameters=True)
    expected = {one.path.removeprefix("arm/"): one.text for one in exported_files(folder.factory, options)}
    assert run(["-q", "-C", str(sales), "arm", ".", "--out", "../out/ArmTemplate"]) == 0
    assert held(sales.parent / "out/ArmTemplate") == expected
    (sales / "arm-template-parameters-definition.json").unlink()
    (sales / "publish_config.json").unlink()
    assert run(["-q", "-C", str(sales), "arm", ".", "--out", "../out/ArmTemplate"]) == 0
    expected = {one.path.removeprefix("arm/"): one.text for one in exported_files(folder.factory, ArmOptions())}
    assert held(sales.parent / "out/ArmTemplate") == expected


def test_error_writes_nothing(tmp_path: Path, capsys: Printed) -> None:
    assert run(["-C", str(tmp_path), "arm", str(FOLDERS / "broken"), "--out", "deep/ArmTemplate"]) == 1
    printed = capsys.readouterr()
    assert 'there is no dataset "raw_order"' in printed.out
    assert printed.err == "deep/ArmTemplate/ is left as it was\n"
    assert list(tmp_path.iterdir()) == []


def test_warnings_do_not_stop_it(sales: Path, capsys: Printed) -> None:
    assert run(["-C", str(sales), "arm", ".", "--out", "out", "--factory", "fork-df", "--format", "concise"]) == 0
    assert "warning ADF072" in capsys.readouterr().out
    assert (sales / "out/globalParameters/fork-df_GlobalParameters.json").is_file()
    template = json.loads((sales / "out/ARMTemplateForFactory.json").read_text())
    assert template["parameters"]["factoryName"]["defaultValue"] == "fork-df"


def test_own_files_are_replaced_and_stale_ones_removed(sales: Path, capsys: Printed) -> None:
    waiting(sales, 2)
    assert run(["-C", str(sales), "arm", ".", "--out", "out"]) == 0
    assert (sales / "out/linkedTemplates/ArmTemplate_2.json").is_file()
    for file in (sales / "pipeline").glob("wait_*.json"):
        file.unlink()
    capsys.readouterr()
    assert run(["-C", str(sales), "arm", ".", "--out", "out", "-v"]) == 0
    assert "  removed   linkedTemplates/ArmTemplate_2.json" in capsys.readouterr().err.splitlines()
    assert run(["-C", str(sales), "arm", ".", "--out", "out"]) == 0
    assert capsys.readouterr().err.startswith("out/ is up to date: 6 files")


def test_empty_folder_is_taken(sales: Path) -> None:
    (sales / "out").mkdir()
    assert run(["-q", "-C", str(sales), "arm", ".", "--out", "out"]) == 0
    assert len(held(sales / "out")) == 6


@pytest.mark.parametrize("path", ["notes.txt", "ARMTemplateForFactory.json.bak", "GlobalParametersUpdateScript.ps1"])
def test_other_files_are_never_removed(path: str, sales: Path, capsys: Printed) -> None:
    (sales / "out").mkdir()
    (sales / "out" / path).write_text("mine")
    assert run(["-C", str(sales), "arm", ".", "--out", "out"]) == 4
    assert capsys.readouterr().err == (
        f'error: "out" holds what no run of adfc arm has written: "{path}"\n'
        "  = help: move it elsewhere, or delete it: a run of adfc arm keeps nothing but its own files\n"
    )
    assert held(sales / "out") == {path: "mine"}


def test_build_folder_is_not_replaced(sales: Path, capsys: Printed) -> None:
    project = sales.parent / "project"
    project.mkdir()
    (project / "adfc.yml").write_text("name: sales\nfactory: sales-df\n")
    assert run(["-q", "-C", str(project), "build"]) == 0
    before = held(project / "build")
    for out in ("build", "build/arm"):
        assert run(["-C", str(project), "arm", "../sales", "--out", out]) == 4
        assert "holds what no run of adfc arm has written" in capsys.readouterr().err
    assert held(project / "build") == before


def test_sources_are_not_replaced(sales: Path, capsys: Printed) -> None:
    before = held(sales)
    for out in (".", "pipeline", "../sales"):
        assert run(["-C", str(sales), "arm", ".", "--out", out]) == 4
    assert "holds what no run of adfc arm has written" in capsys.readouterr().err
    assert held(sales) == before


def test_shell_keeps_the_ground_under_its_feet(sales: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    (sales.parent / "empty/inner").mkdir(parents=True)
    monkeypatch.chdir(sales.parent / "empty/inner")
    for out in (".", ".."):
        assert run(["arm", "../../sales", "--out", out]) == 4
        assert capsys.readouterr().err.startswith(f'error: "{out}" holds the folder you are in\n')


def test_factory_without_a_name_is_refused(sales: Path, capsys: Printed) -> None:
    (sales / "factory/sales-df.json").unlink()
    (sales / "pipeline/archive.json").unlink()
    load = sales / "pipeline/load.json"
    load.write_text('{"name": "load", "properties": {"activities": []}}')
    assert run(["-C", str(sales), "arm", ".", "--out", "out"]) == 4
    assert capsys.readouterr().err == 'error: nothing in "." names its factory\n  = help: name it with --factory\n'
    assert run(["-q", "-C", str(sales), "arm", ".", "--out", "out", "--factory", "sales-df"]) == 0


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("adfc.yml", "adfc build writes its ARM template to build/arm/"),
        ("notes.txt", "name the folder that ADF Studio keeps in Git"),
    ],
)
def test_what_is_no_folder_of_json_is_refused(file: str, words: str, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / file).write_text("name: sales\n")
    assert run(["-C", str(tmp_path), "arm", ".", "--out", "out"]) == 4
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_place_to_write_is_named(sales: Path, capsys: Printed) -> None:
    assert run(["-C", str(sales), "arm", "."]) == 4
    assert "Missing option '--out'" in capsys.readouterr().err
