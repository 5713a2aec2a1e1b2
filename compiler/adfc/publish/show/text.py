"""A plan for a terminal or a log."""

from collections.abc import Callable, Iterator

from adfc.publish.plan.model import Action, Change, Plan
from adfc.publish.show.words import (
    SIGNS,
    about_left,
    about_secrets,
    about_stateless,
    about_unmarked,
    nothing,
    pair,
    path_of,
    place_of,
    shown,
    totals,
    trigger_words,
)

Paint = Callable[[str, str], str]
"""A text and the meaning of its colour, to the text as written."""

MEANINGS = {
    Action.CREATE: "added",
    Action.UPDATE: "changed",
    Action.REPLACE: "removed",
    Action.DELETE: "removed",
}


def as_text(plan: Plan, paint: Paint, *, whole: bool = False) -> str:
    """The plan in lines: what changes, which triggers stop, what is left alone, and how many of each.

    Long values are cut, unless they are to be shown `whole`.
    """
    lines = [*_head(plan), *_changes(plan, paint, whole=whole), *_triggers(plan), *_left(plan)]
    if plan.is_empty:
        return "\n".join([*lines, nothing(plan, plan.where.name)]) + "\n"
    return "\n".join([*lines, paint(totals(plan), "strong")]) + "\n"


def _head(plan: Plan) -> Iterator[str]:
    where = plan.where
    yield f"{where.name} in {where.resource_group}, project {plan.project}, target {plan.target}"
    yield ""
    if plan.create:
        yield f"  + the factory itself, in {plan.create}"


def _changes(plan: Plan, paint: Paint, *, whole: bool) -> Iterator[str]:
    for one in plan.changes:
        yield from _change(one, paint, whole=whole)
    if plan.changes or plan.create:
        yield ""


def _change(one: Change, paint: Paint, *, whole: bool) -> Iterator[str]:
    meaning = MEANINGS[one.action]
    place = place_of(one)
    yield f"  {paint(f'{SIGNS[one.action]} {shown(one.title)}', meaning)}{f'  {place}' if place else ''}"
    if one.note:
        yield f"      {paint(one.note, 'warning' if one.action is Action.REPLACE else 'strong')}"
    for found in one.differences:
        old, new = pair(found, whole=whole)
        if old and new:
            yield f"      {path_of(found.path)}: {old} -> {new}"
        else:
            sign = paint("+", "added") if new else paint("-", "removed")
            yield f"    {sign} {path_of(found.path)}: {new or old}"


def _triggers(plan: Plan) -> Iterator[str]:
    for one in plan.triggers:
        yield f"  {shown(one.title)}: {trigger_words(one)}"
    if plan.triggers:
        yield ""


def _left(plan: Plan) -> Iterator[str]:
    lines = [*about_left(plan, plan.left), *about_unmarked(plan), *about_stateless(plan), *about_secrets(plan)]
    yield from lines
    if lines:
        yield ""
