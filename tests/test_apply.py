"""Plans carried out: what is done when, what a failure leaves, and what becomes of a run that is killed."""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from adfc.diagnostic import Problems
from adfc.publish import FactoryId
from adfc.publish.apply.gate import PACE, RESERVE, HaltedError
from adfc.publish.apply.journal import JournalError, journal_of, journals
from adfc.publish.apply.outcome import Outcome, complaints, summary
from adfc.publish.apply.paths import path_of
from adfc.publish.apply.run import Run
from adfc.publish.apply.schedule import IN_FLIGHT, carry_out
from adfc.publish.apply.sender import TRIES, Sender
from adfc.publish.apply.standing import overtaken
from adfc.publish.client import UnansweredError
from adfc.publish.plan import Ask, Plan, Wanted, Where, plan_for
from adfc.publish.plan.file import UnknownPlanError
from adfc.publish.refusals import Answer
from adfc.publish.snapshot import read_live
from tests.direct import Direct, Hasty
from tests.importing import KIND, factory_of
from tests.loopback import Azure, Request
from tests.loopback.azure import SUBSCRIPTION
from tests.loopback.faults import Fault
from tests.loopback.messages import Answer as Told
from tests.loopback.messages import error
from tests.loopback.sample import reference
from tests.test_plan import SAMPLE, calling, schedule, tumbling

GROUP = "data-rg"
PLACE = FactoryId(SUBSCRIPTION, GROUP, "sales-df")
HERE = Where("https://azure", SUBSCRIPTION, GROUP, "sales-df")
Bodies = Mapping[str, Mapping[str, Any]]


def azure_with(bodies: Bodies, owner: str = "sales") -> Azure:
    """Azure with a factory that a project published."""
    azure = Azure("https://azure", allowance=None)
    azure.hold(GROUP, factory_of({}))
    if bodies:
        published(azure, bodies, owner=owner)
    azure.seen.clear()
    return azure


def planned(azure: Azure, bodies: Bodies, ask: Ask | None = None, owner: str = "sales") -> Plan:
    live = read_live(Direct(azure, PLACE))
    plan, problems = plan_for(Wanted(owner, "dev", factory_of(bodies)), live, HERE, ask or Ask())
    assert [one.message for one in problems.found if one.is_error] == []
    return plan


def carried_out(azure: Azure, plan: Plan, disturb: Callable[[int, Request], str] = lambda _, __: "") -> Outcome:
    client = Direct(azure, PLACE, disturb)
    return Run(plan, read_live(client), Sender(client, Hasty())).carry_out()


def published(azure: Azure, bodies: Bodies, ask: Ask | None = None, owner: str = "sales") -> Outcome:
    plan = planned(azure, bodies, ask, owner)
    outcome = carried_out(azure, plan)
    assert outcome.is_whole, [one.message for one in complaints(plan, outcome).found]
    return outcome


def held(azure: Azure) -> Any:
    """What the factory holds, without what is different each time."""
    found = {
        collection: sorted(({**one, "etag": ""} for one in resources), key=lambda one: str(one["name"]))
        for collection, resources in azure.held[GROUP, "sales-df"].items()
        if collection and resources
    }
    return json.loads(json.dumps(found))


def states(azure: Azure) -> dict[str, str]:
    triggers = azure.held[GROUP, "sales-df"].get("triggers", [])
    return {str(one["name"]): one["properties"]["runtimeState"] for one in triggers}


def table(linked_service: str) -> dict[str, Any]:
    settings = {"schema": "dbo", "table": "orders"}
    link = reference(linked_service, "LinkedService")
    return {"type": "AzureSqlTable", "linkedServiceName": link, "typeProperties": settings}


LOAD = {"pipelines": {"load": {"activities": []}}}
DAILY = {**LOAD, "triggers": {"daily": schedule("load", "Started")}}
CHANGED = {**DAILY, "pipelines": {"load": {"activities": [], "description": "new"}}}


def test_everything_is_made_in_an_order_that_the_service_takes() -> None:
    azure = azure_with({})
    outcome = published(azure, SAMPLE)
    assert summary(outcome) == f"{sum(map(len, SAMPLE.values()))} created"
    assert planned(azure, SAMPLE).is_empty
    azure.seen.clear()
    published(azure, SAMPLE)
    assert azure.written() == []


def test_triggers_are_stopped_before_and_started_after() -> None:
    azure = azure_with(DAILY)
    published(azure, CHANGED)
    assert azure.written() == ["POST /triggers/daily/stop", "PUT /pipelines/load", "POST /triggers/daily/start"]


