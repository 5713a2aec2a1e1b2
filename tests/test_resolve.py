"""References find their targets, pass what is declared, and can be put in an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adfc.kinds import BY_REFERENCE, DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Data
from adfc.resolve import External, resolve
from tests.rules.build import factory, places


def ref(kind: str, name: Data, **more: Data) -> Data:
    return {"referenceName": name, "type": f"{kind}Reference", **more}


def uses(service: Data) -> Data:
    return {"type": "Json", "linkedServiceName": service}


def runs(*names: str, **parameters: Data) -> Data:
    bodies = [{"pipeline": ref("Pipeline", name), "parameters": parameters} for name in names]
    return {"activities": [{"name": "Run", "type": "ExecutePipeline", "typeProperties": one} for one in bodies]}


def said(sections: Data, external: External | None = None) -> list[str]:
    _, found = resolve(factory(sections), external or External())
    return places(found)


def helps(sections: Data) -> list[str]:
    _, found = resolve(factory(sections), External())
    return [one.help for one in found]


class TestTargets:
    def test_what_is_there_is_found(self) -> None:
        assert said({"linkedServices": {"lake": {}}, "datasets": {"orders": uses(ref("LinkedService", "lake"))}}) == []

    def test_a_missing_target_is_told_at_its_name_with_a_guess(self) -> None:
        sections = {"linkedServices": {"raw_orders": {}}, "datasets": {"x": uses(ref("LinkedService", "raw_order"))}}
        place = "datasets/x/linkedServiceName/referenceName"
        assert said(sections) == [f'ADF202 {place}: there is no linked service "raw_order"']
        assert helps(sections) == ['did you mean "raw_orders"?']

    def test_a_name_of_another_kind_is_told_so(self) -> None:
        sections = {"datasets": {"lake": {}, "x": uses(ref("LinkedService", "lake"))}}
        assert helps(sections) == ["did you mean the dataset of that name?"]

    def test_a_few_known_names_are_listed(self) -> None:
        sections = {"linkedServices": {"one": {}, "two": {}}, "datasets": {"x": uses(ref("LinkedService", "lake"))}}
        assert helps(sections) == ["known: one, two"]

    def test_guesses_end_before_they_cost(self) -> None:
        known = {f"service_{n:03}": {} for n in range(30)}
        datasets = {f"d{n:03}": uses(ref("LinkedService", f"service_{n:03}x")) for n in range(30)}
        found = helps({"linkedServices": known, "datasets": datasets})
        assert [bool(one) for one in found] == [True] * 20 + [False] * 10

    def test_another_letter_case_is_an_error(self) -> None:
        sections = {"linkedServices": {"Lake": {}}, "datasets": {"x": uses(ref("LinkedService", "lake"))}}
        place = "datasets/x/linkedServiceName/referenceName"
        assert said(sections) == [f'ADF203 {place}: linked service "lake" is called "Lake"']

    @pytest.mark.parametrize(
        "name", ["@pipeline().parameters.x", "ls_@{item()}", {"value": "@x", "type": "Expression"}]
    )
    def test_an_expression_names_nothing(self, name: Data) -> None:
        [told] = said({"datasets": {"x": uses(ref("LinkedService", name))}})
        assert told.endswith("the name of the linked service can't be an expression")

    def test_what_another_project_owns_is_taken_to_be_there(self) -> None:
        sections = {"datasets": {"x": uses(ref("LinkedService", "shared_lake"))}}
        assert said(sections, External({"linkedServices": ("Shared_Lake",)})) == []

    def test_what_failed_earlier_is_not_told_again(self) -> None:
        sections = {"datasets": {"x": uses(ref("LinkedService", "Lake"))}}
        assert said(sections, External(broken=frozenset({("linkedServices", "lake")}))) == []

    def test_every_factory_has_its_default_runtime(self) -> None:
        assert (
            said({"linkedServices": {"x": {"connectVia": ref("IntegrationRuntime", "AutoResolveIntegrationRuntime")}}})
            == []
        )

    def test_a_type_of_reference_is_compared_without_case(self) -> None:
        sections = {"linkedServices": {"lake": {}}, "datasets": {"x": uses(ref("linkedservice", "lake"))}}
        graph, found = resolve(factory(sections), External())
        assert found == []
        assert [one.kind for one in graph.references(graph.factory.resources[0])] == [LINKED_SERVICES]

    def test_a_mistyped_type_of_reference_is_told(self) -> None:
        [told] = said({"datasets": {"x": uses(ref("LinkedServices", "lake"))}})
        assert told == 'ADF208 datasets/x/linkedServiceName/type: unknown type of reference "LinkedServicesReference"'

    @pytest.mark.parametrize("kind", ["SqlPool", "Notebook", "SparkJobDefinition", "BigDataPool", "SparkConfiguration"])
    def test_references_of_synapse_are_not_ours(self, kind: str) -> None:
        assert said({"datasets": {"x": {"pool": ref(kind, "pool")}}}) == []


class TestWhatTheServiceDoesNotValidate:
    def idle(self, activity: Data) -> Data:
        return {"pipelines": {"load": {"activities": [{"name": "Off", "state": "Inactive", **activity}]}}}

    def test_a_missing_target_of_an_inactive_activity_is_a_warning(self) -> None:
        _, [one] = resolve(factory(self.idle({"inputs": [ref("Dataset", "gone")]})), External())
        assert (one.code, one.is_error) == ("ADF202", False)

    def test_so_is_one_of_a_change_data_capture(self) -> None:
        sections = {"changeDataCaptures": {"x": {"connection": ref("LinkedService", "gone")}}}
        _, [one] = resolve(factory(sections), External())
        assert (one.code, one.is_error) == ("ADF202", False)

    def test_parameters_of_an_inactive_activity_are_let_be(self) -> None:
        dataset = {"orders": {"parameters": {"day": {"type": "string"}}}}
        passed = ref("Dataset", "orders", parameters={"date": 1})
        assert said({**self.idle({"inputs": [passed]}), "datasets": dataset}) == []


class TestParameters:
    def dataset(self, declared: Data, passed: Data) -> list[str]:
        activity = {"name": "Copy", "type": "Copy", "inputs": [ref("Dataset", "orders", parameters=passed)]}
        sections = {"datasets": {"orders": {"parameters": declared}}, "pipelines": {"load": {"activities": [activity]}}}
        return said(sections)

    def test_names_are_compared_without_case(self) -> None:
        assert self.dataset({"Day": {"type": "string"}}, {"day": "x"}) == []

    def test_an_unknown_one_is_told_at_its_key(self) -> None:
        place = "pipelines/load/activities/0/inputs/0/parameters/[date]"
        told = self.dataset({"day": {"type": "string", "defaultValue": ""}}, {"date": "x"})
        assert told == [f'ADF205 {place}: dataset "orders" has no parameter "date"']

    def test_one_without_default_must_be_passed(self) -> None:
        place = "pipelines/load/activities/0/inputs/0/[parameters]"
        told = self.dataset({"day": {"type": "string"}}, {})
        assert told == [f'ADF206 {place}: parameter "day" of dataset "orders" gets no value and has no default']

    def test_a_pipeline_gets_them_beside_its_reference(self) -> None:
        load = {"parameters": {"day": {"type": "string"}}}
        place = "pipelines/main/activities/0/typeProperties/parameters/[date]"
        found = said({"pipelines": {"main": runs("load", date="x"), "load": load}})
        assert found[0] == f'ADF205 {place}: pipeline "load" has no parameter "date"'
        assert said({"pipelines": {"main": runs("load", day="x"), "load": load}}) == []

    def test_a_pipeline_may_run_without_one(self) -> None:
        load = {"parameters": {"day": {"type": "string"}}}
        _, [one] = resolve(factory({"pipelines": {"main": runs("load"), "load": load}}), External())
        assert (one.code, one.is_error) == ("ADF206", False)

    def test_a_trigger_passes_them_too(self) -> None:
        trigger = {"pipelines": [{"pipelineReference": ref("Pipeline", "load"), "parameters": {"date": 1}}]}
        [told] = said({"pipelines": {"load": {}}, "triggers": {"daily": trigger}})
        assert told.startswith("ADF205 triggers/daily/pipelines/0/parameters/[date]: ")

    def test_datasets_of_a_data_flow_get_theirs_when_it_runs(self) -> None:
        datasets = {"orders": {"parameters": {"day": {"type": "string"}}}}
        flow = {"typeProperties": {"sources": [{"dataset": ref("Dataset", "orders")}]}}
        assert said({"datasets": datasets, "dataFlows": {"flow": flow}}) == []

    @pytest.mark.parametrize(
        ("kind", "good", "bad"),
        [
            ("int", [1, "4", "@x", "@{x}", None, {"value": "@x", "type": "Expression"}], ["four", 1.5, True, [], {}]),
            ("Float", [1, 1.5, "1.5"], ["x", True, []]),
            ("bool", [True, "true", "False"], ["yes", 1]),
            ("array", [[], "[1]", "@x"], ["x", 1, {}]),
            ("object", [{}, [], '{"a": 1}'], ["x", 1]),
            ("string", ["", 1, True, [], {}], []),
            ("secureString", ["x"], []),
            ("unheardOf", ["x", 1], []),
        ],
    )
    def test_literals_suit_their_type(self, kind: str, good: list[Data], bad: list[Data]) -> None:
        for value in good:
            assert self.dataset({"p": {"type": kind}}, {"p": value}) == []
        for value in bad:
            assert [one[:6] for one in self.dataset({"p": {"type": kind}}, {"p": value})] == ["ADF207"]

    def test_a_misspelt_parameter_is_told_once(self) -> None:
        [told] = self.dataset({"folder": {"type": "String"}}, {"foldr": "x"})
        assert told.startswith("ADF205")

    def test_it_says_what_was_passed(self) -> None:
        [told] = self.dataset({"days": {"type": "Int"}}, {"days": "seven"})
        assert told.endswith('parameter "days" of dataset "orders" is of type int, not "seven"')


class TestDataFlowParameters:
    SCRIPT = (
        'parameters{\n     day as string ("x}"),\n\t{two words} as integer[],\n     last as date\n}\n'
        "source(output(a as string)) ~> s"
    )

    def test_the_script_may_declare_them_in_one_line(self) -> None:
        script = "parameters{day as string ('}'), {two words} as integer}\nsource(output(a as string, b as date)) ~> s"
        flow = {"type": "MappingDataFlow", "typeProperties": {"script": script}}
        assert self.flow({"day": "'x'", "two words": "1"}, flow) == []
        assert self.flow({"day": "'x'"}, flow) == ["ADF206"]

    def flow(self, passed: Data, body: Data) -> list[str]:
        reference = ref("DataFlow", "flow", parameters=passed)
        activity = {"name": "Flow", "type": "ExecuteDataFlow", "typeProperties": {"dataflow": reference}}
        return [
            one[:6] for one in said({"dataFlows": {"flow": body}, "pipelines": {"load": {"activities": [activity]}}})
        ]

    @pytest.mark.parametrize("body", [{"script": SCRIPT}, {"scriptLines": SCRIPT.split("\n")}])
    def test_the_script_declares_them(self, body: Data) -> None:
        flow = {"type": "MappingDataFlow", "typeProperties": body}
        assert self.flow({"two words": "[1]", "last": "x"}, flow) == []
        assert self.flow({"two words": "[1]", "last": "x", "a": "x"}, flow) == ["ADF205"]
        assert self.flow({"two words": "[1]"}, flow) == ["ADF206"]

    def test_a_script_without_parameters_takes_none(self) -> None:
        flow = {"type": "MappingDataFlow", "typeProperties": {"script": "source() ~> s"}}
        assert self.flow({"x": 1}, flow) == ["ADF205"]

    def test_without_a_script_nothing_is_known(self) -> None:
        assert self.flow({"x": 1}, {"type": "WranglingDataFlow"}) == []


SECTIONS: Data = {
    "linkedServices": {"lake": {"a": ref("LinkedService", "vault")}, "vault": {}},
    "datasets": {"orders": uses(ref("LinkedService", "lake")), "more": uses(ref("LinkedService", "lake"))},
    "pipelines": {"load": {"a": ref("Dataset", "orders"), "b": [ref("Dataset", "orders"), ref("Dataset", "more")]}},
}


class TestGraph:
    def test_it_knows_references_targets_and_users(self) -> None:
        graph, _ = resolve(factory(SECTIONS), External())
        load, lake = graph.find(PIPELINES, "Load"), graph.find(LINKED_SERVICES, "LAKE")
        assert load is not None
        assert lake is not None
        assert [(one.name, one.path) for one in graph.references(load)] == [
            ("orders", ("a",)),
            ("orders", ("b", 0)),
            ("more", ("b", 1)),
        ]
        assert [one.name for one in graph.targets(load)] == ["orders", "more"]
        assert [one.name for one in graph.users(lake)] == ["more", "orders"]
        assert graph.find(DATASETS, "lake") is None

    def test_targets_come_before_their_users(self) -> None:
        graph, _ = resolve(factory(SECTIONS), External())
        assert [one.name for one in graph.order] == ["vault", "lake", "orders", "more", "load"]

    def test_a_circle_is_told_once_as_a_path(self) -> None:
        sections = {"pipelines": {"a": runs("b"), "b": runs("c", "c"), "c": runs("a"), "d": runs("a")}}
        graph, [one] = resolve(factory(sections), External())
        place = "pipelines/a/activities/0/typeProperties/pipeline/referenceName"
        assert places([one]) == [f"ADF204 {place}: a circle of references: a -> b -> c -> a"]
        assert [related.span.file.split("/")[1] for related in one.related] == ["b", "c"]
        assert sorted(one.name for one in graph.order) == ["a", "b", "c", "d"]

    def test_a_pipeline_can_not_run_itself(self) -> None:
        [told] = said({"pipelines": {"a": runs("a")}})
        assert told.endswith("a circle of references: a -> a")

    def test_a_long_chain_is_no_trouble(self) -> None:
        chain = {f"p{n:05}": runs(f"p{n + 1:05}") for n in range(3000)} | {"p03000": {}}
        graph, found = resolve(factory({"pipelines": chain}), External())
        assert found == []
        assert [one.name for one in graph.order] == sorted(chain, reverse=True)


NAMES = st.sampled_from("abcdef")
JSON: st.SearchStrategy[Data] = st.recursive(
    st.none() | st.text(max_size=3) | NAMES.map(lambda name: ref("Pipeline", name)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["x", "y", "parameters"]), inner),
)


class TestLaws:
    @given(st.dictionaries(NAMES, st.dictionaries(st.text(max_size=3), JSON)))
    def test_every_reference_at_any_depth_is_found(self, pipelines: Data) -> None:
        graph, _ = resolve(factory({"pipelines": pipelines}), External())
        for resource in graph.factory.resources:
            found = [one.path for one in graph.references(resource)]
            assert found == [path for path, value in walk(resource.properties) if path and "referenceName" in value]

    @given(st.dictionaries(NAMES, st.lists(NAMES)))
    def test_the_order_is_right_where_there_is_no_circle(self, calls: dict[str, list[str]]) -> None:
        graph, found = resolve(factory({"pipelines": {name: runs(*each) for name, each in calls.items()}}), External())
        assert sorted(one.name for one in graph.order) == sorted(calls)
        if not any(one.code == "ADF204" for one in found):
            done: set[str] = set()
            for resource in graph.order:
                assert {one.name for one in graph.targets(resource)} <= done
                done.add(resource.name)

    @given(st.dictionaries(NAMES, st.lists(NAMES)))
    def test_a_circle_is_found_exactly_when_there_is_one(self, calls: dict[str, list[str]]) -> None:
        _, found = resolve(factory({"pipelines": {name: runs(*each) for name, each in calls.items()}}), External())
        assert any(one.code == "ADF204" for one in found) == any(reaches(calls, name, name) for name in calls)

    @given(st.dictionaries(st.sampled_from(sorted(BY_REFERENCE)), NAMES))
    def test_users_are_the_inverse_of_targets(self, references: dict[str, str]) -> None:
        body = {"x": [{"referenceName": name, "type": kind} for kind, name in references.items()]}
        sections = {"pipelines": {"a": body, "b": body}, "datasets": {"c": {}, "a": body}, "linkedServices": {"b": {}}}
        graph, _ = resolve(factory(sections), External())
        for one in graph.factory.resources:
            for other in graph.factory.resources:
                assert (other in graph.targets(one)) == (one in graph.users(other))


def walk(value: Data, path: tuple[Data, ...] = ()) -> list[tuple[tuple[Data, ...], Data]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [found for step, one in entries for found in walk(one, (*path, step))]
    return ([(path, value)] if isinstance(value, dict) else []) + inner


def reaches(calls: dict[str, list[str]], start: str, end: str) -> bool:
    seen: set[str] = set()
    waiting = list(calls.get(start, []))
    while waiting:
        one = waiting.pop()
        if one == end:
            return True
        if one in calls and one not in seen:
            seen.add(one)
            waiting += calls[one]
    return False


@pytest.mark.parametrize("odd", [3, ["a"], "text", [{"x": 1}]])
def test_odd_declarations_raise_nothing(odd: Data) -> None:
    flow = {"type": "MappingDataFlow", "typeProperties": {"script": odd, "scriptLines": odd}}
    run = {"dataflow": ref("DataFlow", "flow", parameters={"a": 1})}
    activity = {"name": "Flow", "type": "ExecuteDataFlow", "typeProperties": run}
    pipelines = {"odd": {"parameters": odd, "activities": [activity]}, "caller": runs("odd", a=1)}
    resolve(factory({"dataFlows": {"flow": flow}, "pipelines": pipelines}), External())
