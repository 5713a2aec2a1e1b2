"""Plan and publish: the real command line and Microsoft's libraries, against a service on this machine."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from adfc.cli.app import run
from adfc.cli.run.consent import IN_CI
from adfc.publish.apply.journal import FOLDER
from tests.importing import factory_of
from tests.loopback import Answer, Azure, Fault, Loopback
from tests.loopback.azure import SUBSCRIPTION, TOKEN
from tests.loopback.messages import error
from tests.loopback.sample import EVERY_KIND
from tests.test_cli_process import read

GROUP = "data-rg"
Printed = pytest.CaptureFixture[str]

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

SETTINGS = f"""\
name: sales
factory: sales-df
targets:
  dev:
    default: true
    subscription: {SUBSCRIPTION}
    resourceGroup: data-rg
"""
SPECS = """\
linkedServices:
  files: {type: http, url: https://example.org/}
datasets:
  orders: {type: json, linkedService: files, relativeUrl: orders.json}
pipelines:
  load:
    activities:
      wait: {type: Wait, waitTimeInSeconds: 1}
triggers:
  daily:
    type: ScheduleTrigger
    state: Started
    pipelines: [{pipelineReference: load}]
    recurrence: {frequency: Day, interval: 1, startTime: "2026-01-01T00:00:00Z"}
"""
SECRET = "s3cret-of-the-shop-8461"
LOGIN = """\
linkedServices:
  shop:
    type: http
    url: https://shop.example.org/
    auth: {basic: {user: us, password: {secureParameter: shop-password}}}
"""


@pytest.fixture
def azure(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Azure]:
    """Azure with an empty factory, and the application signed in."""
    with Loopback(tmp_path_factory.mktemp("loopback")) as loopback:
        for name, value in loopback.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("ADFC_CLOUD", loopback.url)
        loopback.azure.hold(GROUP, factory_of({}))
        yield loopback.azure


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a resource of the common kinds."""
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "adfc.yml").write_text(SETTINGS)
    (tmp_path / "pipelines/sales.yml").write_text(SPECS)
    return tmp_path


def adfc(project: Path, *arguments: str) -> int:
    return run(["-C", str(project), *arguments])


def edit(project: Path, old: str, new: str) -> None:
    file = project / "pipelines/sales.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def held(azure: Azure, collection: str, name: str) -> dict[str, Any]:
    found = azure.held[GROUP, "sales-df"][collection]
    return next(one for one in found if one["name"] == name)["properties"]


def child(project: Path, *arguments: str, code: str = "") -> "subprocess.Popen[str]":
    """The command line as a process of its own."""
    paths = os.pathsep.join(path for path in sys.path if path)
    start = ["-c", f"{code}; from adfc.cli.app import run; import sys; sys.exit(run(sys.argv[1:]))"]
    command = [sys.executable, *(start if code else ["-m", "adfc"]), "-C", str(project), *arguments]
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit code, and all that was said."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err


