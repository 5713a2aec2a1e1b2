"""`adfc run` and `adfc status`: the real command line and Microsoft's libraries, against a service on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adfc.cli.app import run
from adfc.publish.runs import follow, start
from tests.importing import factory_of
from tests.loopback import NOTHING, Answer, Azure, Fault, Loopback, Outcome
from tests.loopback.azure import SUBSCRIPTION
from tests.loopback.messages import error
from tests.test_loopback_runs import activity

GROUP, FACTORY = "data-rg", "sales-df"
KEY = (GROUP, FACTORY)
Printed = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals of POSIX")

NIGHTLY = {
    "activities": [activity("extract", type="Copy"), activity("load", "extract")],
    "parameters": {
        "day": {"type": "String"},
        "top": {"type": "Int", "defaultValue": 5},
        "share": {"type": "Float", "defaultValue": 0.5},
        "full": {"type": "bool", "defaultValue": False},
        "tables": {"type": "Array", "defaultValue": []},
        "options": {"type": "Object", "defaultValue": {}},
        "key": {"type": "SecureString", "defaultValue": ""},
    },
}
FAILED = Outcome("Failed", code="2200", message="ErrorCode=SqlFailed, the table is gone\nask its owner")


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with Loopback(tmp_path_factory.mktemp("loopback")) as running:
        yield running


@pytest.fixture
def azure(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Azure:
    """Azure with the pipelines `nightly` and `plain`, and a project whose target they are in."""
    for name, value in loopback.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ADFC_CLOUD", loopback.url)
    monkeypatch.setattr(sys.modules[follow.__module__], "PAUSES", (0.02,))
    monkeypatch.setattr(sys.modules[start.__module__], "LOOKS", (0.01, 0.01))
    loopback.azure = Azure(loopback.url)
    plain = {"activities": [activity("wait")]}
    loopback.azure.hold(GROUP, factory_of({"pipelines": {"nightly": NIGHTLY, "plain": plain}}))
    settings = {"name": "sales", "targets": {"dev": {"factory": FACTORY, "resourceGroup": "${var.group}"}}}
    settings |= {"variables": {"group": GROUP}}
    settings["targets"]["dev"]["subscription"] = "${env.AZURE_SUBSCRIPTION_ID}"
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
    (tmp_path / "adfc.yml").write_text(json.dumps(settings))
    return loopback.azure


@pytest.fixture
def adfc(azure: Azure, tmp_path: Path) -> Any:
    """The command line in the project."""
    return lambda *arguments: run(["-C", str(tmp_path), *arguments])


def test_a_run_is_followed_to_its_end(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"extract": Outcome(seconds=0.2, output={"rowsRead": 12345, "rowsCopied": 12344})}
    assert adfc("run", "nightly", "--parameters", "day=2026-01-01") == 0
    printed = capsys.readouterr()
    made = azure.runs.held[KEY][0]
    assert printed.err == f'run {made.id} of pipeline "nightly" is started\n'
    lines = [line.split("  ")[1:] for line in printed.out.splitlines()]
    assert lines == [
        ["extract", "Copy", "InProgress"],
        ["extract", "Copy", "Succeeded", "0.2 s", "12345 read", "12344 written"],
        ["load", "Wait", "Succeeded", "0.0 s"],
        ["run Succeeded", "0.2 s"],
    ]
    assert made.parameters == {"day": "2026-01-01"}


def test_a_failure_tells_why(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"load": FAILED}
    assert adfc("run", "nightly", "--parameters", "day=1", "-q") == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        'error: activity "load" failed (2200): ErrorCode=SqlFailed, the table is gone\n  ask its owner\n'
    )


def test_for_scripts(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"load": FAILED}
    assert adfc("run", "nightly", "--parameters", "day=1", "--format", "json") == 3
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert (told["run"]["pipeline"], told["run"]["status"]) == ("nightly", "Failed")
    names = [(one["name"], one["status"], one["rowsRead"], one["rowsWritten"]) for one in told["activities"]]
    assert names == [("extract", "Succeeded", 3, 3), ("load", "Failed", None, None)]
    assert told["activities"][1]["error"] == {"code": "2200", "message": FAILED.message}


def test_nobody_waits(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"wait": Outcome(seconds=60)}
    assert adfc("run", "plain", "--no-wait") == 0
    assert capsys.readouterr().out == f"{azure.runs.held[KEY][0].id}\n"
    assert adfc("run", "plain", "--no-wait", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["run"]["id"] == azure.runs.held[KEY][1].id


TYPED = {
    "day=2026-01-01": "2026-01-01",
    "day=a=b": "a=b",
    "day=5": "5",
    "top=7": 7,
    "share=0.25": 0.25,
    "full=TRUE": True,
    'tables=["a", "b"]': ["a", "b"],
    'options={"deep": true}': {"deep": True},
    "key=t0p": "t0p",
}


def test_parameters_are_of_the_declared_types(azure: Azure, adfc: Any) -> None:
    arguments = [part for one in TYPED for part in ("--parameters", one)]
    assert adfc("run", "nightly", "--no-wait", *arguments) == 0
    wanted = {text.partition("=")[0]: value for text, value in TYPED.items()}
    assert azure.runs.held[KEY][0].parameters == wanted


def test_parameters_of_a_file(azure: Azure, adfc: Any, tmp_path: Path) -> None:
    (tmp_path / "values.json").write_text('{"day": "1", "top": 7}')
    assert adfc("run", "nightly", "--no-wait", "--parameters", "values.json", "--parameters", "top=8") == 0
    assert azure.runs.held[KEY][0].parameters == {"day": "1", "top": 8}


USAGE: dict[str, tuple[list[str], str]] = {
    "no pipeline is named": ([], "adfc run PIPELINE, or adfc run --from-failed RUN_ID"),
    'there is no pipeline "nigthly"': (["nigthly"], 'did you mean "nightly"?'),
    'pipeline "nightly" needs a value for day (String)': (["nightly"], "--parameters day=VALUE"),
    'pipeline "nightly" has no parameter "dya"': (["nightly", "--parameters", "dya=1"], 'did you mean "day"?'),
    'pipeline "plain" has no parameter "day"': (["plain", "--parameters", "day=1"], "it takes none: leave it out"),
    'parameter "top" of pipeline "nightly" is a whole number, not "x"': (
        ["nightly", "--parameters", "day=1", "--parameters", "top=x"],
        "it is declared as Int",
    ),
    'parameter "full" of pipeline "nightly" is true or false, not "yes"': (
        ["nightly", "--parameters", "full=yes"],
        "it is declared as bool",
    ),
    'parameter "tables" of pipeline "nightly" is a list, as JSON, not "{}"': (
        ["nightly", "--parameters", "tables={}"],
        "it is declared as Array",
    ),
    'parameter "share" of pipeline "nightly" is a number, not "nan"': (
        ["nightly", "--parameters", "share=nan"],
        "it is declared as Float",
    ),
    '"no.json" is no NAME=VALUE, and no file: No such file or directory': (
        ["plain", "--parameters", "no.json"],
        "--parameters takes NAME=VALUE, or a file that holds a JSON object: {NAME: VALUE, ...}",
    ),
    "a run that takes up another has the parameters of that": (
        ["--from-failed", "x", "--parameters", "a=1"],
        "leave --parameters out, or --from-failed, to start anew",
    ),
    "--cancel ends a run, and all else starts one": (["plain", "--cancel", "x"], "adfc run --cancel RUN_ID"),
    'there is no target "prod"': (["plain", "-t", "prod"], "known: dev"),
    'there is no cloud "Azur"': (["plain", "--cloud", "Azur"], "known: AzureCloud, AzureUSGovernment"),
}


@pytest.mark.parametrize("message", USAGE)
def test_usage(message: str, azure: Azure, adfc: Any, capsys: Printed) -> None:
    arguments, way_out = USAGE[message]
    assert adfc("run", *arguments) == 4
    told = capsys.readouterr().err
    assert told.startswith(f"error: {message}\n  = help: {way_out}")
    assert azure.written() == []


def test_a_secret_is_not_shown(azure: Azure, adfc: Any, capsys: Printed, tmp_path: Path) -> None:
    (tmp_path / "values.json").write_text('{"day": "1", "key": 12345678}')
    assert adfc("run", "nightly", "--parameters", "values.json") == 4
    assert "12345678" not in capsys.readouterr().err


def test_a_failed_run_is_taken_up(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"load": [FAILED, Outcome()]}
    assert adfc("run", "nightly", "--parameters", "day=1") == 3
    first = azure.runs.held[KEY][0].id
    capsys.readouterr()
    assert adfc("run", "--from-failed", first, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["activities"]] == ["load"]
    assert (told["run"]["group"], azure.runs.held[KEY][1].parameters) == (first, {"day": "1"})


def test_what_can_not_be_taken_up(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"wait": [Outcome()], "extract": Outcome(seconds=60)}
    assert adfc("run", "plain") == 0
    assert adfc("run", "nightly", "--parameters", "day=1", "--no-wait") == 0
    good, going = (one.id for one in azure.runs.held[KEY])
    capsys.readouterr()
    for run_id, more, message in (
        ("x", [], f'there is no run x in factory "{FACTORY}"'),
        (good, [], f"run {good} succeeded"),
        (going, [], f"run {going} goes on: it is InProgress"),
        (good, ["nightly"], f'run {good} is one of pipeline "plain", not of "nightly"'),
    ):
        assert adfc("run", *more, "--from-failed", run_id) == 3
        assert capsys.readouterr().err.startswith(f"error: {message}\n")


def test_a_run_is_cancelled(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes = {"wait": Outcome(seconds=60)}
    assert adfc("run", "plain", "--no-wait") == 0
    run_id = azure.runs.held[KEY][0].id
    assert adfc("run", "--cancel", run_id) == 0
    assert adfc("run", "--cancel", "x") == 3
    capsys.readouterr()
    assert adfc("status", run_id) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f'Cancelled: run {run_id} of pipeline "plain", ')
    assert printed.endswith(f"error: run {run_id} was cancelled\n")


LOST = {"reset": NOTHING, "server error": error(500, "InternalError", "oops"), "a proxy": Answer(200, text="<html>")}


@pytest.mark.parametrize("way", LOST)
def test_a_run_whose_answer_is_lost_is_found(way: str, azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.faults.append(Fault("createRun", LOST[way], after=True))
    assert adfc("run", "plain") == 0
    assert len(azure.runs.held[KEY]) == 1
    assert len(azure.asked("createRun")) == 1


@pytest.mark.parametrize("way", LOST)
def test_a_run_is_never_started_twice(way: str, azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.faults.append(Fault("createRun", LOST[way]))
    assert adfc("run", "plain") == 3
    told = capsys.readouterr().err
    assert told.startswith('error: nobody knows whether a run of "plain" was started: ')
    assert "  = help: before you start it again: adfc status " in told
    assert KEY not in azure.runs.held
    assert len(azure.asked("createRun")) == 1


def test_throttled(azure: Azure, adfc: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    azure.faults.append(Fault("createRun", error(429, "TooManyRequests", "slow down", **{"Retry-After": "1"}), times=2))
    began = time.monotonic()
    assert adfc("run", "plain") == 0
    assert time.monotonic() - began > 2
    assert len(azure.asked("createRun")) == 3


def test_no_permission(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.faults.append(Fault("createRun", error(403, "AuthorizationFailed", "The client 'x' does not.")))
    assert adfc("run", "plain") == 3
    assert capsys.readouterr().err == (
        "error: no permission to run pipeline \"plain\": AuthorizationFailed: The client 'x' does not.\n"
        "  = help: ask for the role Data Factory Contributor on the factory or its resource group\n"
    )


def test_a_failing_look_is_repeated(azure: Azure, adfc: Any) -> None:
    azure.runs.outcomes = {"wait": Outcome(seconds=0.2)}
    for where in ("^GET .*pipelineruns", "queryActivityruns"):
        azure.faults.append(Fault(where, error(503, "Busy", "", **{"retry-after-ms": "1"})))
    assert adfc("run", "plain") == 0


def test_the_list_of_runs(azure: Azure, adfc: Any, capsys: Printed) -> None:
    azure.runs.outcomes, azure.runs.page = {"load": FAILED}, 2
    for pipeline in ("nightly", "plain", "nightly"):
        adfc("run", pipeline, *(["--parameters", "day=1"] if pipeline == "nightly" else []), "-q")
    first, second, third = (one.id for one in azure.runs.held[KEY])
    capsys.readouterr()
    assert adfc("status") == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["started", "pipeline", "status", "duration", "started", "by", "run"]
    assert [row.split()[-1] for row in rows] == [third, second, first]
    assert adfc("status", "--pipeline", "nightly", "--status", "failed", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert ([one["id"] for one in told["runs"]], told["more"]) == ([third, first], False)
    assert adfc("status", "--pipeline", "nihgtly") == 0
    assert capsys.readouterr().err == f'no run in factory "{FACTORY}" that fits, in the last 24h\n'


@pytest.mark.parametrize("span", ["", "24", "0h", "46d", "-1d", "yesterday", "9999999999d"])
def test_a_span_that_is_none(span: str, adfc: Any, capsys: Printed) -> None:
    assert adfc("status", "--last", span) == 4
    assert "is no span of time\n  = help: write 90m, 24h or 7d; runs are kept 45 days" in capsys.readouterr().err


def test_without_a_project(azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "adfc.yml").unlink()
    where = ["--factory", FACTORY, "--resource-group", GROUP]
    assert run(["-C", str(tmp_path), "run", "plain", *where]) == 0
    assert run(["-C", str(tmp_path), "run", "plain", "--factory", FACTORY]) == 4
    assert "and not all of --factory, --resource-group and --subscription is said" in capsys.readouterr().err


def test_a_settings_file_with_an_error(azure: Azure, adfc: Any, capsys: Printed, tmp_path: Path) -> None:
    targets = "{dev: {factory: sales-df, resourceGroup: '${var.gruop}'}}"
    (tmp_path / "adfc.yml").write_text(f"name: sales\ntargets: {targets}\n")
    assert adfc("run", "plain") == 1
    assert "ADF040" in capsys.readouterr().err


def child(root: Path, *arguments: str, **more: Any) -> "subprocess.Popen[str]":
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "adfc", "-C", str(root), *arguments]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, text=True, **more)


def until(condition: Any) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@posix
def test_ctrl_c_in_a_pipe_leaves_the_run_alone(azure: Azure, tmp_path: Path) -> None:
    azure.runs.outcomes = {"wait": Outcome(seconds=60)}
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    process = child(tmp_path, "run", "plain", stdin=subprocess.DEVNULL, **pipes)
    until(lambda: azure.asked("queryActivityruns"))
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    run_id = azure.runs.held[KEY][0].id
    assert process.returncode == 130
    assert told.splitlines()[1:] == [
        f"the run goes on: adfc status {run_id} shows it, adfc run --cancel {run_id} ends it"
    ]
    assert azure.runs.held[KEY][0].cancelled is None


@posix
@pytest.mark.parametrize(("answer", "code"), [("y", 3), ("n", 130)])
def test_ctrl_c_on_a_terminal_asks(answer: str, code: int, azure: Azure, tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 (Windows has none)

    azure.runs.outcomes = {"wait": Outcome(seconds=60)}
    ours, theirs = pty.openpty()
    process = child(tmp_path, "run", "plain", stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = read_until(ours, "InProgress")
    process.send_signal(signal.SIGINT)
    seen += read_until(ours, "cancel the run?")
    os.write(ours, f"{answer}\n".encode())
    seen += read_until(ours, "was cancelled" if answer == "y" else "the run goes on")
    assert process.wait(20) == code
    os.close(ours)
    assert (azure.runs.held[KEY][0].cancelled is not None) == (answer == "y")
    assert "Traceback" not in seen


def read_until(terminal: int, text: str) -> str:
    seen = ""
    while text not in seen:
        seen += os.read(terminal, 4096).decode(errors="replace")
    return seen
