"""What the expressions of a pipeline can refer to, activity by activity."""

from collections.abc import Mapping

from adfc.expressions.infer import infer
from adfc.expressions.outputs import executed, filtered, looked_up, output_of, returned_by, run_of
from adfc.expressions.parser import parse
from adfc.expressions.scope import ACTIVITY, NOT_BEFORE, Scope, Seen
from adfc.expressions.syntax import ExpressionError
from adfc.expressions.types import ANY, Type, object_of, of_literal
from adfc.kinds import PIPELINES
from adfc.model import Data, Resource, name_in
from adfc.rules.activities import Activity, scopes
from adfc.rules.activities import Scope as Beside
from adfc.rules.expressions.ancestors import Order, only_when_skipped
from adfc.rules.expressions.declared import declared_types, parameters_of, pipeline_type
from adfc.rules.flow import row_of
from adfc.rules.survey import Survey
from adfc.rules.variables import is_return_value
from adfc.suggest import hint

_ABSENT: Mapping[str, str] = {
    "item": "it stands for an element inside a ForEach, and in the condition of a Filter",
    "dataset": "a dataset reads its own parameters: pass the value to it as one",
    "linkedservice": "a linked service reads its own parameters: pass the value to it as one",
    "trigger": "a trigger passes it to a parameter of the pipeline: pipeline().parameters.NAME",
    "triggerbody": "a trigger passes it to a parameter of the pipeline: pipeline().parameters.NAME",
}


class PipelineScopes:
    """The scopes of one pipeline's places."""

    def __init__(self, pipeline: Resource, beside: list[Beside], global_parameters: Type, survey: Survey) -> None:
        self.pipeline = pipeline
        self.order = Order()
        self.activities = [one for scope in beside for one in scope.activities]
        self.by_name = {one.name.lower(): one for one in reversed(self.activities)}
        self._survey = survey
        self._roots: Mapping[str, Type] = {"pipeline": pipeline_type(parameters_of(pipeline), global_parameters)}
        variables = declared_types(pipeline.properties.get("variables"))
        self._variables = {name.lower(): of for name, of in variables.items()}
        self._variable_names = tuple(variables)
        self._runs: dict[int, Type] = {}
        self._items: dict[int, Type] = {}
        self._roots_in: dict[int, Mapping[str, Type]] = {}

    def variable(self, name: str) -> Type | None:
        """The type of a variable, or None where none is declared."""
        return self._variables.get(name.lower())

    def scope(self, activity: Activity) -> Scope:
        """What the expressions of an activity can refer to."""
        key = id(activity.scope)
        if key not in self._roots_in:
            self._roots_in[key] = self._with_item(
                next((one for one in activity.containers if one.type == "ForEach"), None)
            )
        return self._scope(activity, self._roots_in[key])

    def condition(self, activity: Activity) -> Scope:
        """The same for the condition of a Filter, which looks at one element after another."""
        return self._scope(activity, self._with_item(activity))

    def _with_item(self, loop: Activity | None) -> Mapping[str, Type]:
        """What the references without arguments give, with `item()` where there is a loop."""
        return {**self._roots, "item": self.element(loop)} if loop else self._roots

    def _scope(self, activity: Activity, roots: Mapping[str, Type]) -> Scope:
        return Scope(roots, self._variables, self._variable_names, _SeenFrom(activity, self), _ABSENT)

    def element(self, loop: Activity) -> Type:
        """What `item()` gives inside a ForEach, and in the condition of a Filter."""
        key = id(loop)
        if key not in self._items:
            self._items[key] = ANY  # what a circle of activities finds
            self._items[key] = self._value(loop, loop.settings.get("items")).element or ANY
        return self._items[key]

    def _value(self, activity: Activity, value: Data) -> Type:
        text = value.get("value") if isinstance(value, dict) else value
        if isinstance(text, list):
            return of_literal(text)
        try:
            return infer(parse(text), self.scope(activity))[0] if isinstance(text, str) else ANY
        except ExpressionError:
            return ANY

    def run(self, activity: Activity) -> Type:
        """What `activity('x')` gives for an activity that has run."""
        key = id(activity)
        if key not in self._runs:
            self._runs[key] = run_of(activity.name, self._output(activity))
        return self._runs[key]

    def _output(self, activity: Activity) -> Type:
        if activity.type == "Filter":
            return filtered(activity.name, self.element(activity))
        if activity.type == "ExecutePipeline":
            return executed(activity.name, self._returned(activity))
        if activity.type == "Lookup":
            columns, is_all = row_of(self._survey, activity)
            return looked_up(activity.name, activity.settings, columns, is_all=is_all)
        return output_of(activity.type, activity.name, activity.settings)

    def _returned(self, activity: Activity) -> Type:
        """What the pipeline that an activity runs sets as its return value."""
        target = self._survey.graph.find(PIPELINES, name_in(activity.settings.get("pipeline")))
        return returned(target) if target else ANY


