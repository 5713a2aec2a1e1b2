"""What became of a plan, and what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adfc.diagnostic import Problems
from adfc.files import PROJECT_FILE
from adfc.publish.apply.resources import AzureRefusedError
from adfc.publish.client import RefusedError
from adfc.publish.plan.model import Action, Change, Place, Plan, TriggerStep
from adfc.publish.refusals import Answer
from adfc.source import Span

PAST = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.REPLACE: "replaced",
    Action.DELETE: "deleted",
}


@dataclass(slots=True)
class Outcome:
    """What became of a plan."""

    done: list[Change] = field(default_factory=list)
    failed: list[tuple[Change, Exception]] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    """What was not begun, because something that it needs failed, or the run ended early."""
    steps_failed: list[tuple[TriggerStep, Exception]] = field(default_factory=list)
    stopped: list[TriggerStep] = field(default_factory=list)
    """The triggers that are not started though they should be."""
    astray: list[TriggerStep] = field(default_factory=list)
    """Those of them that were started before: the journal is needed to remember that."""
    lost: list[TriggerStep] = field(default_factory=list)
    """The triggers that were deleted to be created again, where the plan was given up in between."""
    factory: Exception | None = None
    """Why the factory itself could not be made."""
    interrupted: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all was done."""
        return not (self.failed or self.undone or self.steps_failed or self.stopped or self.lost or self.factory)


def complaints(plan: Plan, outcome: Outcome) -> Problems:
    """What went wrong: ADF910 (a change was refused), ADF911 (a trigger is not as it should be)."""
    problems = Problems()
    if outcome.factory:
        _refused(f'factory "{plan.where.name}"', Action.CREATE, Place(""), outcome.factory, problems)
    for change, error in outcome.failed:
        _refused(change.title, change.action, change.place, error, problems)
    reasons = {step.key: error for step, error in outcome.steps_failed}
    for step in outcome.stopped:
        _stopped(step, reasons.pop(step.key, None), step in outcome.astray, problems)
    for step in outcome.lost:
        message = f"{step.title} is gone: it was deleted to be created again"
        problems.error("ADF911", message, _span(step.place), "adfc publish creates it")
    for step, error in outcome.steps_failed:
        if step.key in reasons:
            words, way_out = _told(error)
            problems.error("ADF911", f"{step.title} could not be stopped: {words}", _span(step.place), way_out)
    return problems


def summary(outcome: Outcome) -> str:
    """How many of each, in a line."""
    counts = [(sum(one.action is action for one in outcome.done), word) for action, word in PAST.items()]
    told = [f"{count} {word}" for count, word in counts if count]
    told += [f"{len(outcome.failed)} refused"] * bool(outcome.failed)
    told += [f"{len(outcome.undone)} not done"] * bool(outcome.undone)
    return ", ".join(told) or "no resource changed"


def about_undone(outcome: Outcome) -> Iterator[str]:
    """What was not done, in lines."""
    for one in outcome.undone:
        yield f"  not done: {one.action} {one.title}"


def _refused(title: str, action: Action, place: Place, error: Exception, problems: Problems) -> None:
    words, way_out = _told(error)
    problems.error("ADF910", f"Azure did not {action} {title}: {words}", _span(place), way_out)


def _stopped(step: TriggerStep, error: Exception | None, is_astray: bool, problems: Problems) -> None:
    reason, told = _told(error) if error else ("what it runs was not published", "")
    message = f"{step.title} is stopped, and should be started: {reason}"
    way_out = "adfc publish --resume tries again" if is_astray else "publish again when that is put right"
    problems.error("ADF911", message, _span(step.place), "\n".join(one for one in (way_out, told) if one))


def _told(error: Exception) -> tuple[str, str]:
    """What is wrong, and the way out."""
    if isinstance(error, AzureRefusedError):
        answer = error.answer
        words = ": ".join(one for one in (answer.code, answer.message.strip()) if one) or f"HTTP {answer.status}"
        return words, "\n".join(one for one in (_way_out(answer), _request(answer)) if one)
    if isinstance(error, RefusedError):
        return error.message, error.way_out
    return str(error) or type(error).__name__, ""


def _way_out(answer: Answer) -> str:
    if answer.status == 403:
        return "ask for the role Data Factory Contributor on the factory or its resource group"
    if answer.code == "TriggerEnabledCannotUpdate":
        return "somebody started it in the meantime: publish again"
    if answer.status == 429:
        return "all who write to the subscription share one allowance: publish again in some minutes"
    return ""


def _request(answer: Answer) -> str:
    return f"Azure support finds it by the correlation id {answer.request_id}" if answer.request_id else ""


def _span(place: Place) -> Span:
    return place.span if place.file else Span(PROJECT_FILE, 1, 1, 1, 1)
