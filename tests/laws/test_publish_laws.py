"""Laws of publishing: what a factory ends as does not depend on how it got there, nor on what went wrong on the way.

Where a process must die, one without threads forks children that do (tests/publishing/deaths.py); where answers fail,
the command line runs in this process; a sample is killed as a child process, over https.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adfc.publish import azure as azure_client
from adfc.publish.apply.gate import Gate
from tests.loopback import NOTHING, Answer, Azure, Fault, Loopback
from tests.loopback.messages import error
from tests.publishing import offline, scene
from tests.publishing.deaths import JOURNAL, dead

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork of POSIX")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose first edition is published, and whose second one is written."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def before(project: Path) -> bytes:
    """The factory with the first edition in it."""
    return offline.first_edition(project)


@pytest.fixture(scope="module")
def whole(project: Path, before: bytes) -> Azure:
    """The service after an undisturbed publish of the second edition."""
    return offline.undisturbed(project, before)


def test_forty_resources_change(project: Path, before: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    scene.write(project, scene.second())
    with offline.offline(offline.restored(before)):
        assert offline.adfc(project, "plan", "--delete", "--replace") == 0
    told = capsys.readouterr().out
    assert "26 to create, 8 to update, 1 to replace, 5 to delete, 14 unchanged\n" in told


def test_plan_after_publish_is_empty_and_twice_is_once(project: Path, whole: Azure) -> None:
    wanted = offline.told(whole)
    azure = offline.restored(offline.saved(whole))
    with offline.offline(azure):
        assert offline.adfc(project, "plan", "--delete", "--replace", "--exit-code", "-q") == 0
        assert offline.adfc(project, *scene.PUBLISH) == 0
    assert azure.written() == []
    assert offline.told(azure) == wanted


WAYS = {"resume": 1, "abandon": 16, "lost": 16}
"""How a dead publish is taken up, and which part of all deaths is tried; with ADFC_LAWS=all, all of them are."""


@posix
@pytest.mark.parametrize("way", WAYS)
def test_a_death_at_every_request(way: str, whole: Azure) -> None:
    """Resumed, given up and published again, or published again with the journal lost: the factory is the same."""
    step = 1 if os.environ.get("ADFC_LAWS") == "all" else WAYS[way]
    workers = min(2, os.cpu_count() or 1)
    command = [sys.executable, "-m", "tests.publishing.deaths", way]
    arguments = [[*command, str(at * step), str(workers * step)] for at in range(workers)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(one, cwd=ROOT, env=environment(), **pipes) for one in arguments]
    ended = [one.communicate(timeout=600) for one in running]
    assert [one.returncode for one in running] == [0] * workers, ended
    found = [json.loads(out) for out, _ in ended]
    assert [one["wrong"] for one in found] == [[]] * workers, ended
    deaths = 2 * len(offline.lines(whole))
    assert sum(one["deaths"] for one in found) >= deaths // step - 1


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, **more}


LOST = {
    "reset before": Fault("", each=True),
    "reset after": Fault("", each=True, after=True),
    "500 before": Fault("", error(500, "InternalError", "oops"), each=True),
    "500 after": Fault("", error(500, "InternalError", "oops"), each=True, after=True),
    "503 after": Fault("", error(503, "ServerBusy", "later"), each=True, after=True),
    "429": Fault("", error(429, "TooManyRequests", "slow down"), each=True),
    "a time-out before": Fault("", each=True, seconds=3),
    "a time-out after": Fault("", each=True, seconds=3, after=True),
    "a proxy's page after": Fault("^(PUT|POST|DELETE)", Answer(502, text="<html>"), each=True, after=True),
}
"""What happens to every request the first time that it is sent."""


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with Loopback(tmp_path_factory.mktemp("loopback")) as running:
        yield running


@pytest.fixture
def online(loopback: Loopback, before: bytes, project: Path, monkeypatch: pytest.MonkeyPatch) -> Azure:
    """The service with the first edition, over https, and nobody who waits long."""
    for name, value in {**loopback.environment(), **scene.SECRETS, "ADFC_CLOUD": loopback.url}.items():
        monkeypatch.setenv(name, value)
    loopback.azure = offline.restored(before)
    loopback.azure.url = loopback.url
    scene.write(project, scene.second())
    return loopback.azure


@pytest.mark.parametrize("way", LOST)
def test_every_request_fails_once(
    way: str, online: Azure, project: Path, whole: Azure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Microsoft's library repeats questions, publish its orders: nothing is done twice that must not be."""
    rest, close = Gate.rest, Gate.close
    monkeypatch.setattr(Gate, "rest", lambda gate, seconds: rest(gate, min(seconds, 0.01)))
    monkeypatch.setattr(Gate, "close", lambda gate, sort, seconds: close(gate, sort, min(seconds, 0.01)))
    monkeypatch.setattr(azure_client, "READ_SECONDS", 0.2 if "time-out" in way else 20)
    fault = LOST[way]
    online.faults.append(Fault(fault.where, fault.answer, each=True, after=fault.after, seconds=fault.seconds))
    assert offline.adfc(project, *scene.PUBLISH) == 0
    assert offline.told(online) == offline.told(whole)
    struck = {line for line, status in online.answered if status == fault.answer.status}
    assert len(struck) >= len(offline.lines(whole)) - 13 * ("proxy" in way)
    assert not list((project / JOURNAL).glob("*.json"))


def orders(whole: Azure) -> list[str]:
    """Every request that changes something, once."""
    return [line for line in offline.lines(whole) if not line.startswith("GET")]


