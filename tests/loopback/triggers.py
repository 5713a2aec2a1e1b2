"""What becomes of triggers, and of change data captures, which start and stop alike.

Recorded: start and stop are done when they are answered (200, no body), the three words about subscriptions answer
200 with a status. Reported in issues: what a started trigger refuses, and what one in provisioning does. A guess: that
a start or a stop which changes nothing is no error, that a start does not subscribe what is not subscribed (it may, but
nobody should count on it), that every change of state is a new etag.
"""

from collections.abc import Iterator

from adfc.model import Data
from tests.loopback.messages import Answer, refusal
from tests.loopback.subscriptions import EVENT_TRIGGERS, Subscriptions

_WINDOW = {
    "TumblingWindowTriggerStartTimeUpdateNotAllowed": ("startTime",),
    "TumblingWindowTriggerFrequencyOrIntervalUpdateNotAllowed": ("frequency", "interval"),
}
"""What of a tumbling window never changes, by the code of the refusal (reported)."""


def is_event_trigger(trigger: dict[str, Data]) -> bool:
    """Whether it waits for events that it subscribes to."""
    return trigger["properties"]["type"] in EVENT_TRIGGERS


def untouchable(trigger: dict[str, Data], subscriptions: Subscriptions) -> Iterator[Answer]:
    """Why a trigger can't be put or deleted now."""
    if trigger["properties"].get("runtimeState") == "Started":
        message = "Cannot update enabled Trigger; the trigger needs to be disabled first. "
        yield refusal("TriggerEnabledCannotUpdate", message, trigger["id"])
    yield from _busy(trigger, subscriptions)


def unlike(trigger: dict[str, Data], properties: dict[str, Data]) -> Iterator[Answer]:
    """Why a trigger can't become what is put. The words are a guess, the codes are not."""
    old, new = trigger["properties"], properties
    if old["type"] != "TumblingWindowTrigger" or new.get("type") != old["type"]:
        return
    for code, keys in _WINDOW.items():
        for key in keys:
            if old["typeProperties"].get(key) != new.get("typeProperties", {}).get(key):
                yield refusal(code, f"{key} of a tumbling window trigger cannot be updated.", trigger["id"])


def act(trigger: dict[str, Data], action: str, subscriptions: Subscriptions) -> Answer | None:
    """Do what a POST asks of a trigger; None where there is no such thing."""
    match action.lower():
        case "start" | "stop" as word:
            return next(_busy(trigger, subscriptions), None) or _turned(trigger, word)
        case "subscribetoevents" | "unsubscribefromevents" as word if is_event_trigger(trigger):
            return next(_busy(trigger, subscriptions), None) or _subscribed(trigger, word, subscriptions)
        case "geteventsubscriptionstatus" if is_event_trigger(trigger):
            return _status(trigger, subscriptions)
    return None


def _turned(trigger: dict[str, Data], word: str) -> Answer:
    trigger["properties"]["runtimeState"] = "Started" if word == "start" else "Stopped"
    return Answer(200)


def _subscribed(trigger: dict[str, Data], word: str, subscriptions: Subscriptions) -> Answer:
    if word == "subscribetoevents":
        subscriptions.make(trigger["id"])
    else:
        subscriptions.remove(trigger["id"])
    return _status(trigger, subscriptions)


def _status(trigger: dict[str, Data], subscriptions: Subscriptions) -> Answer:
    return Answer(200, {"triggerName": trigger["name"], "status": subscriptions.status(trigger["id"])})


def _busy(trigger: dict[str, Data], subscriptions: Subscriptions) -> Iterator[Answer]:
    if is_event_trigger(trigger) and subscriptions.is_busy(trigger["id"]):
        yield refusal("BadRequest", "Resource cannot be updated during provisioning", trigger["id"])
