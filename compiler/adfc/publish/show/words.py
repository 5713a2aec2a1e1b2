"""What every way to show a plan says in the same words."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from adfc.model import Data
from adfc.publish.plan.model import Action, Change, Difference, Left, Plan, TriggerStep, Value
from adfc.source import Path

SIGNS = {Action.CREATE: "+", Action.UPDATE: "~", Action.REPLACE: "-/+", Action.DELETE: "-"}

FEW = 12
"""So many names are listed where they are no change."""

ROOM = 60
"""The most characters of a value in a line."""


def shown(text: str) -> str:
    """The text without what would move a terminal's cursor, hide or reorder: whoever made the factory wrote it."""
    return text if text.isprintable() else "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


def path_of(path: Path) -> str:
    """A path as a reader writes it; a name with other signs than letters and digits in it stands in brackets."""
    return shown("".join(_step(one) for one in path).removeprefix("."))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if step.replace("_", "").isalnum() else f'["{step}"]'


def pair(found: Difference, *, whole: bool = False) -> tuple[str, str]:
    """The old and the new value, each in a few words unless `whole`; empty for none.

    Of long texts and lists, the part from where on they differ.
    """
    old, new = found.old, found.new
    if whole:
        return _encoded(old), _encoded(new)
    if isinstance(old, str) and isinstance(new, str) and len(old + new) > ROOM:
        alike = max(0, _alike(old, new) - 20)
        before = "..." if alike else ""
        return _cropped(before + old[alike:]), _cropped(before + new[alike:])
    if isinstance(old, list) and isinstance(new, list) and len(_encoded([old, new])) > ROOM:
        alike = _alike(old, new)
        left = ["..."] if alike else []
        return _cropped(left + old[alike:]), _cropped(left + new[alike:])
    return _cropped(old), _cropped(new)


def _alike(first: Sequence[Data], second: Sequence[Data]) -> int:
    """How many signs, or values, both begin with."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(first, second, strict=False)))


def _encoded(value: Value) -> str:
    return "" if value is msgspec.UNSET else shown(msgspec.json.encode(value).decode())


def _cropped(value: Value) -> str:
    text = _encoded(value)
    return text if len(text) <= ROOM else f"{text[: ROOM - 4]} ..."


def totals(plan: Plan) -> str:
    """How many of each, in a line."""
    counts = [(len(plan.of(action)), f"to {action}") for action in Action]
    told = [f"{count} {word}" for count, word in counts if count or word in ("to create", "to update")]
    told.append(f"{plan.unchanged} unchanged")
    return ", ".join(told + ([f"{plan.unselected} changed and not selected"] if plan.unselected else []))


def nothing(plan: Plan, factory: str) -> str:
    """What is said of an empty plan; `factory` is how it is called there."""
    if plan.unselected:
        return f"nothing to do in what is selected: {plan.unselected} changed and not selected"
    return f"nothing to do: {factory} is as the specs say"


def place_of(change: Change) -> str:
    """Where a change is written; empty for nowhere."""
    return f"{change.place.file}:{change.place.line}" if change.place.file else ""


def trigger_words(step: TriggerStep) -> str:
    """What becomes of the state of a trigger."""
    if step.stop and step.start:
        return "stopped while this is published, then started again"
    if step.stop:
        return "stopped, then deleted" if not step.after else "stopped"
    return "started"


def about_left(plan: Plan, left: Sequence[Left]) -> Iterator[str]:
    """What is in the factory and not in the specs, in lines."""
    own = [one.title for one in left if one.owner == plan.project]
    others = sorted({one.owner for one in left} - {"", plan.project})
    if own:
        yield f"not in the specs any more, and deleted by --delete: {_listed(own)}"
    for other in others:
        yield f'of project "{other}", left alone: {_listed([one.title for one in left if one.owner == other])}'
    nobody = [one.title for one in left if not one.owner]
    if nobody:
        yield f"not of this project, left alone: {_listed(nobody)}"


def about_secrets(plan: Plan) -> Iterator[str]:
    """What publishing takes from the environment, in a line."""
    names = sorted({secret.parameter for one in plan.changes for secret in one.secrets})
    if names:
        yield f"secure parameters, taken from the environment when this is published: {_listed(names)}"


def about_unmarked(plan: Plan) -> Iterator[str]:
    """What would not be deleted for want of a mark, in a line."""
    if plan.unmarked:
        yield f"as the specs say, without the mark adfc:{plan.project} (--adopt sets it): {_listed(plan.unmarked)}"


def about_stateless(plan: Plan) -> Iterator[str]:
    """Which triggers nothing starts, in a line."""
    if plan.stateless:
        whose = "their specs say" if plan.stateless[1:] else "its spec says"
        yield f"left stopped (state: Started starts it), as {whose} no state: {_listed(plan.stateless)}"


def _listed(titles: Sequence[str]) -> str:
    rest = f" and {len(titles) - FEW} more" if len(titles) > FEW else ""
    return shown(", ".join(titles[:FEW])) + rest