def pattern(line: str) -> str:
    """What finds just this request among the URLs."""
    method, _, path = line.partition(" ")
    return f"^{method} {re.escape(quote(path))}\\?"


def part(found: list[str], step: int) -> list[str]:
    return found if os.environ.get("ADFC_LAWS") == "all" else found[::step]


def test_a_refusal_at_every_order(project: Path, before: bytes, whole: Azure) -> None:
    """What Azure refuses once and for all is said, no trigger is left dead, and the next publish does the rest."""
    scene.write(project, scene.second())
    for line in part(orders(whole), 6):
        azure = offline.restored(before)
        azure.faults.append(Fault(pattern(line), error(400, "BadRequest", "no"), times=99))
        with offline.offline(azure):
            assert offline.adfc(project, *scene.PUBLISH) == 3, line
            if "/triggers/" not in line:
                assert set(dead(azure)) <= {"ending"}, line  # the second edition stops it
            azure.faults.clear()
            left = list((project / JOURNAL).glob("*.json"))
            if left:
                assert offline.adfc(project, "publish", "--resume", "-q") in (0, 3), line
            assert offline.adfc(project, *scene.PUBLISH) == 0, line
        assert offline.told(azure) == offline.told(whole), line


def test_azure_out_of_reach_from_every_order_on(project: Path, before: bytes, whole: Azure) -> None:
    """When the network is back, the journal knows what is left."""
    scene.write(project, scene.second())
    for line in part(orders(whole), 6):
        azure = offline.restored(before)
        gone = Fault("", NOTHING, times=0)

        def cut(request: Any, has_effect: bool, line: str = line, gone: Fault = gone) -> None:
            if not has_effect and f"{request.method} {request.path}" == line:
                gone.times = 10**6

        azure.faults.append(gone)
        with offline.offline(azure, cut):
            assert offline.adfc(project, *scene.PUBLISH) == 3, line
        azure.faults.clear()
        with offline.offline(azure):
            if list((project / JOURNAL).glob("*.json")):
                assert offline.adfc(project, "publish", "--resume", "-q") == 0, line
            assert offline.adfc(project, *scene.PUBLISH) == 0, line
        assert offline.told(azure) == offline.told(whole), line


KILLS = [("PUT .*/pipelines/load", False), ("DELETE .*/triggers/window", True)]
AGAIN = (scene.PUBLISH, ("publish", "--resume", "-q"))
"""To begin anew is refused, to finish is not."""


@posix
@pytest.mark.parametrize(("where", "after"), KILLS)
def test_the_real_command_line_is_killed(where: str, after: bool, online: Azure, project: Path, whole: Azure) -> None:
    command = [sys.executable, "-m", "adfc", "-C", str(project)]
    victim = subprocess.Popen([*command, *scene.PUBLISH], env=environment())
    online.faults.append(Fault(where, after=after, kill=victim.kill))
    assert victim.wait(60) == -9
    again = [subprocess.run([*command, *one], env=environment(), capture_output=True, check=False) for one in AGAIN]
    assert [one.returncode for one in again] == [4, 0]
    assert offline.told(online) == offline.told(whole)


SECTIONS = ("datasets", "dataFlows", "pipelines", "triggers")


@st.composite
def editions(draw: st.DrawFn) -> scene.Specs:
    """An edition of the scene in which some things are missing, and what uses them as well."""
    specs = draw(st.sampled_from((scene.first, scene.second)))()
    for section in SECTIONS:
        for name in draw(st.sets(st.sampled_from(sorted(specs[section])), max_size=3)):
            del specs[section][name]
    for trigger in specs["triggers"].values():
        trigger["state"] = draw(st.sampled_from(("Started", "Stopped")))
    while lost := [
        (section, name) for section in SECTIONS for name, body in specs[section].items() if lacks(body, specs)
    ]:
        for section, name in lost:
            del specs[section][name]
    return specs


def lacks(body: Any, specs: scene.Specs) -> bool:
    """Whether it uses something that is not there."""
    uses = {"dataset": "datasets", "pipelineReference": "pipelines", "pipeline": "pipelines"}
    if isinstance(body, list):
        return any(lacks(one, specs) for one in body)
    if not isinstance(body, dict):
        return False
    named = [(uses[key], one) for key, one in body.items() if key in uses and isinstance(one, str)]
    return any(name not in specs[section] for section, name in named) or any(lacks(one, specs) for one in body.values())


@given(first=editions(), second=editions())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_there_before_does_not_count(
    first: scene.Specs, second: scene.Specs, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Published over another edition, an edition is what it is in an empty factory; and then nothing is to do."""
    project = tmp_path_factory.mktemp("editions")
    over, fresh = offline.empty(), offline.empty()
    scene.write(project, first)
    with offline.offline(over):
        assert offline.adfc(project, *scene.PUBLISH) == 0
    scene.write(project, second)
    for azure in (over, fresh):
        with offline.offline(azure):
            unmarked = [f"--delete-unmarked={kind}" for kind in ("integrationRuntimes", "changeDataCaptures")]
            more = [*unmarked, "--delete-unmarked=managedPrivateEndpoints", "--delete-unmarked=globalParameters"]
            assert offline.adfc(project, *scene.PUBLISH, *more) == 0
            assert offline.adfc(project, "plan", "--delete", "--replace", *more, "--exit-code", "-q") == 0
    told, wanted = offline.told(over), offline.told(fresh)
    kept = {one for one in told if "/managedvirtualnetworks/" in one}  # the service has no way to delete one
    assert {one: told[one] for one in told.keys() - kept} == {one: wanted[one] for one in wanted.keys() - kept}
