"""Plans: pure, from a wanted and a live factory to what changes."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from adfc.adf.model import load
from adfc.kinds import GLOBAL_PARAMETERS, INTEGRATION_RUNTIMES, KINDS
from adfc.publish.plan import Action, Ask, UnmetError, Wanted, plan_for
from adfc.publish.plan.content import content, digest
from adfc.publish.plan.differ import HIDDEN
from adfc.publish.plan.file import UnknownPlanError, plan_text, read_plan
from adfc.publish.plan.marks import MARKED
from adfc.publish.plan.objections import missing_secrets
from adfc.publish.plan.secrets import filled, values, variable_of
from adfc.publish.show import as_markdown, as_text
from adfc.publish.snapshot import Live
from adfc.report.paint import painter
from adfc.resolve import External
from tests.importing import KIND, factory_of
from tests.loopback.sample import EVERY_KIND, RUN, reference, secret
from tests.planning import HERE, PROJECT, actions, codes, live_of, planned


def without_secrets(bodies: Mapping[str, Any]) -> dict[str, Any]:
    """The sample without what no spec may hold."""
    text = json.dumps(bodies).replace("Tr0ub4dor&3", "@{pipeline().globalParameters.none}")
    return dict(json.loads(text.replace("AccountKey=c2VjcmV0;", "")))


SAMPLE = without_secrets(EVERY_KIND)
NOTHING: dict[str, Any] = {}


def changed(section: str, name: str, **more: Any) -> dict[str, Any]:
    """The sample with other properties of one resource."""
    return {**SAMPLE, section: {**SAMPLE[section], name: {**SAMPLE[section][name], **more}}}


def test_nothing_is_there() -> None:
    plan, problems = planned(SAMPLE, live_of(NOTHING))
    assert set(actions(plan).values()) == {Action.CREATE}
    assert len(plan.changes) == sum(map(len, SAMPLE.values()))
    assert codes(problems) == []
    place = {one.key: at for at, one in enumerate(plan.changes)}
    for one in plan.changes:
        assert all(place[key] < place[one.key] for key in one.needs), one.title
    assert ("managedVirtualNetworks", "default") in next(c for c in plan.changes if c.name == "default/lake").needs


def test_all_is_there() -> None:
    plan, problems = planned(SAMPLE, live_of(SAMPLE))
    assert plan.is_empty
    assert plan.unchanged == sum(map(len, SAMPLE.values()))
    assert (plan.left, plan.unmarked, codes(problems)) == ((), (), [])


NOISE = {
    "etag, id and what the service alone writes": ("pipelines", "load", {"lastPublishTime": "2026-01-01T00:00:00Z"}),
    "null is absent": ("pipelines", "load", {"description": None}),
    "empty is absent": ("pipelines", "load", {"variables": {}}),
    "a state is no content": ("changeDataCaptures", "changes", {"status": "Running"}),
    "the service's default": ("managedVirtualNetworks", "default", {"preventDataExfiltration": False}),
    "the order of keys": ("datasets", "orders", dict(reversed(SAMPLE["datasets"]["orders"].items()))),
    "the case of a name that is referred to": (
        "datasets",
        "orders",
        {"linkedServiceName": {"referenceName": "SQL", "type": "LinkedServiceReference"}},
    ),
    "the case of a type": ("integrationRuntimes", "own", {"type": "selfhosted"}),
    "1.0 is 1": (
        "pipelines",
        "load",
        {"activities": [{"name": "wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1.0}}]},
    ),
}


@pytest.mark.parametrize("name", NOISE)
def test_noise(name: str) -> None:
    section, resource, more = NOISE[name]
    plan, _ = planned(SAMPLE, live_of(changed(section, resource, **more)))
    assert plan.is_empty, plan.changes


def test_the_name_of_a_resource_in_another_case() -> None:
    live = live_of({"pipelines": {"LOAD": SAMPLE["pipelines"]["load"]}})
    plan, _ = planned({"pipelines": SAMPLE["pipelines"]}, live)
    assert plan.is_empty


def test_one_point_in_time() -> None:
    def trigger(start: str) -> dict[str, Any]:
        told = {"frequency": "Hour", "interval": 1, "startTime": start, "maxConcurrency": 1}
        return {"triggers": {"hourly": {"type": "TumblingWindowTrigger", "typeProperties": told}}}

    plan, _ = planned(trigger("2026-01-01T00:00:00Z"), live_of(trigger("2026-01-01T00:00:00.0000000+00:00")))
    assert plan.is_empty
    plan, _ = planned(trigger("2026-01-01T00:00:00Z"), live_of(trigger("2026-01-01T01:00:00Z")))
    assert actions(plan) == {"triggers/hourly": Action.REPLACE}


def test_a_value_changes() -> None:
    wanted = changed("datasets", "orders", typeProperties={"schema": "dbo", "table": "orders2"})
    plan, _ = planned(wanted, live_of(SAMPLE))
    (change,) = plan.changes
    assert change.action is Action.UPDATE
    assert [(one.path, one.old, one.new) for one in change.differences] == [
        (("typeProperties", "table"), "orders", "orders2")
    ]


def test_activities_are_told_apart_by_name() -> None:
    def pipeline(*names: str, seconds: int = 1) -> dict[str, Any]:
        wait = [{"name": name, "type": "Wait", "typeProperties": {"waitTimeInSeconds": seconds}} for name in names]
        return {"pipelines": {"load": {"activities": wait}}}

    plan, _ = planned(pipeline("a", "c", seconds=2), live_of(pipeline("a", "b", "c")))
    found = plan.changes[0].differences
    assert [one.path[:2] for one in found] == [("activities", "a"), ("activities", "b"), ("activities", "c")]
    assert found[1].new is msgspec.UNSET
    plan, _ = planned(pipeline("b", "a"), live_of(pipeline("a", "b")))
    assert [(one.old, one.new) for one in plan.changes[0].differences] == [(["a", "b"], ["b", "a"])]


def test_secrets_are_never_shown() -> None:
    body = {**SAMPLE["linkedServices"]["sql"], "typeProperties": {"server": "new", "password": secret()}}
    plan, problems = planned({"linkedServices": {"sql": body}}, live_of(SAMPLE))
    assert codes(problems) == ["ADF901"]
    text = as_text(plan, painter(False)) + as_markdown(plan)
    assert "Tr0ub4dor" not in text
    old = {"type": "WebActivity", "typeProperties": {"headers": {"Authorization": "Basic Zm9vOmJhcg=="}}}
    new = {**old, "typeProperties": {"headers": {"Authorization": "Basic YmF6OmJhcg=="}}}
    plan, _ = planned({"pipelines": {"load": {"x": new}}}, live_of({"pipelines": {"load": {"x": old}}}))
    assert [(one.old, one.new) for one in plan.changes[0].differences] == [(HIDDEN, HIDDEN)]
    url = {"type": "x", "typeProperties": {"url": "https://example.org/?sv=1&sig=abcdefghijkl"}}
    plan, _ = planned({"linkedServices": {"web": url}}, live_of({"linkedServices": {"web": {"type": "x"}}}))
    assert "abcdefghijkl" not in as_text(plan, painter(False))


def test_a_connection_string_is_compared_without_its_secrets() -> None:
    live = live_of(EVERY_KIND)
    assert "c2VjcmV0" not in str(live.resources["linkedServices", "storage"].properties)
    kept = {"storage": EVERY_KIND["linkedServices"]["storage"]}
    assert actions(planned({"linkedServices": kept}, live)[0]) == {}
    secure = {**kept["storage"], "typeProperties": {"connectionString": {"type": "SecureString", "value": ""}}}
    assert actions(planned({"linkedServices": {"storage": secure}}, live)[0]) == {}


def test_secure_parameters() -> None:
    factory = factory_of({"linkedServices": {"sql": {"type": "x", "typeProperties": {"password": NO_SECRET}}}})
    one = replace(factory.resources[0], secure={("typeProperties", "password"): "sql password"})
    plan, problems = planned_of(replace(factory, resources=(one,)), live_of(NOTHING))
    assert codes(problems) == []
    assert values(plan.changes, {"SQL_PASSWORD": "s"}) == ({"sql password": "s"}, {})
    assert values(plan.changes, {"sql password": "t", "SQL_PASSWORD": "s"}) == ({"sql password": "t"}, {})
    assert values(plan.changes, {"SQL_PASSWORD": ""}) == ({}, {"sql password": plan.changes[0]})
    assert "secure parameters, taken from the environment when this is published: sql password" in as_text(
        plan, painter(False)
    )
    unset = {"SQL_PASSWORD": "$(SQL_PASSWORD)"}
    assert values(plan.changes, unset) == ({}, {"sql password": plan.changes[0]})
    missing_secrets(values(plan.changes, unset)[1], unset, problems)
    assert (
        'is "$(SQL_PASSWORD)", as Azure Pipelines leaves a variable that it does not know'
        in problems.found.pop().message
    )
    missing_secrets(values(plan.changes, {})[1], {}, problems)
    (found,) = problems.found
    assert (found.code, found.help) == ("ADF900", "set the variable SQL_PASSWORD (or sql password) in the environment")
    secrets = {secret.path: "s" for secret in plan.changes[0].secrets}
    assert filled(plan.changes[0].body, secrets)["typeProperties"] == {
        "password": {"type": "SecureString", "value": "s"}
    }
    assert variable_of("a-b c") == "A_B_C"


NO_SECRET = {"type": "SecureString", "value": ""}


def planned_of(factory: Any, live: Live, **ask: Any) -> Any:
    return plan_for(Wanted(PROJECT, "dev", factory), live, HERE, Ask(**ask))


def test_a_secret_can_be_put_again() -> None:
    factory = factory_of({"linkedServices": {"sql": {"type": "x", "typeProperties": {"password": NO_SECRET}}}})
    one = replace(factory.resources[0], secure={("typeProperties", "password"): "sql_password"})
    live = live_of({"linkedServices": {"sql": {"type": "x", "typeProperties": {"password": secret()}}}})
    factory = replace(factory, resources=(one,))
    assert planned_of(factory, live)[0].is_empty
    (change,) = planned_of(factory, live, renew_secrets=True)[0].changes
    assert (change.action, change.note) == (Action.UPDATE, "put again, with its secrets")


@pytest.mark.parametrize("value", ["", "**********", None])
def test_stand_ins_are_not_sent(value: str | None) -> None:
    body = {"type": "x", "typeProperties": {"password": {"type": "SecureString", "value": value}}}
    _, problems = planned({"linkedServices": {"sql": body}}, live_of(NOTHING))
    assert codes(problems) == ["ADF901"]
    assert codes(planned({"linkedServices": {"sql": body}}, live_of({"linkedServices": {"sql": body}}))[1]) == []


def test_what_is_not_in_the_specs() -> None:
    mine, foreign, nobodys = ({"datasets": {name: {"type": "Json"}}} for name in ("old", "theirs", "hand"))
    parts = (live_of(mine), live_of(foreign, owner="other"), live_of(nobodys, owner=""))
    live = Live(exists=True, resources={key: one for part in parts for key, one in part.resources.items()})
    plan, _ = planned(NOTHING, live)
    assert plan.is_empty
    assert {one.name: one.owner for one in plan.left} == {"old": PROJECT, "theirs": "other", "hand": ""}
    plan, _ = planned(NOTHING, live, Ask(delete=True))
    assert actions(plan) == {"datasets/old": Action.DELETE}


def test_deletions_come_last_and_in_reverse() -> None:
    chain = {
        "triggers": {"daily": {**SAMPLE["triggers"]["daily"], "runtimeState": "Started"}},
        "pipelines": SAMPLE["pipelines"],
        "linkedServices": {"sql": SAMPLE["linkedServices"]["sql"]},
        "datasets": SAMPLE["datasets"],
    }
    new = {"pipelines": {"new": {"activities": []}}}
    plan, problems = planned(new, live_of(chain), Ask(delete=True))
    assert codes(problems) == []
    order = [one.name for one in plan.changes]
    assert order[0] == "new"
    assert order.index("daily") < order.index("load")
    assert order.index("orders") < order.index("sql")
    assert [(one.name, one.stop, one.start) for one in plan.triggers] == [("daily", True, False)]


def test_what_is_still_used_is_not_deleted() -> None:
    by_hand = live_of({"datasets": SAMPLE["datasets"]}, owner="")
    mine = live_of({"linkedServices": {"sql": SAMPLE["linkedServices"]["sql"]}})
    live = Live(exists=True, resources={**by_hand.resources, **mine.resources})
    plan, problems = planned(NOTHING, live, Ask(delete=True))
    assert codes(problems) == ["ADF904"]
    assert 'dataset "orders", which stays' in problems.found[0].message
    assert actions(plan) == {"linkedServices/sql": Action.DELETE}


def test_what_is_used_no_more_once_its_user_changes_is_deleted() -> None:
    live = live_of({"linkedServices": {"sql": SAMPLE["linkedServices"]["sql"]}, "datasets": SAMPLE["datasets"]})
    moved = {"type": "Json", "linkedServiceName": reference("storage", "LinkedService")}
    wanted = {"datasets": {"orders": moved}, "linkedServices": {"storage": SAMPLE["linkedServices"]["storage"]}}
    plan, problems = planned(wanted, live, Ask(delete=True))
    assert codes(problems) == []
    assert actions(plan)["linkedServices/sql"] is Action.DELETE


def test_kinds_without_a_mark() -> None:
    live = live_of({"integrationRuntimes": {"own": {"type": "SelfHosted"}}})
    assert planned(NOTHING, live, Ask(delete=True))[0].is_empty
    plan, _ = planned(NOTHING, live, Ask(delete_unmarked=frozenset({INTEGRATION_RUNTIMES})))
    assert actions(plan) == {"integrationRuntimes/own": Action.DELETE}
    external = External({"integrationRuntimes": ("own",)})
    plan, _ = planned(NOTHING, live, Ask(delete_unmarked=frozenset({INTEGRATION_RUNTIMES})), external)
    assert plan.is_empty


def test_marks_go_where_annotations_are() -> None:
    model = load()
    roots = {section: model.union(of.name).base if of.name in model.unions else model.shape(of.name)
             for section, of in model.roots.items() if of.name and section != "factory"}  # fmt: skip
    assert {kind for kind in KINDS if "annotations" in roots[kind.section].by_lower} == MARKED


def test_what_carries_no_mark_is_updated_and_marked() -> None:
    live = live_of(SAMPLE, owner="")
    plan, _ = planned(SAMPLE, live)
    assert plan.is_empty
    assert len(plan.unmarked) == sum(len(SAMPLE[kind.section]) for kind in MARKED)
    plan, _ = planned(SAMPLE, live, Ask(adopt=True))
    assert len(plan.changes) == len(plan.of(Action.UPDATE)) == sum(len(SAMPLE[kind.section]) for kind in MARKED)
    assert {one.path[0] for change in plan.changes for one in change.differences} == {"annotations"}
    wanted = changed("datasets", "orders", description="new")
    (change,) = planned(wanted, live)[0].changes
    assert change.body["annotations"] == ["adfc:sales"]


def test_two_projects_want_one_resource() -> None:
    wanted = changed("datasets", "orders", description="new")
    plan, problems = planned({"datasets": wanted["datasets"]}, live_of(SAMPLE, owner="other"))
    assert codes(problems) == ["ADF903"]
    plan, problems = planned({"datasets": wanted["datasets"]}, live_of(SAMPLE, owner="other"), Ask(adopt=True))
    assert codes(problems) == []
    assert plan.changes[0].body["annotations"] == ["adfc:sales"]


def test_global_parameters_of_others_stay() -> None:
    mine, theirs = {"region": {"type": "String", "value": "au"}}, {"other": {"type": "Int", "value": 1}}
    live = live_of(NOTHING, {**theirs, "region": {"type": "String", "value": "us"}})
    (change,) = planned(NOTHING, live, global_parameters=mine)[0].changes
    assert change.body == {**theirs, **mine}
    assert [one.path for one in change.differences] == [("region", "value")]
    ask = Ask(delete_unmarked=frozenset({GLOBAL_PARAMETERS}))
    (change,) = planned(NOTHING, live, ask, global_parameters=mine)[0].changes
    assert change.body == mine
    assert planned(NOTHING, live)[0].is_empty
    assert actions(planned(NOTHING, live, ask)[0]) == {"globalParameters/default": Action.DELETE}


def tumbling(start: str = "2026-01-01T00:00:00Z", **more: Any) -> dict[str, Any]:
    settings = {"frequency": "Hour", "interval": 1, "startTime": start, "maxConcurrency": 1}
    return {
        "type": "TumblingWindowTrigger",
        "runtimeState": "Started",
        "pipeline": RUN,
        "typeProperties": settings,
        **more,
    }


def test_windows_are_only_run_again_on_demand() -> None:
    live = live_of({**SAMPLE, "triggers": {"hourly": tumbling()}})
    wanted = {**SAMPLE, "triggers": {"hourly": tumbling("2026-06-01T00:00:00Z")}}
    plan, problems = planned(wanted, live)
    assert codes(problems) == ["ADF902"]
    assert "- **error ADF902**: " in as_markdown(plan, problems.found)
    plan, problems = planned(wanted, live, Ask(replace=True))
    assert codes(problems) == []
    (change,) = plan.changes
    assert change.note == "deleted and created: every window of an hour since 2026-06-01T00:00:00Z runs again"
    assert [(one.stop, one.start) for one in plan.triggers] == [(True, True)]
    later = {**SAMPLE, "triggers": {"hourly": tumbling(description="new")}}
    assert actions(planned(later, live)[0]) == {"triggers/hourly": Action.UPDATE}


def steps(plan: Any) -> dict[str, tuple[bool, bool]]:
    return {one.name: (one.stop, one.start) for one in plan.triggers}


def run_of(name: str) -> dict[str, Any]:
    return {"pipelineReference": reference(name, "Pipeline")}


def schedule(pipeline: str, state: str | None = None) -> dict[str, Any]:
    told = {} if state is None else {"runtimeState": state}
    recurrence = {"frequency": "Day", "interval": 1, "startTime": "2026-01-01T00:00:00Z"}
    settings = {"recurrence": recurrence}
    return {"type": "ScheduleTrigger", "pipelines": [run_of(pipeline)], "typeProperties": settings, **told}


def calling(*names: str) -> dict[str, Any]:
    return {
        "activities": [
            {"name": name, "type": "ExecutePipeline", "typeProperties": {"pipeline": reference(name, "Pipeline")}}
            for name in names
        ]
    }


def test_only_triggers_whose_pipelines_change_are_stopped() -> None:
    pipelines = {"inner": {"activities": []}, "outer": calling("inner"), "other": {"activities": []}}
    triggers = {"deep": schedule("outer", "Started"), "else": schedule("other", "Started"), "off": schedule("inner")}
    live = live_of({"pipelines": pipelines, "triggers": triggers})
    wanted = {"pipelines": {**pipelines, "inner": {"activities": [], "description": "new"}}, "triggers": triggers}
    assert steps(planned(wanted, live)[0]) == {"deep": (True, True)}
    assert steps(planned(wanted, live, Ask(exclude=("deep",)))[0]) == {}


def test_the_state_that_the_specs_say() -> None:
    def of(state: str | None) -> dict[str, Any]:
        return {"pipelines": {"load": {"activities": []}}, "triggers": {"t": schedule("load", state)}}

    assert steps(planned(of("Started"), live_of(of("Stopped")))[0]) == {"t": (False, True)}
    assert steps(planned(of("Stopped"), live_of(of("Started")))[0]) == {"t": (True, False)}
    assert steps(planned(of(None), live_of(of("Started")))[0]) == {}
    assert steps(planned(of("Stopped"), live_of(of("Started")), Ask(keep_states=True))[0]) == {}
    assert steps(planned(of("Started"), live_of(NOTHING), Ask(keep_states=True))[0]) == {"t": (False, True)}
    assert actions(planned(of("Started"), live_of(of("Stopped")))[0]) == {}


def test_a_stopped_trigger_whose_spec_says_no_state_is_named() -> None:
    def stateless(state: str | None, live: Live, ask: Ask | None = None) -> tuple[str, ...]:
        wanted = {"pipelines": {"load": {"activities": []}}, "triggers": {"t": schedule("load", state)}}
        plan, _ = planned(wanted, live, ask)
        assert ('spec says no state: trigger "t"' in as_text(plan, lambda text, _: text)) == bool(plan.stateless)
        assert ("says no state" in as_markdown(plan)) == bool(plan.stateless)
        return plan.stateless

    def of(state: str | None) -> Live:
        return live_of({"pipelines": {"load": {"activities": []}}, "triggers": {"t": schedule("load", state)}})

    assert stateless(None, of("Stopped")) == ('trigger "t"',)
    assert stateless(None, live_of(NOTHING)) == ('trigger "t"',)
    assert stateless(None, of("Started")) == ()
    assert stateless("Stopped", of("Stopped")) == ()
    assert stateless("Started", of("Stopped")) == ()
    assert stateless(None, of("Stopped"), Ask(select=("load",))) == ()


def test_event_triggers_subscribe() -> None:
    body = {**schedule("load", "Started"), "type": "BlobEventsTrigger"}
    live = live_of({"pipelines": {"load": {"activities": []}}, "triggers": {"files": body}})
    wanted = {"pipelines": {"load": {"activities": []}}, "triggers": {"files": {**body, "description": "x"}}}
    (step,) = planned(wanted, live)[0].triggers
    assert (step.stop, step.unsubscribe, step.subscribe, step.start) == (True, True, True, True)


SELECTIONS: dict[str, tuple[Ask, set[str]]] = {
    "a name": (Ask(select=("load",)), {"load"}),
    "letter case": (Ask(select=("LOAD",)), {"load"}),
    "a kind": (Ask(select=("linkedServices/*",)), {"sql", "storage"}),
    "a kind as one says it": (Ask(select=("linked service/s?l",)), {"sql"}),
    "what it needs": (Ask(select=("+orders",)), {"orders", "sql"}),
    "who needs it": (Ask(select=("sql+",)), {"sql", "orders", "clean"}),
    "both": (Ask(select=("+orders+",)), {"orders", "sql", "clean"}),
    "several": (Ask(select=("load", "orders")), {"load", "orders"}),
    "without": (Ask(select=("+clean",), exclude=("sql",)), {"clean", "orders"}),
    "a folder": (Ask(select=("folder:in",)), {"deep"}),
    "an annotation": (Ask(select=("annotation:night*",)), {"deep"}),
    "a network's": (Ask(select=("managedPrivateEndpoints/default/*",)), {"default/lake"}),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_selection(name: str) -> None:
    ask, expected = SELECTIONS[name]
    deep = {"activities": [], "folder": {"name": "in/here"}, "annotations": ["nightly"]}
    wanted = {**SAMPLE, "pipelines": {**SAMPLE["pipelines"], "deep": deep}}
    plan, _ = planned(wanted, live_of(NOTHING), ask)
    assert {one.name for one in plan.changes} == expected
    assert plan.unselected == sum(map(len, wanted.values())) - len(expected)


@pytest.mark.parametrize(
    ("pattern", "way_out"),
    [
        ("lode", 'did you mean "load"?'),
        ("datset/*", 'did you mean "dataset"?'),
        ("datasets/order", 'did you mean "orders"?'),
        (
            "nothing",
            "known: changes, clean, daily, deep, default, default/lake, identity, load, orders, own, "
            "sql, ssis and 1 more",
        ),
        ("folder:nightly load", 'did you mean "nightly loads"?'),
        ("annotation:x", "known: gold"),
    ],
)
def test_a_pattern_that_meets_nothing(pattern: str, way_out: str) -> None:
    deep = {"activities": [], "folder": {"name": "nightly loads"}, "annotations": ["gold", 1]}
    wanted = {**SAMPLE, "pipelines": {**SAMPLE["pipelines"], "deep": deep}}
    with pytest.raises(UnmetError, match=f'"{pattern}" meets no resource'.replace("*", r"\*")) as found:
        planned(wanted, live_of(NOTHING), Ask(select=(pattern,)))
    assert found.value.way_out == way_out


def test_deletions_respect_the_selection() -> None:
    live = live_of({"datasets": {"old_a": {"type": "Json"}, "old_b": {"type": "Json"}}})
    plan, _ = planned(NOTHING, live, Ask(select=("old_a",), delete=True))
    assert actions(plan) == {"datasets/old_a": Action.DELETE}


def test_what_is_needed_and_not_selected() -> None:
    assert codes(planned(SAMPLE, live_of(NOTHING), Ask(select=("orders",)))[1]) == ["ADF905"]
    old = {"linkedServices": changed("linkedServices", "sql", description="old")["linkedServices"]}
    assert codes(planned(SAMPLE, live_of(old), Ask(select=("orders",)))[1]) == ["ADF906"]
    assert codes(planned(SAMPLE, live_of(SAMPLE), Ask(select=("orders",)))[1]) == []


def test_what_is_selected_and_unchanged_may_need_what_changes() -> None:
    old = changed("linkedServices", "sql", description="old")
    plan, problems = planned(SAMPLE, live_of(old), Ask(select=("orders",)))
    assert codes(problems) == ["ADF906"]
    told = "nothing to do in what is selected: 1 changed and not selected"
    assert told in as_text(plan, painter(False))
    assert told in as_markdown(plan)
    assert codes(planned(SAMPLE, live_of(old), Ask(exclude=("sql",)))[1]) == []


def test_what_another_project_owns_must_be_there() -> None:
    external = External({"linkedServices": ("sql",)})
    wanted = {"datasets": SAMPLE["datasets"]}
    assert codes(planned(wanted, live_of(NOTHING), external=external)[1]) == ["ADF905"]
    there = live_of({"linkedServices": SAMPLE["linkedServices"]}, owner="other")
    assert codes(planned(wanted, there, external=external)[1]) == []


def test_a_plan_in_a_file() -> None:
    wanted = changed("datasets", "orders", description="new")
    plan, _ = planned(wanted, live_of({**SAMPLE, "pipelines": {}}), Ask(delete=True))
    text = plan_text(plan)
    assert read_plan(text.encode(), "plan.json") == plan
    assert plan_text(read_plan(text.encode(), "plan.json")) == text


UNKNOWN = {
    "no JSON": (b"{", '"plan.json" is no plan'),
    "something else": (b"[]", '"plan.json" is no plan'),
    "of the future": (b'{"planVersion": 2}', '"plan.json" has version 2, and only version 1 is known'),
    "cut": (b'{"planVersion": 1, "adfc": "1"}', "is no plan: Object missing required field `plan`"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_plan(name: str) -> None:
    text, message = UNKNOWN[name]
    with pytest.raises(UnknownPlanError) as found:
        read_plan(text, "plan.json")
    assert message in str(found.value)


IMPOSSIBLE = [("sales-df", ".."), ('"section": "datasets"', '"section": "../.."'), ('"name": "orders"', '"name": ".."')]


@pytest.mark.parametrize(("old", "new"), IMPOSSIBLE)
def test_a_plan_leads_nowhere_else(old: str, new: str) -> None:
    plan, _ = planned({"datasets": SAMPLE["datasets"]}, live_of({"linkedServices": SAMPLE["linkedServices"]}))
    text = plan_text(plan)
    assert old in text
    with pytest.raises(UnknownPlanError, match="is no plan of adfc: it is about"):
        read_plan(text.replace(old, new).encode(), "plan.json")


def test_long_values_are_cut_to_where_they_differ() -> None:
    def query(text: str, *names: str) -> dict[str, Any]:
        return {"datasets": {"orders": {"type": "x", "typeProperties": {"query": text, "columns": list(names)}}}}

    columns = [f"column_{number}" for number in range(20)]
    old, new = query("x" * 500 + "au", *columns, "a"), query("x" * 500 + "nz", *columns, "b", "c")
    plan, _ = planned(new, live_of(old))
    text = as_text(plan, painter(False))
    assert f'typeProperties.query: "...{"x" * 20}au" -> "...{"x" * 20}nz"\n' in text
    assert 'typeProperties.columns: ["...","a"] -> ["...","b","c"]\n' in text
    assert "x" * 500 in as_text(plan, painter(False), whole=True)


def test_nobody_writes_on_the_terminal_of_a_reader() -> None:
    live = live_of({"datasets": {"a\x1b[2Jb\u202ec": {"type": "Json"}}})
    plan, _ = planned(NOTHING, live, Ask(delete=True))
    for text in (as_text(plan, painter(False)), as_markdown(planned(NOTHING, live)[0])):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_digest_is_of_content() -> None:
    kind, body = KIND["pipelines"], SAMPLE["pipelines"]["load"]
    assert digest(kind, body) == digest(kind, {**body, "lastPublishTime": "now", "description": None})
    assert digest(kind, body) != digest(kind, {**body, "description": "x"})
    assert content(kind, content(kind, body)) == content(kind, body)