def test_event_triggers_wait_for_their_subscription() -> None:
    files = {
        **schedule("load", "Started"),
        "type": "CustomEventsTrigger",
        "typeProperties": {"events": ["x"], "scope": "/"},
    }
    azure = azure_with({**LOAD, "triggers": {"files": files}})
    assert states(azure) == {"files": "Started"}
    published(azure, {**CHANGED, "triggers": {"files": files}})
    assert [one.removeprefix("POST /triggers/files/") for one in azure.written()] == [
        "unsubscribeFromEvents",
        "getEventSubscriptionStatus",
        "stop",
        "PUT /pipelines/load",
        "subscribeToEvents",
        "getEventSubscriptionStatus",
        "start",
    ]


def test_a_window_is_replaced() -> None:
    old = {**LOAD, "triggers": {"hourly": tumbling()}}
    azure = azure_with(old)
    published(azure, {**LOAD, "triggers": {"hourly": tumbling("2026-06-01T00:00:00Z")}}, Ask(replace=True))
    assert azure.written() == [
        "POST /triggers/hourly/stop",
        "DELETE /triggers/hourly",
        "PUT /triggers/hourly",
        "POST /triggers/hourly/start",
    ]
    assert states(azure) == {"hourly": "Started"}


def test_deletions_are_last() -> None:
    azure = azure_with(SAMPLE)
    few = {"integrationRuntimes": SAMPLE["integrationRuntimes"], **LOAD}
    published(azure, few, Ask(delete=True))
    writes = azure.written()
    first = next(at for at, one in enumerate(writes) if one.startswith("DELETE"))
    assert all(one.startswith("DELETE") for one in writes[first:])
    assert set(held(azure)) == {
        "pipelines",
        "integrationruntimes",
        "managedvirtualnetworks",
        "managedvirtualnetworks/default/managedprivateendpoints",
        "adfcdcs",
    }


def test_nothing_is_deleted_after_a_failure() -> None:
    azure = azure_with({**DAILY, "pipelines": {**LOAD["pipelines"], "old": {"activities": []}}})
    plan = planned(azure, CHANGED, Ask(delete=True))
    azure.faults.append(Fault("PUT .*/pipelines/", error(400, "BadRequest", "no")))
    outcome = carried_out(azure, plan)
    assert [one.name for one in outcome.undone] == ["old"]
    assert [one.name for one, _ in outcome.failed] == ["load"]
    assert states(azure) == {"daily": "Started"}
    assert not outcome.astray


def test_what_needs_a_failure_is_not_begun_and_all_else_is() -> None:
    azure = azure_with({})
    bodies = {"pipelines": {"inner": {"activities": []}, "outer": calling("inner"), "else": {"activities": []}},
              "triggers": {"t": schedule("outer", "Started"), "u": schedule("else", "Started")}}  # fmt: skip
    azure.faults.append(Fault("PUT .*/pipelines/inner", error(400, "BadRequest", "no")))
    plan = planned(azure, bodies)
    outcome = carried_out(azure, plan)
    assert {one.name for one in outcome.undone} == {"outer", "t"}
    assert states(azure) == {"u": "Started"}
    found = complaints(plan, outcome).found
    assert [one.code for one in found] == ["ADF910", "ADF911"]
    assert found[0].message == 'Azure did not create pipeline "inner": BadRequest: no'
    assert found[1].message == 'trigger "t" is stopped, and should be started: what it runs was not published'


def test_no_permission_ends_it_all() -> None:
    azure = azure_with({})
    azure.faults.append(Fault("PUT", error(403, "AuthorizationFailed", "no"), times=1000))
    bodies = {"pipelines": {f"p{number}": {"activities": []} for number in range(50)}}
    outcome = carried_out(azure, planned(azure, bodies))
    assert len(outcome.failed) <= IN_FLIGHT
    assert len(outcome.failed) + len(outcome.undone) == 50


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("answer", [error(429, "x", "y", **{"Retry-After": "3"}), error(500, "x", "y"), None])
def test_a_fault_that_passes_at_any_request(answer: Told | None, after: bool) -> None:
    undisturbed = azure_with(DAILY)
    published(undisturbed, CHANGED)
    for number in range(len(undisturbed.written())):
        azure = azure_with(DAILY)
        plan = planned(azure, CHANGED)
        azure.faults.append(Fault("PUT|POST|DELETE", *([answer] if answer else []), skip=number, after=after))
        told = Direct(azure, PLACE)
        sent: list[int] = []

        def send(*args: Any, told: Direct = told, sent: list[int] = sent, **more: Any) -> Answer:
            sent.append(1)
            found = told.send(*args, **more)
            if not found.status:
                raise UnansweredError("reset", "")
            return found

        outcome = Run(plan, read_live(told), Sender(type("C", (), {"send": staticmethod(send)})(), Hasty())).carry_out()
        assert outcome.is_whole
        assert len(sent) == len(undisturbed.written()) + 1
        assert held(azure) == held(undisturbed)


