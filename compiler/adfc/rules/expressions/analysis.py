"""Every expression of a factory, read in its scope: what is wrong with it, and which names it reads."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from adfc.expressions.fold import Folding
from adfc.expressions.infer import Inference
from adfc.expressions.looks import in_template, quoted, unmarked
from adfc.expressions.parser import parse
from adfc.expressions.scope import DOUBTFUL, NOT_MARKED, OUTPUT, SYNTAX, Problem, Scope
from adfc.expressions.syntax import Expression, ExpressionError, Literal, Template
from adfc.expressions.types import ANY, PLAIN, STRING, Type
from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES, TRIGGERS
from adfc.model import Resource
from adfc.rules.activities import Activity
from adfc.rules.activities import Scope as Beside
from adfc.rules.expressions.declared import (
    global_parameters_of,
    loose_parameters_of,
    trigger_roots,
)
from adfc.rules.expressions.guards import is_guarded
from adfc.rules.expressions.pipelines import PipelineScopes
from adfc.rules.expressions.places import Text, evaluated, of_dataset, of_linked_service, of_trigger, setting
from adfc.rules.expressions.unevaluated import unevaluated
from adfc.rules.expressions.wanted import ASKING, MUST_BE_EXPRESSIONS, for_variable, misfit, wanted_at
from adfc.rules.rule import Finding
from adfc.rules.survey import Survey
from adfc.source import Path

_OUTPUTS = (OUTPUT, DOUBTFUL)


class Complaint(NamedTuple):
    """A problem, and the string that has it."""

    resource: Resource
    path: Path
    problem: Problem


def findings(survey: Survey, code: str) -> Iterator[Finding]:
    """What the rule `code` finds in the expressions of the factory."""
    for resource, path, problem in survey.once(_complaints):
        if problem.code == code:
            within = (problem.start, problem.end)
            yield Finding(resource, path, problem.message, problem.way_out, within=within)


def _complaints(survey: Survey) -> Iterator[Complaint]:
    reader = Reader()
    global_parameters = global_parameters_of(survey.factory)
    beside: dict[int, list[Beside]] = {}
    for scope in survey.scopes:
        beside.setdefault(id(scope.pipeline), []).append(scope)
    for resource, text in survey.texts:
        if b"@" not in text and b"(" not in text:
            continue
        if resource.kind is PIPELINES:
            scoped = PipelineScopes(resource, beside.get(id(resource), []), global_parameters, survey)
            yield from _pipeline(reader, scoped)
        elif resource.kind in _OTHERS:
            yield from _OTHERS[resource.kind](reader, resource)


class Reader:
    """Reads strings; what is the same text is parsed once."""

    def __init__(self) -> None:
        self._trees: dict[str, Expression | ExpressionError] = {}
        self._folding = Folding()

    def tree(self, text: str) -> Expression | ExpressionError:
        """The tree of a text, or why it has none."""
        found = self._trees.get(text)
        if found is None:
            try:
                found = parse(text)
            except ExpressionError as refused:
                found = refused
            self._trees[text] = found
        return found

    def read(self, one: Text, scope: Scope) -> tuple[Expression | None, Type, list[Problem]]:
        """The tree of a string where there is one, the type of its value, and what is wrong with it."""
        if "@" not in one.value:
            problem = unmarked(one.value, is_marked=one.is_marked)
            return None, PLAIN[STRING], [problem] if problem else []
        tree = self.tree(one.value)
        if isinstance(tree, ExpressionError):
            return None, ANY, [Problem(SYNTAX, tree.start, tree.end, tree.message, tree.way_out)]
        if isinstance(tree, Literal) and one.value[:1] != "@":
            problem = unmarked(one.value, is_marked=one.is_marked)
            return None, PLAIN[STRING], [problem] if problem else []
        run = Inference(scope)
        of, found = run.of(tree), run.found
        if run.constants and not found and any(run.constants.values()):
            found = self._folding.problems(tree, one.value, run.constants)
        if run.probes and not found:
            found = self._folding.probed(run.probes)
        if found and any(problem.code in _OUTPUTS for problem in found):
            found = [problem for problem in found if not _is_asked_for(tree, problem, one.value)]
        if isinstance(tree, Template):
            found += in_template(tree, one.value)
        elif "@{" in one.value and not one.value.startswith("@@"):
            found += quoted(tree)
        return tree, of, found


def _is_asked_for(tree: Expression, problem: Problem, text: str) -> bool:
    name = text[problem.start : problem.end].strip("'")
    return problem.code in _OUTPUTS and is_guarded(tree, problem.start, name)


def _pipeline(reader: Reader, scoped: PipelineScopes) -> Iterator[Complaint]:
    pipeline = scoped.pipeline
    for activity in scoped.activities:
        if activity.is_active:
            for one, problem in _activity(reader, scoped, activity):
                yield Complaint(pipeline, one.path, problem)
    for path, problem in unevaluated(pipeline, scoped.activities):
        yield Complaint(pipeline, path, problem)


def _activity(reader: Reader, scoped: PipelineScopes, activity: Activity) -> Iterator[tuple[Text, Problem]]:
    found = evaluated(activity)
    if not found:
        return
    scope = scoped.scope(activity)
    asks = activity.type in ASKING
    for one in found:
        key = setting(one) if asks else ""
        is_condition = key == "condition" and activity.type == "Filter"
        tree, given, problems = reader.read(one, scoped.condition(activity) if is_condition else scope)
        is_told = key in MUST_BE_EXPRESSIONS and not one.is_marked  # ADF104 tells that a text is none
        for problem in problems:
            if not (is_told and problem.code == NOT_MARKED):
                yield one, problem
        wanted = _wanted(scoped, activity, key) if key and tree else 0
        wrong = misfit(tree, given, wanted, _what(activity, key)) if tree and wanted else None
        if wrong:
            yield one, wrong


def _wanted(scoped: PipelineScopes, activity: Activity, key: str) -> int:
    """The kinds asked for where a string stands: it is the property itself, or the value of its object."""
    if activity.type == "SetVariable" and key == "value":
        return for_variable(activity, scoped.variable(str(activity.settings.get("variableName"))))
    return wanted_at(activity, key)


def _what(activity: Activity, key: str) -> str:
    if activity.type == "SetVariable":
        return f'the value of variable "{activity.settings.get("variableName")}"'
    return f"{key} of {activity.type}"


def _dataset(reader: Reader, resource: Resource) -> Iterator[Complaint]:
    roots = {"dataset": loose_parameters_of(resource), "pipeline": ANY}
    return _plain(reader, resource, of_dataset(resource.properties), Scope(roots, absent=_IN_DATASETS))


def _linked_service(reader: Reader, resource: Resource) -> Iterator[Complaint]:
    roots = {"linkedservice": loose_parameters_of(resource), "pipeline": ANY}
    return _plain(reader, resource, of_linked_service(resource.properties), Scope(roots, absent=_IN_LINKED_SERVICES))


def _trigger(reader: Reader, resource: Resource) -> Iterator[Complaint]:
    roots = {**trigger_roots(str(resource.properties.get("type"))), "pipeline": ANY}
    return _plain(reader, resource, of_trigger(resource.properties), Scope(roots, absent=_IN_TRIGGERS))


def _plain(reader: Reader, resource: Resource, found: Iterable[Text], scope: Scope) -> Iterator[Complaint]:
    for one in found:
        for problem in reader.read(one, scope)[2]:
            yield Complaint(resource, one.path, problem)
    for path, problem in unevaluated(resource, ()):
        yield Complaint(resource, path, problem)


_ONLY_PIPELINES = dict.fromkeys(("activity", "variables", "item"), "only the activities of a pipeline can read it")
_IN_DATASETS: Mapping[str, str] = {
    **dict.fromkeys(
        ("activity", "variables", "item"), "declare a parameter, and let the activity pass the value to it"
    ),
    "linkedservice": "a dataset reads its own parameters: dataset().NAME",
    "trigger": "a trigger passes it to a pipeline, which passes it on",
    "triggerbody": "a trigger passes it to a pipeline, which passes it on",
}
_IN_LINKED_SERVICES: Mapping[str, str] = {
    **_ONLY_PIPELINES,
    "dataset": "a linked service reads its own parameters: linkedService().NAME",
    "trigger": "a linked service reads its own parameters: linkedService().NAME",
    "triggerbody": "a linked service reads its own parameters: linkedService().NAME",
}
_IN_TRIGGERS: Mapping[str, str] = {
    **_ONLY_PIPELINES,
    "dataset": "only the dataset itself can read it",
    "linkedservice": "only the linked service itself can read it",
    "triggerbody": "only a trigger that waits for an event has a body: trigger().scheduledTime, trigger().startTime",
}
_OTHERS = {DATASETS: _dataset, LINKED_SERVICES: _linked_service, TRIGGERS: _trigger}