def test_the_demo_is_published_and_then_there_is_nothing_to_do(
    azure: Azure, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
    azure.groups.add("data-processing-prod-rg")
    assert adfc(repository, "publish", "-t", "prod", "--create", "centralus") == 0
    assert azure.written()[0] == "PUT "
    triggers = azure.held["data-processing-prod-rg", "covidau-df-prod"]["triggers"]
    assert [one["properties"]["runtimeState"] for one in triggers] == ["Started"]
    capsys.readouterr()
    assert adfc(repository, "plan", "-t", "prod", "--exit-code") == 0
    assert "nothing to do: covidau-df-prod is as the specs say\n" in capsys.readouterr().out
    azure.seen.clear()
    assert adfc(repository, "publish", "-t", "prod", "--from", "build") == 4
    assert adfc(repository, "publish", "-t", "prod") == 0
    assert azure.written() == []


def test_only_what_changes_is_put(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "publish") == 0
    capsys.readouterr()
    edit(project, "orders.json", "orders2.json")
    assert adfc(project, "plan", "--exit-code") == 2
    told = capsys.readouterr().out
    assert '  ~ dataset "orders"  pipelines/sales.yml:4\n' in told
    assert '      typeProperties.location.relativeUrl: "orders.json" -> "orders2.json"\n' in told
    azure.seen.clear()
    assert adfc(project, "publish") == 0
    assert azure.written() == ["PUT /datasets/orders"]
    assert held(azure, "datasets", "orders")["annotations"] == ["adfc:sales"]


def test_bodies_are_sent_as_they_are_built(azure: Azure, project: Path) -> None:
    assert adfc(project, "build") == 0
    assert adfc(project, "publish") == 0
    for collection, name in (("datasets", "orders"), ("linkedservices", "files"), ("pipelines", "load")):
        folder = {"linkedservices": "linkedService"}.get(collection, collection.removesuffix("s"))
        built = json.loads((project / f"build/adf/{folder}/{name}.json").read_text())["properties"]
        there = dict(held(azure, collection, name))
        assert there.pop("annotations") == ["adfc:sales"]
        assert {key: value for key, value in built.items() if key != "annotations"} == there


def test_a_plan_is_carried_out_exactly_or_not_at_all(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "plan", "--out", "plan.json") == 0
    assert (project / "plan.json").stat().st_mode & 0o777 == 0o600
    edit(project, "orders.json", "later.json")
    assert adfc(project, "publish", "--plan", "plan.json") == 0
    assert held(azure, "datasets", "orders")["typeProperties"]["location"]["relativeUrl"] == "orders.json"
    assert adfc(project, "plan", "--out", "plan.json") == 0
    held(azure, "datasets", "orders")["description"] = "by hand"
    azure.seen.clear()
    assert adfc(project, "publish", "--plan", "plan.json") == 1
    assert azure.written() == []
    assert 'error[ADF907]: dataset "orders" changed in the factory' in capsys.readouterr().err


def test_a_plan_that_was_carried_out_says_so_once(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "plan", "--out", "plan.json") == 0
    assert adfc(project, "publish", "--plan", "plan.json") == 0
    capsys.readouterr()
    assert adfc(project, "publish", "--plan", "plan.json") == 1
    told = capsys.readouterr().err
    assert "error[ADF907]: the plan was carried out already: all that it changes is as it puts it" in told
    assert told.count("ADF907") == 1


def test_no_token_goes_where_a_plan_says(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "plan", "--out", "plan.json") == 0
    text = (project / "plan.json").read_text().replace(azure.url, "https://localhost:1")
    (project / "plan.json").write_text(text)
    azure.seen.clear()
    assert adfc(project, "publish", "--plan", "plan.json") == 4
    assert "the plan is for https://localhost:1, and --cloud says" in capsys.readouterr().err
    assert azure.seen == []


def test_a_plan_as_json_is_the_one_that_is_kept(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "plan", "--format", "json", "--out", "plan.json") == 0
    assert capsys.readouterr().out == (project / "plan.json").read_text()
    (project / "plan.json").write_text('{"planVersion": 2}')
    assert adfc(project, "publish", "--plan", "plan.json") == 4
    assert 'error: "plan.json" has version 2, and only version 1 is known' in capsys.readouterr().err
    assert adfc(project, "publish", "--plan", "none.json") == 4


def test_a_plan_as_markdown(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "orders.json", "or|ders`.json")
    capsys.readouterr()
    assert adfc(project, "plan", "--format", "markdown") == 0
    told = capsys.readouterr().out
    assert '| `~` | dataset "orders" | `pipelines/sales.yml:4` |' in told
    assert '- typeProperties.location.relativeUrl: "orders.json"\n' in told
    assert "<details><summary>dataset" in told


def test_a_secret_comes_from_the_environment_and_goes_nowhere_else(
    azure: Azure, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (project / "pipelines/login.yml").write_text(LOGIN)
    azure.seen.clear()
    assert adfc(project, "publish") == 1
    told = capsys.readouterr().err
    assert (
        'error[ADF900]: the secure parameter "shop-password", which linked service "shop" takes, has no value' in told
    )
    assert "set the variable SHOP_PASSWORD (or shop-password) in the environment" in told
    assert azure.written() == []
    assert adfc(project, "plan", "--out", "plan.json") == 0
    monkeypatch.setenv("SHOP_PASSWORD", SECRET)
    azure.faults.append(Fault("PUT .*/linkedServices/shop", error(400, "BadRequest", "no")))
    logging = "import logging; logging.basicConfig(level=logging.DEBUG)"
    code, said = finished(child(project, "-v", "publish", code=logging))
    assert code == 3
    assert "DEBUG" in said
    code, more = finished(child(project, "-v", "publish", code=logging))
    assert code == 0
    given = next(body for key, body in azure.shelf.given.items() if key.endswith("/linkedservices/shop"))
    assert given["typeProperties"]["password"] == {"type": "SecureString", "value": SECRET}
    files = "".join(path.read_text() for path in project.rglob("*") if path.is_file())
    for secret in (SECRET, TOKEN, os.environ["AZURE_CLIENT_SECRET"]):
        assert secret not in said + more + files
    azure.seen.clear()
    assert adfc(project, "plan", "--exit-code") == 0
    assert adfc(project, "publish", "--renew-secrets") == 0
    assert azure.written() == ["PUT /linkedServices/shop"]


def test_a_build_folder_brings_its_secrets_names(
    azure: Azure, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (project / "pipelines/login.yml").write_text(LOGIN)
    assert adfc(project, "build") == 0
    assert adfc(project, "publish", "--from", "build") == 1
    assert "ADF900" in capsys.readouterr().err
    monkeypatch.setenv("SHOP_PASSWORD", SECRET)
    assert adfc(project, "publish", "--from", "build") == 0
    assert adfc(project, "plan", "--exit-code") == 0


def test_the_way_back_to_an_earlier_build(azure: Azure, project: Path, tmp_path: Path, capsys: Printed) -> None:
    assert adfc(project, "build") == 0
    (project / "build").rename(project / "earlier")
    edit(project, "orders.json", "orders2.json")
    edit(project, "wait:", "rest:")
    assert adfc(project, "publish") == 0
    assert adfc(project, "plan", "--from", "earlier", "--exit-code") == 2
    assert adfc(project, "publish", "--from", "earlier") == 0
    assert held(azure, "datasets", "orders")["typeProperties"]["location"]["relativeUrl"] == "orders.json"
    alone = tmp_path / "alone"
    alone.mkdir()
    (project / "earlier").rename(alone / "build")
    place = ["--subscription", SUBSCRIPTION, "--resource-group", GROUP]
    (project / "adfc.yml").unlink()
    assert adfc(alone, "plan", "--from", "build", "--exit-code", *place) == 0
    (alone / "build/adf/dataset/orders.json").write_text("{}")
    capsys.readouterr()
    assert adfc(alone, "publish", "--from", "build", *place) == 1
    assert "ADF991" in capsys.readouterr().err


def many(project: Path, count: int) -> None:
    bodies = "".join(f"  p{number}: {{activities: {{}}}}\n" for number in range(count))
    (project / "pipelines/many.yml").write_text(f"pipelines:\n{bodies}")


def test_deletions_need_words(azure: Azure, project: Path, capsys: Printed) -> None:
    many(project, 12)
    assert adfc(project, "publish") == 0
    (project / "pipelines/many.yml").unlink()
    azure.seen.clear()
    assert adfc(project, "publish") == 0
    assert azure.written() == []
    capsys.readouterr()
    assert adfc(project, "publish", "--delete") == 4
    assert "12 resources would be deleted or replaced, which is more than 10" in capsys.readouterr().err
    assert azure.written() == []
    assert adfc(project, "publish", "--delete", "--select", "p1*") == 0
    assert sorted(azure.written()) == ["DELETE /pipelines/p1", "DELETE /pipelines/p10", "DELETE /pipelines/p11"]
    assert adfc(project, "publish", "--delete", "--exclude", "p2", "--yes") == 0
    assert {one["name"] for one in azure.held[GROUP, "sales-df"]["pipelines"]} == {"load", "p2"}


def test_nothing_of_others_is_deleted(azure: Azure, project: Path) -> None:
    mine = {"activities": [], "annotations": ["adfc:sales"]}
    others = {"hand": {"activities": []}, "theirs": {"activities": [], "annotations": ["adfc:other"]}, "mine": mine}
    azure.hold(GROUP, factory_of({"pipelines": others, "integrationRuntimes": {"own": {"type": "SelfHosted"}}}))
    assert adfc(project, "publish", "--delete") == 0
    assert {one["name"] for one in azure.held[GROUP, "sales-df"]["pipelines"]} == {"hand", "theirs", "load"}
    assert azure.held[GROUP, "sales-df"]["integrationruntimes"]
    assert adfc(project, "publish", "--delete-unmarked", "integrationRuntimes") == 0
    assert not azure.held[GROUP, "sales-df"]["integrationruntimes"]


def test_global_parameters_are_put_without_the_factory(azure: Azure, project: Path) -> None:
    azure.hold(GROUP, factory_of({}, global_parameters={"theirs": {"type": "String", "value": "x"}}))
    (project / "pipelines/global.yml").write_text("globalParameters: {region: {type: String, value: au}}\n")
    assert adfc(project, "publish", "--select", "globalParameters/*") == 0
    assert azure.written() == ["PUT /globalparameters/default"]
    (there,) = azure.held[GROUP, "sales-df"]["globalparameters"]
    assert list(there["properties"]) == ["theirs", "region"]


def journal(project: Path) -> list[Path]:
    return list((project / FOLDER).glob("*.json"))


def test_a_publish_that_is_killed_is_finished(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "waitTimeInSeconds: 1", "waitTimeInSeconds: 2")
    process = child(project, "publish")
    azure.faults.append(Fault("PUT .*/pipelines/load", kill=process.kill))
    process.communicate(timeout=60)
    assert held(azure, "triggers", "daily")["runtimeState"] == "Stopped"
    assert len(journal(project)) == 1
    capsys.readouterr()
    azure.seen.clear()
    assert adfc(project, "publish") == 4
    told = capsys.readouterr().err
    assert "error: a publish to sales-df was broken off: its journal is " in told
    assert "= help: adfc publish --resume finishes it, adfc publish --abandon gives it up" in told
    assert azure.written() == []
    assert adfc(project, "plan") == 0
    assert "a publish to sales-df was begun and is not finished\n" in capsys.readouterr().err
    assert adfc(project, "publish", "--resume") == 0
    assert azure.written() == ["PUT /pipelines/load", "POST /triggers/daily/start"]
    assert journal(project) == []
    assert adfc(project, "plan", "--exit-code") == 0


def test_a_publish_that_is_killed_is_given_up(azure: Azure, project: Path) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "waitTimeInSeconds: 1", "waitTimeInSeconds: 2")
    process = child(project, "publish")
    azure.faults.append(Fault("PUT .*/pipelines/load", kill=process.kill))
    process.communicate(timeout=60)
    azure.seen.clear()
    assert adfc(project, "publish", "--abandon") == 0
    assert azure.written() == ["POST /triggers/daily/start"]
    assert journal(project) == []
    assert adfc(project, "publish", "--abandon") == 4


def test_what_somebody_changed_meanwhile_is_not_overwritten(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "waitTimeInSeconds: 1", "waitTimeInSeconds: 2")
    process = child(project, "publish")
    azure.faults.append(Fault("PUT .*/pipelines/load", kill=process.kill))
    process.communicate(timeout=60)
    held(azure, "pipelines", "load")["description"] = "by hand"
    assert adfc(project, "publish", "--resume") == 1
    assert "ADF907" in capsys.readouterr().err
    assert adfc(project, "publish", "--abandon") == 0
    assert held(azure, "triggers", "daily")["runtimeState"] == "Started"


@posix
@pytest.mark.parametrize("signals", [(signal.SIGINT,), (signal.SIGTERM,), (signal.SIGINT, signal.SIGTERM)])
def test_ctrl_c_puts_the_triggers_back(azure: Azure, project: Path, signals: tuple[signal.Signals, ...]) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "waitTimeInSeconds: 1", "waitTimeInSeconds: 2")
    process = child(project, "publish")
    azure.faults.append(Fault("PUT .*/pipelines/load", Answer(500, seconds=1.5), times=100))
    while not any("PUT" in one for one in azure.written()[4:]):
        assert process.poll() is None
        time.sleep(0.01)
    for one in signals:
        process.send_signal(one)
        time.sleep(0.1)
    code, told = finished(process)
    assert code == 130
    assert "finishing what is in flight and putting the triggers back" in told
    assert "Traceback" not in told
    assert held(azure, "triggers", "daily")["runtimeState"] == "Started"
    assert journal(project) == []


@posix
def test_two_at_once(azure: Azure, project: Path, capsys: Printed) -> None:
    azure.faults.append(Fault("PUT .*/datasets/orders", seconds=4, answer=error(400, "BadRequest", "no")))
    process = child(project, "publish")
    while not azure.asked("/datasets/orders"):
        assert process.poll() is None
        time.sleep(0.01)
    assert adfc(project, "publish") == 4
    assert "error: sales-df is being published by another run\n" in capsys.readouterr().err
    assert adfc(project, "publish", "--resume") == 4
    assert "it is at work" in capsys.readouterr().err
    assert finished(process)[0] == 3


def test_what_azure_refuses_reads_like_a_complaint(azure: Azure, project: Path, capsys: Printed) -> None:
    headers = {"x-ms-correlation-request-id": "4711-0815"}
    azure.faults.append(Fault("PUT .*/pipelines/load", error(400, "BadRequest", "The document is bad.", **headers)))
    assert adfc(project, "publish") == 3
    told = capsys.readouterr().err
    assert 'error[ADF910]: Azure did not create pipeline "load": BadRequest: The document is bad.' in told
    assert "pipelines/sales.yml:6:3\n" in told
    assert "= help: Azure support finds it by the correlation id 4711-0815\n" in told
    assert '  not done: create trigger "daily"\n' in told
    assert "sales-df: 2 created, 1 refused, 1 not done (" in told
    assert journal(project) == []


def test_no_permission(azure: Azure, project: Path, capsys: Printed) -> None:
    told = (
        "The client 'x' does not have authorization to perform action 'Microsoft.DataFactory/factories/datasets/write'"
    )
    azure.faults.append(Fault("PUT", error(403, "AuthorizationFailed", told), times=100))
    assert adfc(project, "publish") == 3
    said = capsys.readouterr().err
    assert "= help: ask for the role Data Factory Contributor on the factory or its resource group\n" in said
    assert len(azure.written()) <= 4
    assert journal(project) == []


@posix
def test_breaking_off_at_once_leaves_the_journal(azure: Azure, project: Path) -> None:
    assert adfc(project, "publish") == 0
    edit(project, "waitTimeInSeconds: 1", "waitTimeInSeconds: 2")
    process = child(project, "publish")
    azure.faults.append(Fault("PUT .*/pipelines/load", Answer(500, seconds=20), times=100))
    while not any("PUT" in one for one in azure.written()[5:]):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    code, told = finished(process)
    assert code == 130
    assert "broken off, and triggers may be stopped: adfc publish --resume finishes it" in told
    assert len(journal(project)) == 1
    azure.faults.clear()
    assert adfc(project, "publish", "--resume") == 0
    assert held(azure, "triggers", "daily")["runtimeState"] == "Started"


PASSING = {
    "throttled": Fault("PUT .*/datasets/orders", error(429, "TooManyRequests", "slow down", **{"Retry-After": "1"})),
    "broken": Fault("PUT .*/datasets/orders", error(503, "ServiceUnavailable", "later")),
    "reset": Fault("PUT .*/datasets/orders"),
    "the answer is lost": Fault("PUT .*/datasets/orders", after=True),
    "a start is lost": Fault("POST .*/start", after=True),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_tried_again(name: str, azure: Azure, project: Path) -> None:
    azure.faults.append(dataclasses.replace(PASSING[name]))
    started = time.monotonic()
    assert adfc(project, "publish") == 0
    assert time.monotonic() - started > (1 if name == "throttled" else 0.4)
    assert len(azure.written()) == 6
    assert adfc(project, "plan", "--exit-code") == 0


def on_terminal(project: Path, answer: str, *arguments: str, then: Callable[[], None] | None = None) -> tuple[int, str]:
    """The exit code and all that is shown on a terminal where the answer is typed; `then` is called before."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {name: value for name, value in os.environ.items() if name not in IN_CI} | {"PYTHONPATH": paths}
    command = [sys.executable, "-m", "adfc", "--no-color", "-C", str(project), "publish", *arguments]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown = ""
    while chunk := read(ours):
        shown += chunk.decode()
        if answer and "[y/N]" in shown:
            if then:
                then()
            os.write(ours, f"{answer}\n".encode())
            answer = ""
    return process.wait(timeout=60), shown


@posix
def test_somebody_at_a_terminal_is_asked(azure: Azure, project: Path) -> None:
    code, shown = on_terminal(project, "n")
    assert code == 4
    assert "publish this to sales-df? [y/N]:" in shown
    assert "nothing was changed" in shown
    assert azure.written() == []
    assert on_terminal(project, "y")[0] == 0
    assert len(azure.written()) == 5
    edit(project, "orders.json", "orders2.json")

    def somebody_else() -> None:
        held(azure, "datasets", "orders")["description"] = "by hand"

    code, shown = on_terminal(project, "y", then=somebody_else)
    assert (code, "ADF907" in shown) == (1, True)
    code, shown = on_terminal(project, "", "--yes")
    assert (code, "[y/N]" in shown) == (0, False)


USAGE = {
    "two ways": (["--resume", "--plan", "p.json"], "--plan, --resume and --abandon each say what is done"),
    "a plan is made": (["--plan", "p.json", "--delete"], "--delete says how a plan is made, and --plan has one"),
    "a journal has one": (["--resume", "--from", "build"], "--from says how a plan is made, and --resume has one"),
    "nothing is broken off": (["--resume"], 'no publish was broken off in "'),
    "no such resource": (["--select", "lode"], '"lode" meets no resource\n  = help: did you mean "load"?'),
    "no such cloud": (["--cloud", "AzureClod"], 'there is no cloud "AzureClod"'),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(name: str, azure: Azure, project: Path, capsys: Printed) -> None:
    arguments, message = USAGE[name]
    assert adfc(project, "publish", *arguments) == 4
    assert f"error: {message}" in capsys.readouterr().err
    assert azure.written() == []


def test_a_target_that_names_no_place(azure: Azure, project: Path, capsys: Printed) -> None:
    (project / "adfc.yml").write_text("name: sales\nfactory: sales-df\n")
    assert adfc(project, "plan") == 4
    assert 'error: target "default" names no subscription\n' in capsys.readouterr().err
    assert adfc(project, "plan", "--subscription", SUBSCRIPTION) == 4
    assert 'error: target "default" names no resource group\n' in capsys.readouterr().err
    place = ["--subscription", SUBSCRIPTION, "--resource-group", GROUP]
    assert adfc(project, "plan", "--exit-code", *place) == 2


def test_errors_in_the_specs_come_first(azure: Azure, project: Path, capsys: Printed) -> None:
    edit(project, "linkedService: files", "linkedService: flies")
    assert adfc(project, "publish") == 1
    assert "error[ADF202]" in capsys.readouterr().err
    assert azure.seen == []


def test_quiet(azure: Azure, project: Path, capsys: Printed) -> None:
    assert adfc(project, "-q", "publish") == 0
    assert capsys.readouterr() == ("", "")


def test_a_trigger_keeps_its_state_on_demand(azure: Azure, project: Path) -> None:
    assert adfc(project, "publish") == 0
    held(azure, "triggers", "daily")["runtimeState"] = "Stopped"
    azure.seen.clear()
    assert adfc(project, "publish", "--keep-trigger-state") == 0
    assert azure.written() == []
    assert adfc(project, "publish") == 0
    assert azure.written() == ["POST /triggers/daily/start"]


def test_a_factory_that_was_just_imported_is_as_its_specs_say(azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND, global_parameters={"region": {"type": "string", "value": "au"}}))
    place = ["--resource-group", GROUP, "--subscription", SUBSCRIPTION]
    assert adfc(tmp_path, "import", "--factory", "sales-df", "--cloud", azure.url, *place) == 0
    capsys.readouterr()
    assert adfc(tmp_path, "plan", "--exit-code", *place) == 0, capsys.readouterr()
    assert "nothing to do" in capsys.readouterr().out


def test_an_import_leaves_the_mark_out(azure: Azure, project: Path, tmp_path_factory: Any, capsys: Printed) -> None:
    assert adfc(project, "publish") == 0
    held(azure, "pipelines", "load")["annotations"].insert(0, "nightly")
    again = tmp_path_factory.mktemp("again")
    place = ["--resource-group", GROUP, "--subscription", SUBSCRIPTION]
    capsys.readouterr()
    assert adfc(again, "import", "--factory", "sales-df", "--prove", *place) == 0
    printed = capsys.readouterr()
    assert printed.out == "4 of 4 resources identical\n"
    assert "the mark adfc:sales was left out of 4 resources: adfc publish sets it" in printed.err
    specs = "".join(file.read_text() for file in again.rglob("*.yml"))
    assert "nightly" in specs
    assert "adfc:" not in specs
    capsys.readouterr()
    assert adfc(again, "plan", "--exit-code", *place) == 0, capsys.readouterr()
