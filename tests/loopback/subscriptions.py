"""The subscriptions of event triggers: made and removed in their own time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

EVENT_TRIGGERS = ("BlobEventsTrigger", "CustomEventsTrigger")

_ENDS = {"Provisioning": "Enabled", "Deprovisioning": "Disabled"}


@dataclass(slots=True)
class Subscriptions:
    """By the id of the trigger, in lower case."""

    seconds: float = 0
    """How long one is in the making."""
    clock: Callable[[], float] = monotonic
    _held: dict[str, tuple[str, float]] = field(default_factory=dict)
    """The last word said of each, and when."""

    def status(self, trigger: str) -> str:
        """`Enabled`, `Disabled`, or on the way to either."""
        word, since = self._held.get(trigger.lower(), ("Deprovisioning", -self.seconds))
        return word if self.clock() - since < self.seconds else _ENDS[word]

    def make(self, trigger: str) -> None:
        """Begin to subscribe, unless that is done already."""
        if self.status(trigger) != "Enabled":
            self._held[trigger.lower()] = ("Provisioning", self.clock())

    def remake(self, trigger: str) -> None:
        """Begin anew: what is subscribed to may have changed."""
        self._held[trigger.lower()] = ("Provisioning", self.clock())

    def remove(self, trigger: str) -> None:
        """Begin to unsubscribe, unless that is done already."""
        if self.status(trigger) != "Disabled":
            self._held[trigger.lower()] = ("Deprovisioning", self.clock())

    def is_busy(self, trigger: str) -> bool:
        """Whether it is on its way."""
        return self.status(trigger) in _ENDS

    def forget(self, trigger: str) -> None:
        """The trigger is gone."""
        self._held.pop(trigger.lower(), None)