class _SeenFrom:
    """The activities of a pipeline as the expressions of one of them see them."""

    __slots__ = ("_activity", "_scopes")

    def __init__(self, activity: Activity, scopes: PipelineScopes) -> None:
        self._activity = activity
        self._scopes = scopes

    def find(self, name: str) -> Seen:
        """See `Activities`."""
        other = self._scopes.by_name.get(name.lower())
        if other is None:
            names = [one.name for one in self._scopes.by_name.values()]
            return Seen(ANY, ACTIVITY, f'the pipeline has no activity "{name}"', hint(name, names))
        if not self._scopes.order.has_run(other, self._activity):
            return Seen(ANY) if self._waits_for_nobody() else Seen(ANY, NOT_BEFORE, *self._too_early(other))
        if only_when_skipped(self._activity, other):
            missing = f'"{other.name}" was skipped when this runs: its output has no'
            return Seen(run_of(other.name, object_of({}, missing, NOT_BEFORE)))
        return Seen(self._scopes.run(other) if self._is_one_run(other) else ANY)

    def _is_one_run(self, other: Activity) -> bool:
        """Whether there is just one run of `other` to see. Nobody says what is seen of a loop's runs after it."""
        beside = (self._activity, *self._activity.containers)
        return other.scope.owner is self._activity or any(other.scope is one.scope for one in beside)

    def _waits_for_nobody(self) -> bool:
        """Whether a name in `dependsOn` is wrong here or around here: that is told, not what follows from it."""
        return any(
            wait.name.lower() not in one.scope.by_name
            for one in (self._activity, *self._activity.containers)
            for wait in one.dependencies
        )

    def _too_early(self, other: Activity) -> tuple[str, str]:
        mine = self._activity
        if other is mine:
            return f'"{mine.name}" reads its own output before it has run', "another activity after it can read it"
        if any(one is other for one in mine.containers):
            return f'"{other.name}" still runs: it is around "{mine.name}"', "only what stands after it can read it"
        if any(one is mine for one in other.containers):
            return f'"{other.name}" runs inside "{mine.name}", after this is evaluated', "read it inside, or after it"
        if fork := _fork(mine, other):
            message = f'"{other.name}" does not run when "{mine.name}" does: it is in another branch of "{fork.name}"'
            return message, f'read it in its own branch, or after "{fork.name}"'
        message = f'"{other.name}" may not have run yet: "{mine.name}" does not wait for it'
        return message, f"let {_waiting(mine, other)} wait for it: add it to its after (dependsOn in JSON)"


def _fork(mine: Activity, other: Activity) -> Activity | None:
    """The container in one branch of which the one activity stands, and in another branch the other."""
    branches = {id(one.scope.owner): one.scope for one in (mine, *mine.containers) if one.scope.owner}
    for one in (other, *other.containers):
        if branches.get(id(one.scope.owner), one.scope) is not one.scope:
            return one.scope.owner
    return None


def _waiting(mine: Activity, other: Activity) -> str:
    """The activity that should wait: the one beside the other, or beside a container of it."""
    scopes = {id(one.scope) for one in (other, *other.containers)}
    beside = next((one for one in (mine, *mine.containers) if id(one.scope) in scopes), mine)
    return f'"{beside.name}"'


def returned(pipeline: Resource) -> Type:
    """The return value of a pipeline, where the names in it are written out."""
    names: dict[str, Type] = {}
    for scope in scopes(pipeline):
        for one in scope.activities:
            if one.type == "SetVariable" and is_return_value(one):
                entries = one.settings.get("value")
                if not isinstance(entries, list):
                    return ANY
                names |= {str(entry.get("key")): ANY for entry in entries if isinstance(entry, dict)}
    if any("@" in name for name in names):
        return ANY
    return returned_by(pipeline.name, names)