MANY_BEFORE: dict[str, Any] = {
    "linkedServices": dict.fromkeys(("lake", "gone"), SAMPLE["linkedServices"]["storage"]),
    "datasets": {
        "orders": table("lake"),
        "gone": table("gone"),
    },
    "pipelines": {"inner": {"activities": []}, "outer": calling("inner"), "other": {"activities": []}},
    "triggers": {
        "daily": schedule("outer", "Started"),
        "stays": schedule("other", "Started"),
        "off": schedule("outer", "Stopped"),
        "goes": schedule("other", "Started"),
        "hourly": {**tumbling(), "pipeline": {"pipelineReference": reference("outer", "Pipeline")}},
        "files": {
            **schedule("inner", "Started"),
            "type": "CustomEventsTrigger",
            "typeProperties": {"events": ["x"], "scope": "/"},
        },
    },
}
MANY_AFTER: dict[str, Any] = {
    "linkedServices": {"lake": {**SAMPLE["linkedServices"]["storage"], "description": "new"}},
    "datasets": {"orders": {**MANY_BEFORE["datasets"]["orders"], "description": "new"}},
    "pipelines": {
        **MANY_BEFORE["pipelines"],
        "inner": {"activities": [], "description": "new"},
        "new": {"activities": []},
    },
    "triggers": {
        "daily": schedule("outer", "Started"),
        "stays": schedule("other", "Started"),
        "off": schedule("outer", "Started"),
        "new": schedule("new", "Started"),
        "hourly": {
            **tumbling("2026-06-01T00:00:00Z"),
            "pipeline": {"pipelineReference": reference("outer", "Pipeline")},
        },
        "files": MANY_BEFORE["triggers"]["files"],
    },
}
ALL = Ask(delete=True, replace=True)


def killed_at(number: int, word: str) -> Callable[[int, Request], str]:
    """Nothing more gets through from the request of that number on; of that one `after`, only the answer is lost."""
    return lambda at, _: "" if at < number else word if at == number else "before"


def test_a_run_that_is_killed_at_any_request_can_be_finished(tmp_path: Path) -> None:
    undisturbed = azure_with(MANY_BEFORE)
    published(undisturbed, MANY_AFTER, ALL)
    total = len(undisturbed.written())
    assert total > 20
    for number in range(1, total + 1):
        for word in ("before", "after"):
            azure = azure_with(MANY_BEFORE)
            plan = planned(azure, MANY_AFTER, ALL)
            journal = journal_of(tmp_path, HERE)
            with journal.begun(plan):
                carried_out(azure, plan, killed_at(number, word))
            with journal.taken_up() as kept:
                assert kept == plan
                assert overtaken(kept, read_live(Direct(azure, PLACE)), goes_on=True).found == []
                outcome = carried_out(azure, kept)
            journal.end()
            assert outcome.is_whole, (number, word, outcome)
            assert held(azure) == held(undisturbed), (number, word)


def test_a_run_that_is_killed_at_any_request_can_be_given_up() -> None:
    for number in range(1, 30):
        azure = azure_with(MANY_BEFORE)
        before = states(azure)
        plan = planned(azure, {**MANY_AFTER, "triggers": MANY_BEFORE["triggers"]})
        carried_out(azure, plan, killed_at(number, "after"))
        client = Direct(azure, PLACE)
        Run(plan, read_live(client), Sender(client, Hasty())).give_up()
        assert states(azure) == before


def test_ctrl_c_at_any_request_leaves_triggers_in_their_state() -> None:
    for number in range(1, 30):
        azure = azure_with(MANY_BEFORE)
        plan = planned(azure, {**MANY_AFTER, "triggers": MANY_BEFORE["triggers"]})
        stop = threading.Event()
        gate = Hasty()
        gate.halt = stop

        def disturb(at: int, _: Request, number: int = number, stop: Any = stop) -> str:
            if at == number:
                stop.set()
            return ""

        client = Direct(azure, PLACE, disturb)
        outcome = Run(plan, read_live(client), Sender(client, gate), stop=stop).carry_out()
        assert states(azure) == {name: "Stopped" if name == "off" else "Started" for name in states(azure)}
        assert outcome.astray == []


