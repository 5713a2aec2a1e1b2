"""The command line against the service without a network between them: in one process, and quick.

What `AzureFactory` sends goes straight to the service. So Microsoft's library is not tried here, and its repetition of
questions is not either; all else is the real thing, up to the files that a run leaves.
"""

import copy
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from azure.core.rest import HttpRequest

from adfc.cli.app import run
from adfc.publish import refusals
from adfc.publish.apply.gate import Gate
from adfc.publish.azure import AzureFactory
from adfc.publish.refusals import Answer
from tests.importing import factory_of
from tests.loopback import Azure, messages
from tests.loopback.azure import TOKEN
from tests.publishing import scene
from tests.publishing.scene import FACTORY, GROUP, SECRETS

URL = "https://localhost:1"
SUBSCRIBING = 0.005
"""Seconds that a subscription is in the making."""

_REST = Gate.rest

Seen = Callable[[messages.Request, bool], object]
"""Takes a request, and whether its effect is there."""


def empty() -> Azure:
    """Azure with an empty factory in it, and no limit to requests."""
    azure = Azure(URL, allowance=None)
    azure.shelf.subscriptions.seconds = SUBSCRIBING
    azure.hold(GROUP, factory_of({}))
    return azure


def saved(azure: Azure) -> bytes:
    """All that the service remembers."""
    with azure._lock:
        return pickle.dumps((azure.held, azure.shelf, azure.groups))


def restored(state: bytes) -> Azure:
    """The service as it was."""
    azure = empty()
    azure.held, azure.shelf, azure.groups = pickle.loads(state)
    return azure


def told(azure: Azure) -> dict[str, Any]:
    """What the factory holds, secrets too, by the id of each resource; and whether a started trigger is subscribed."""
    shown = {one["id"]: one["properties"] for held in azure.held[GROUP, FACTORY].values() for one in held}
    status = azure.shelf.subscriptions.status
    given = copy.deepcopy(azure.shelf.given)
    return {
        one.lower(): (properties, given.get(one.lower()), properties.get("runtimeState") == "Started" and status(one))
        for one, properties in shown.items()
    }


@contextmanager
def offline(azure: Azure, seen: Seen = lambda _, __: None) -> Iterator[None]:
    """Everything that is sent goes to this service; `seen` is told of it, before and after. Nobody waits long."""

    def sent(_: AzureFactory, request: HttpRequest, **__: object) -> Answer:
        parts = urlsplit(request.url)
        headers = {
            **{name.lower(): value for name, value in request.headers.items()},
            "authorization": f"Bearer {TOKEN}",
        }
        body = request.content
        text = body.decode() if isinstance(body, bytes) else body or ""
        asked = messages.Request(request.method, f"{parts.path}?{parts.query}", headers, str(text))
        seen(asked, False)
        answer = azure.answer(asked)
        seen(asked, True)
        if not answer.status:
            raise refusals.not_reached(URL, "Connection aborted.")
        return Answer(answer.status, answer.body, "", float(answer.headers.get("Retry-After", 0)))

    def rest(gate: Gate, seconds: float) -> None:
        _REST(gate, min(seconds, 2 * SUBSCRIBING))

    environment = {"ADFC_CLOUD": URL, **SECRETS}
    with (
        patch.object(AzureFactory, "_sent", sent),
        patch.object(Gate, "rest", rest),
        patch.dict(os.environ, environment),
    ):
        yield


def adfc(project: Path, *arguments: str) -> int:
    """The command line in a project."""
    return run(["-C", str(project), *arguments])


def first_edition(project: Path) -> bytes:
    """The factory after the first edition was published from the project, and one trigger started by hand."""
    azure = empty()
    scene.write(project, scene.first())
    with offline(azure):
        assert adfc(project, *scene.PUBLISH) == 0
    by_hand = next(one for one in azure.held[GROUP, FACTORY]["triggers"] if one["name"] == scene.STATELESS)
    by_hand["properties"]["runtimeState"] = "Started"
    return saved(azure)


def undisturbed(project: Path, before: bytes) -> Azure:
    """The service after the second edition was published over the first, with all that it was asked for."""
    azure = restored(before)
    scene.write(project, scene.second())
    with offline(azure):
        assert adfc(project, *scene.PUBLISH) == 0
    return azure


def lines(azure: Azure) -> list[str]:
    """Each request that the service was asked for, once, as `METHOD path`."""
    return list(dict.fromkeys(f"{one.method} {one.path}" for one in azure.seen))
