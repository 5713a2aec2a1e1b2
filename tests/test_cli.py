"""The command line: what it says, where it says it, and with which code it ends."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from adfc.cli.app import run
from adfc.cli.commands import COMMANDS
from adfc.cli.options import FORMATS
from adfc.report import FORMATS as DRAWN

BROKEN = """\
pipelines:
  load:
    activities:
      run:
        type: ExecutePipeline
        pipeline: laod
"""
"""A spec with one error: its pipeline refers to one that is not there."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that builds."""
    (tmp_path / "adfc.yml").write_text("name: demo\nfactory: demo-df\n")
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/wait.yml").write_text(
        "pipelines:\n  wait:\n    activities:\n      sleep: {type: Wait, waitTimeInSeconds: 1}\n"
    )
    return tmp_path


@pytest.fixture
def broken(project: Path) -> Path:
    """A project with one error."""
    (project / "pipelines/load.yml").write_text(BROKEN)
    return project


Printed = pytest.CaptureFixture[str]


def test_check_of_a_good_project(project: Path, capsys: Printed) -> None:
    assert run(["-C", str(project), "check"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("no problems in 1 file (")
    assert not (project / "build").exists()


def test_check_shows_findings_on_stdout(broken: Path, capsys: Printed) -> None:
    assert run(["-C", str(broken), "check"]) == 1
    printed = capsys.readouterr()
    assert 'error[ADF202]: there is no pipeline "laod"\n --> pipelines/load.yml:6:19\n' in printed.out
    assert printed.out.endswith("1 error in 1 file\n")
    assert printed.err == ""


def test_check_names_files_as_seen_from_here(broken: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken.parent)
    assert run(["check", broken.name, "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith(f"{broken.name}/pipelines/load.yml:6:19: error ADF202 ")
    monkeypatch.chdir(broken / "pipelines")
    assert run(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("../pipelines/load.yml:6:19: error ADF202 ")


def test_build_writes_what_changed(project: Path, capsys: Printed) -> None:
    assert run(["-C", str(project), "build", "-v"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("wrote ")
    assert "  new       adf/pipeline/wait.json" in said
    pipeline = json.loads((project / "build/adf/pipeline/wait.json").read_text(encoding="utf-8"))
    assert pipeline["name"] == "wait"

    assert run(["-C", str(project), "build"]) == 0
    assert capsys.readouterr().err.startswith("build/ is up to date: ")

    spec = project / "pipelines/wait.yml"
    spec.write_text(spec.read_text().replace("waitTimeInSeconds: 1", "waitTimeInSeconds: 2"))
    assert run(["build", "-v", "-C", str(project)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert "  changed   adf/pipeline/wait.json" in said
    assert "unchanged (" in said[0]


def test_build_with_an_error_leaves_the_old_one(project: Path, capsys: Printed) -> None:
    run(["-C", str(project), "build"])
    before = {path: path.read_bytes() for path in (project / "build").rglob("*.json")}
    (project / "pipelines/load.yml").write_text(BROKEN)
    capsys.readouterr()

    assert run(["-C", str(project), "build"]) == 1

    printed = capsys.readouterr()
    assert "there is no pipeline" in printed.out
    assert printed.err == "build/ is left as it was\n"
    assert {path: path.read_bytes() for path in (project / "build").rglob("*.json")} == before


def test_build_never_deletes_what_is_not_its_own(project: Path, capsys: Printed) -> None:
    (project / "build").mkdir()
    (project / "build/notes.txt").write_text("mine")
    assert run(["-C", str(project), "build"]) == 4
    assert capsys.readouterr().err == (
        'error: "build" holds what no build has written: "notes.txt"\n'
        "  = help: move it elsewhere, or delete it: a build keeps nothing but its own files\n"
    )
    assert (project / "build/notes.txt").read_text() == "mine"


def test_misspelt_target_is_guessed(project: Path, capsys: Printed) -> None:
    (project / "adfc.yml").write_text("name: demo\nfactory: demo-df\ntargets:\n  prod: {default: true}\n")
    assert run(["-C", str(project), "build", "--target", "prd"]) == 1
    printed = capsys.readouterr()
    assert 'there is no target "prd"' in printed.out
    assert 'did you mean "prod"?' in printed.out


def test_target_is_named(project: Path, capsys: Printed) -> None:
    (project / "adfc.yml").write_text("name: demo\nfactory: demo-df\ntargets:\n  prod: {default: true}\n")
    assert run(["-C", str(project), "build", "-t", "prod"]) == 0
    assert "(target prod, " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "build"])
def test_quiet_says_nothing_but_what_is_wrong(command: str, project: Path, capsys: Printed) -> None:
    assert run(["-q", "-C", str(project), command]) == 0
    assert capsys.readouterr() == ("", "")
    (project / "pipelines/load.yml").write_text(BROKEN)
    assert run(["-C", str(project), command, "-q"]) == 1
    printed = capsys.readouterr()
    assert "there is no pipeline" in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_chosen(name: str, broken: Path, capsys: Printed) -> None:
    assert run(["-C", str(broken), "check", "--format", name.upper()]) == 1
    assert "laod" in capsys.readouterr().out


def test_formats_are_those_that_can_be_drawn() -> None:
    assert tuple(DRAWN) == FORMATS


def test_sarif_carries_the_pages_of_rules(project: Path, capsys: Printed) -> None:
    (project / "pipelines/http.yml").write_text("linkedServices:\n  web: {type: http, url: http://example.com/}\n")
    run(["-C", str(project), "check", "--format", "sarif"])
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    plain = next(rule for rule in rules if rule["id"] == "ADF531")
    assert plain["shortDescription"]["text"] == "A URL starts with http://."
    assert plain["help"]["markdown"].startswith("# ADF531: plain-http\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Usage: adfc [OPTIONS] COMMAND"),
        (["biuld"], "Did you mean 'build'?"),
        (["build", "--tagret", "x"], "Did you mean '--target'?"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["-C", "nowhere", "check"], "'nowhere' does not exist"),
        (["check", "nowhere"], 'error: there is no adfc.yml in "nowhere"'),
        (["completion", "cmd"], "'cmd' is not one of"),
    ],
)
def test_wrong_use_ends_with_4(
    arguments: list[str], words: str, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 4
    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.out == ""


def test_no_project_here_or_above(tmp_path: Path, capsys: Printed) -> None:
    assert run(["-C", str(tmp_path), "build"]) == 4
    assert f'there is no adfc.yml in "{tmp_path.resolve()}" or above it' in capsys.readouterr().err


def test_project_is_found_from_inside(project: Path) -> None:
    assert run(["-C", str(project / "pipelines"), "-q", "build"]) == 0
    assert (project / "build/adf/pipeline/wait.json").is_file()


@pytest.mark.parametrize("arguments", [["--no-color", "check"], ["check", "--no-color"]])
def test_colors(arguments: list[str], broken: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken)
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["check"])
    assert "\x1b[1;31merror[ADF202]\x1b[0m" in capsys.readouterr().out
    run(["check", "--format", "github"])
    assert "\x1b" not in capsys.readouterr().out
    run(arguments)
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(["check"])
    assert "\x1b" not in capsys.readouterr().out


def test_version(capsys: Printed) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("adfc 0.")


def test_every_command_teaches_by_example(capsys: Printed) -> None:
    for command in COMMANDS:
        assert run([str(command.name), "--help"]) == 0
        assert f"adfc {command.name}" in capsys.readouterr().out.partition("\n")[2]


def test_every_command_is_documented(repository: Path) -> None:
    page = (repository / "docs/cli.md").read_text(encoding="utf-8")
    assert [name for name in (command.name for command in COMMANDS) if f"$ adfc {name} --help" not in page] == []


def test_pre_commit_hook_is_a_command(repository: Path) -> None:
    hooks = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, name = hooks[0]["entry"].split()
    assert shutil.which(program) or program == "adfc"
    assert name in {command.name for command in COMMANDS}