def test_somebody_else_was_faster() -> None:
    azure = azure_with(DAILY)
    plan = planned(azure, CHANGED)
    assert codes(overtaken(plan, read_live(Direct(azure, PLACE)), goes_on=False)) == []
    azure.held[GROUP, "sales-df"]["pipelines"][0]["properties"]["description"] = "theirs"
    for goes_on in (False, True):
        assert codes(overtaken(plan, read_live(Direct(azure, PLACE)), goes_on=goes_on)) == ["ADF907"]
    azure = azure_with(DAILY)
    azure.held[GROUP, "sales-df"]["triggers"][0]["properties"]["runtimeState"] = "Stopped"
    assert codes(overtaken(plan, read_live(Direct(azure, PLACE)), goes_on=False)) == ["ADF907"]


def codes(problems: Problems) -> list[str]:
    return [one.code for one in problems.found]


def test_a_journal_is_for_one_run(tmp_path: Path) -> None:
    plan = planned(azure_with(DAILY), CHANGED)
    journal = journal_of(tmp_path, HERE)
    with journal.begun(plan):
        assert journal.path.stat().st_mode & 0o777 == 0o600
        assert journal.is_held()
        with pytest.raises(JournalError) as caught, journal.begun(plan):
            pass
        assert caught.value.lives
        with pytest.raises(JournalError), journal.taken_up():
            pass
    with pytest.raises(JournalError) as caught, journal.begun(plan):
        pass
    assert not caught.value.lives
    assert [one.path for one in journals(tmp_path)] == [journal.path]
    with journal.taken_up() as kept:
        assert kept == plan
    journal.end()
    assert journals(tmp_path) == []
    assert sorted(path.name for path in journal.path.parent.iterdir()) == [".gitignore"]


def test_a_journal_of_another_version(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, HERE)
    journal.path.parent.mkdir(parents=True)
    journal.path.write_text('{"planVersion": 99}')
    with pytest.raises(UnknownPlanError), journal.taken_up():
        pass


def test_each_factory_has_a_journal_of_its_own(tmp_path: Path) -> None:
    other = Where(HERE.endpoint, HERE.subscription, "other-rg", HERE.name)
    assert journal_of(tmp_path, HERE).path != journal_of(tmp_path, other).path
    upper = Where(HERE.endpoint, HERE.subscription, GROUP.upper(), HERE.name)
    assert journal_of(tmp_path, HERE).path == journal_of(tmp_path, upper).path


@dataclass
class Watch:
    """Counts what is at work at once."""

    now: int = 0
    most: int = 0
    order: list[int] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def __call__(self, number: int) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.order.append(number)
        time.sleep(0.01)
        with self.lock:
            self.now -= 1


def test_tasks_side_by_side() -> None:
    watch = Watch()
    ended = carry_out(dict.fromkeys(range(40), ()), watch)
    assert sorted(ended.done) == list(range(40))
    assert watch.most == IN_FLIGHT


def test_a_task_waits_for_its_needs_alone() -> None:
    watch = Watch()
    needs = {0: (), 1: (0,), 2: (1,), 3: (), 4: (99,)}
    ended = carry_out(needs, watch)
    assert sorted(ended.done) == [0, 1, 2, 3, 4]
    assert [one for one in watch.order if one < 3] == [0, 1, 2]


def test_paths() -> None:
    assert (
        path_of(KIND["managedPrivateEndpoints"], "a b/c") == "/managedVirtualNetworks/a%20b/managedPrivateEndpoints/c"
    )
    assert path_of(KIND["pipelines"], "a b") == "/pipelines/a%20b"
    assert path_of(KIND["pipelines"], "a/../..") == "/pipelines/a%2F..%2F.."
    for kind, name in (("pipelines", ".."), ("pipelines", "."), ("managedPrivateEndpoints", "../..")):
        with pytest.raises(ValueError, match=re.escape(name)):
            path_of(KIND[kind], name)


def test_a_full_bucket_is_used_at_once_and_an_empty_one_at_its_pace() -> None:
    gate = Hasty()
    for _ in range(100):
        gate.enter("writes")
    assert gate.now == 0
    gate.told("writes", RESERVE)
    for _ in range(10):
        gate.enter("writes")
    assert gate.now == pytest.approx(9 / PACE)
    gate.close("writes", 5)
    gate.enter("deletes")
    gate.enter("writes")
    assert gate.now == pytest.approx(9 / PACE + 5, abs=0.2)
    gate.halt.set()
    with pytest.raises(HaltedError):
        gate.enter("writes")


def test_a_refusal_that_does_not_pass_is_told_in_the_end() -> None:
    azure = azure_with({})
    azure.faults.append(Fault("PUT", error(503, "ServiceUnavailable", "later"), times=1000))
    outcome = carried_out(azure, planned(azure, LOAD))
    assert len(azure.written()) == TRIES
    plan = planned(azure, LOAD)
    assert "ServiceUnavailable: later" in complaints(plan, outcome).found[0].message
