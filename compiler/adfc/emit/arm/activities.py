"""What the exporter adds to the activities of a pipeline, nested ones too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from adfc.emit.arm.ordering import insert_after, insert_before, leading_keys
from adfc.emit.arm.shapes import objects_in, type_of
from adfc.emit.arm.template import Json
from adfc.emit.arm.wrap import wrap_at, wrap_expressions
from adfc.model import Data

Endpoints: TypeAlias = Callable[[str], tuple[str, ...]]
"""The names of the sources, then of the sinks, of the data flow of a name; none if it is not there."""

WEB_KEYS = ("method", "headers", "datasets", "linkedServices", "disableCertValidation", "turnOffAsync")
"""What comes first in a web activity, whichever of them it has; `url` and the rest follow."""

INNER_LISTS = ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities")


def complete_activities(activities: Data, endpoints: Endpoints) -> None:
    """Complete every activity in the list `activities`, in place; what is no list of objects is left alone."""
    for activity in objects_in(activities):
        settings = activity.get("typeProperties")
        if not isinstance(settings, dict):
            settings = {}
        _complete_datasets(activity, settings)
        _complete_one(activity, settings, endpoints)
        for inner in _inner_lists(settings):
            complete_activities(inner, endpoints)


def _complete_one(activity: Json, settings: Json, endpoints: Endpoints) -> None:
    kind = type_of(activity)
    if kind == "ExecuteDataFlow":
        _execute_data_flow(settings, endpoints)
    if kind == "ExecuteWranglingDataflow":
        _execute_wrangling(settings, endpoints)
    completer = _BY_TYPE.get(kind)
    if completer and "typeProperties" in activity:
        completer(activity, settings)


def _inner_lists(settings: Json) -> Iterator[Data]:
    yield from (settings[key] for key in INNER_LISTS if key in settings)
    yield from (case.get("activities") for case in objects_in(settings.get("cases")))


def _complete_datasets(activity: Json, settings: Json) -> None:
    """A reference to a dataset without `parameters` gets none, at the places where activities name datasets."""
    references = [
        *objects_in(activity.get("inputs")),
        *objects_in(activity.get("outputs")),
        *objects_in(settings.get("datasets")),
        *objects_in([settings.get("dataset"), *(sink.get("dataset") for sink in _wrangling_sinks(settings))]),
    ]
    for reference in references:
        if type_of(reference) == "DatasetReference":
            reference.setdefault("parameters", {})


def _wrangling_sinks(settings: Json) -> Iterator[Json]:
    return (sink for query in objects_in(settings.get("queries")) for sink in objects_in(query.get("dataflowSinks")))


def _execute_data_flow(settings: Json, endpoints: Endpoints) -> None:
    flow = settings.get("dataflow")
    if isinstance(flow, dict):
        if "parameters" not in flow:
            insert_after(flow, ["type"], {"parameters": {}})
        _complete_flow(settings, flow, endpoints(str(flow.get("referenceName"))))


def _execute_wrangling(settings: Json, endpoints: Endpoints) -> None:
    flow = settings.get("dataflow")
    if isinstance(flow, dict):
        sources = endpoints(str(flow.get("referenceName")))
        sinks = [sink["name"] for sink in _wrangling_sinks(settings) if isinstance(sink.get("name"), str)]
        _complete_flow(settings, flow, [*sources, *sinks])


def _complete_flow(settings: Json, flow: Json, ends: Sequence[str]) -> None:
    """Give the data flow that an activity runs its parameters by source and sink, in their order, and staging."""
    given = flow.setdefault("datasetParameters", {})
    if isinstance(given, dict):
        flow["datasetParameters"] = leading_keys({**{name: {} for name in ends}, **given}, ends)
    if "staging" not in settings:
        insert_after(settings, ["dataflow"], {"staging": {}})


def _execute_pipeline(activity: Json, settings: Json) -> None:
    wrap_expressions(settings.setdefault("parameters", {}))
    if "policy" not in activity:
        insert_after(activity, ["dependsOn"], {"policy": {"secureInput": False}})


def _web(activity: Json, settings: Json) -> None:
    settings.setdefault("headers", {})
    activity["typeProperties"] = leading_keys(settings, WEB_KEYS)


def _azure_function(_: Json, settings: Json) -> None:
    if "headers" not in settings:
        insert_before(settings, "method", {"headers": {}})


def _execute_ssis_package(_: Json, settings: Json) -> None:
    settings.setdefault("projectConnectionManagers", {})
    settings.setdefault("packageConnectionManagers", {})


def _copy(_: Json, settings: Json) -> None:
    wrap_expressions([settings.get("source"), settings.get("sink")])


def _script(_: Json, settings: Json) -> None:
    for script in objects_in(settings.get("scripts")):
        wrap_at(script, "text")


def _data_explorer_command(_: Json, settings: Json) -> None:
    wrap_at(settings, "command")


_BY_TYPE: Mapping[str, Callable[[Json, Json], None]] = {
    "AzureDataExplorerCommand": _data_explorer_command,
    "AzureFunctionActivity": _azure_function,
    "Copy": _copy,
    "ExecutePipeline": _execute_pipeline,
    "ExecuteSSISPackage": _execute_ssis_package,
    "Script": _script,
    "WebActivity": _web,
}
