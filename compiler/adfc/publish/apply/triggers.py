"""Triggers started and stopped.

Those that listen to events take more: their subscription is removed before they stop, and made before they start, and
each takes its time (Microsoft's PrePostDeploymentScript.ps1 does the same, and waits for ever).

That to put such a trigger sets its subscription in the making too, and that it can't be started meanwhile, is a guess:
reports of `cannot be updated during provisioning` don't say what began it. So what is refused for that is tried again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from adfc.publish.apply.paths import trigger_path
from adfc.publish.apply.resources import accepted
from adfc.publish.apply.sender import Sender
from adfc.publish.plan.model import TriggerStep

PATIENCE = 300.0
"""Seconds that a subscription is waited for."""


class NotSubscribedError(Exception):
    """A subscription does not get where it should: the last that the service said of it."""

    def __init__(self, wanted: str, status: str) -> None:
        super().__init__(f"its subscription to events is {status}, not {wanted}, after {PATIENCE:.0f} seconds")


@dataclass(frozen=True, slots=True)
class Triggers:
    """Starts and stops the triggers of one factory."""

    sender: Sender

    def stop(self, step: TriggerStep) -> None:
        """Stop a trigger, unsubscribed from its events.

        Raises:
            AzureRefusedError: Azure does not.
            NotSubscribedError: it stays subscribed.
        """
        if step.unsubscribe:
            self._ask(step, "unsubscribeFromEvents")
            self._wait(step, "Disabled")
        self._ask(step, "stop")

    def start(self, step: TriggerStep) -> None:
        """Start a trigger, subscribed to its events.

        Raises:
            AzureRefusedError: Azure does not.
            NotSubscribedError: it does not get subscribed.
        """
        if step.subscribe:
            self._ask(step, "subscribeToEvents")
            self._wait(step, "Enabled")
        self._ask(step, "start")

    def _ask(self, step: TriggerStep, action: str) -> None:
        accepted(self.sender.send("POST", trigger_path(step.name, action)))

    def _wait(self, step: TriggerStep, wanted: str) -> None:
        status = ""
        for seconds in _pauses():
            answer = accepted(self.sender.send("POST", trigger_path(step.name, "getEventSubscriptionStatus")))
            status = str(answer.body.get("status")) if isinstance(answer.body, dict) else ""
            if status == wanted:
                return
            self.sender.tell(f"{step.title}: its subscription to events is {status}, and has to be {wanted}", seconds)
            self.sender.gate.rest(seconds)
        raise NotSubscribedError(wanted, status)


def _pauses() -> Iterator[float]:
    waited, pause = 0.0, 0.5
    while waited < PATIENCE:
        yield pause
        waited += pause
        pause = min(2 * pause, 15)
