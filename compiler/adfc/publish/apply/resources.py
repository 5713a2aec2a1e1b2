"""Resources put and deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from adfc.model import Data
from adfc.publish.apply.paths import path_of
from adfc.publish.apply.sender import Sender
from adfc.publish.plan.model import Action, Change
from adfc.publish.plan.secrets import filled
from adfc.publish.refusals import Answer
from adfc.publish.snapshot import Key


class AzureRefusedError(Exception):
    """Azure does not do it: its answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code or str(answer.status))
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Resources:
    """Makes changes to the resources of one factory."""

    sender: Sender
    secrets: Mapping[str, str]
    """Text by the name of the secure parameter. It goes into the request, and nowhere else."""
    gone: set[Key] = field(default_factory=set)
    """What is deleted, and not created again yet."""

    def make_factory(self, region: str) -> None:
        """Make the factory itself, with an identity of its own.

        Raises:
            AzureRefusedError: Azure does not.
        """
        self._put("", {"location": region, "identity": {"type": "SystemAssigned"}, "properties": {}})

    def change(self, change: Change) -> None:
        """Make a change.

        Raises:
            AzureRefusedError: Azure does not. A resource that was to be replaced is `gone` then, or still there.
        """
        path = path_of(change.kind, change.name)
        if change.action in (Action.DELETE, Action.REPLACE):
            accepted(self.sender.send("DELETE", path))
            self.gone.add(change.key)
        if change.action is not Action.DELETE:
            texts = {one.path: self.secrets[one.parameter] for one in change.secrets}
            self._put(path, {"properties": filled(change.body, texts) if texts else change.body})
            self.gone.discard(change.key)

    def _put(self, path: str, body: Data) -> None:
        accepted(self.sender.send("PUT", path, msgspec.json.encode(body)))


def accepted(answer: Answer) -> Answer:
    """The answer, where Azure does what is asked.

    Raises:
        AzureRefusedError: it does not.
    """
    if not 200 <= answer.status < 300:
        raise AzureRefusedError(answer)
    return answer
