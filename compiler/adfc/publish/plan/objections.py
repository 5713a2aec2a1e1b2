"""What speaks against a plan: all of it is said before anything is sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from adfc.diagnostic import Problems
from adfc.files import PROJECT_FILE
from adfc.publish.plan import marks
from adfc.publish.plan.decide import Decision
from adfc.publish.plan.model import Action, Change, titled
from adfc.publish.plan.secrets import is_unset, stand_ins, variable_of
from adfc.publish.plan.wanted import Ask, Net, live_needs
from adfc.publish.snapshot import BY_SECTION, Key, Live, LiveResource
from adfc.resolve.external import BUILT_IN
from adfc.source import Span
from adfc.validate.wanted import dotted


def object_to(chosen: Sequence[Decision], rest: Sequence[Decision], ask: Ask, net: Net, live: Live) -> Problems:
    """Complaints about the decisions: ADF901 to ADF903, ADF905 and ADF906.

    Args:
        chosen: about what is selected.
        rest: about what is not.
        ask: how to go about it.
        net: what the specs want.
        live: what there is.
    """
    problems = Problems()
    for one in chosen:
        if one.change:
            _secrets(one, problems)
            _replacement(one, one.change, ask, problems)
            _other_owner(one, ask, problems)
    _needs([one for one in chosen if one.change or ask.select], rest, net, live, problems)
    return problems


def missing_secrets(missing: Mapping[str, Change], env: Mapping[str, str], problems: Problems) -> None:
    """Add ADF900 for each secure parameter without a value in `env`."""
    for name, change in missing.items():
        other = variable_of(name)
        ways = name if name == other else f"{other} (or {name})"
        told = next((env[one] for one in (name, other) if is_unset(env.get(one, ""))), "")
        lack = f'is "{told}", as Azure Pipelines leaves a variable that it does not know' if told else "has no value"
        message = f'the secure parameter "{name}", which {change.title} takes, {lack}'
        problems.error("ADF900", message, change.place.span, f"set the variable {ways} in the environment")


def referred_to(doomed: Sequence[LiveResource], chosen: Iterable[Decision], live: Live, problems: Problems) -> None:
    """Add ADF904 for what is deleted, or deleted and created, while something that stays refers to it."""
    deleted: dict[Key, str] = {one.key: titled(one.kind, one.name) for one in doomed}
    put = {one.resource.key: one for one in chosen if one.change}
    replaced = {key: one.change.title for key, one in put.items() if one.change and one.change.action is Action.REPLACE}
    for one in live.resources.values() if deleted or replaced else ():
        gone = replaced if one.key in deleted else {**deleted, **replaced}
        for key in sorted((_needed(one, put) & gone.keys()) - {one.key}):
            _still_used(one, gone[key], put, problems)


def _needed(one: LiveResource, put: Mapping[Key, Decision]) -> set[Key]:
    """What a live resource will refer to once the changes are made."""
    if one.key not in put:
        return live_needs(one)
    return live_needs(LiveResource(one.kind, one.name, put[one.key].resource.properties))


def _still_used(user: LiveResource, title: str, put: Mapping[Key, Decision], problems: Problems) -> None:
    change = put[user.key].change if user.key in put else None
    place = change.place.span if change else Span(PROJECT_FILE, 1, 1, 1, 1)
    message = f"{title} can't be deleted: {titled(user.kind, user.name)}, which stays, refers to it"
    way_out = "take the reference away first, or keep it: --exclude"
    problems.error("ADF904", message, place, way_out)


def _secrets(one: Decision, problems: Problems) -> None:
    for path, what in stand_ins(one.resource):
        word = path[-1] if path else one.resource.name
        place = one.resource.origin.span(path)
        problems.error(
            "ADF901",
            f'the secret "{word}" of {titled(one.resource.kind, one.resource.name)} {what}',
            place,
            "{secret: NAME, vault: KEY VAULT}, or {secureParameter: NAME} and the variable NAME when you publish",
        )


def _replacement(one: Decision, change: Change, ask: Ask, problems: Problems) -> None:
    if change.action is Action.REPLACE and not ask.replace:
        changed = ", ".join(dotted(found.path[1:]) for found in change.differences if found.path[0] == "typeProperties")
        message = f"{change.title} can't be changed in place ({changed}): {change.note}"
        way_out = "if that is meant, say --replace; else give the trigger a new name, and a start from where on it runs"
        problems.error("ADF902", message, one.resource.origin.span((), key=True), way_out)


def _other_owner(one: Decision, ask: Ask, problems: Problems) -> None:
    if one.owner and not ask.adopt:
        message = f'{titled(one.resource.kind, one.resource.name)} belongs to project "{one.owner}"'
        way_out = "name it under external in adfc.yml, or take it over with --adopt"
        problems.error("ADF903", message, one.resource.origin.span((), key=True), way_out)


def _needs(chosen: Sequence[Decision], rest: Sequence[Decision], net: Net, live: Live, problems: Problems) -> None:
    """Add ADF905 for what is needed and nowhere, ADF906 for what is needed, changed and not selected."""
    unselected = {one.resource.key: one for one in rest}
    there = live.resources.keys() | {one.resource.key for one in chosen} | BUILT_IN
    for one in chosen:
        for key in net.needs(one.resource):
            if key in unselected and unselected[key].change:
                _unselected(one, unselected[key], key in there, problems)
            elif one.change and key not in there and key[0] != "globalParameters":
                _nowhere(one, key, problems)


def _unselected(one: Decision, other: Decision, is_there: bool, problems: Problems) -> None:
    name = titled(other.resource.kind, other.resource.name)
    title = titled(one.resource.kind, one.resource.name)
    place = one.resource.origin.span((), key=True)
    way_out = f'select what it needs too: --select "+{one.resource.name}"'
    if is_there:
        problems.warning("ADF906", f"{title} needs {name}, which changes too and is not selected", place, way_out)
    else:
        message = f"{title} needs {name}, which is not in the factory and not selected"
        problems.error("ADF905", message, place, way_out)


def _nowhere(one: Decision, key: Key, problems: Problems) -> None:
    title = titled(one.resource.kind, one.resource.name)
    message = f'{title} needs {BY_SECTION[key[0]].noun} "{key[1]}", which is not in the factory'
    way_out = "publish the project that owns it first"
    problems.error("ADF905", message, one.resource.origin.span((), key=True), way_out)


def foreign(chosen: Iterable[Decision]) -> Iterator[str]:
    """Titles of what is as it should be, and does not carry the mark."""
    for one in chosen:
        if one.unmarked and one.resource.kind in marks.MARKED:
            yield titled(one.resource.kind, one.resource.name)
