"""A publish is killed at every request, and taken up: what the factory is like then.

    python -m tests.publishing.deaths WAY FIRST STEP

A process without threads that forks: each child publishes and dies on the spot, with all its threads, when the service
gets a certain request, or has carried it out. Another child then takes it up. Prints what differs from an undisturbed
run, as JSON.
"""

import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from tests.loopback import Azure
from tests.loopback.messages import Request
from tests.publishing import offline, scene

DEAD, MISSED = 9, 8
"""Exit codes: it died as it should, or the request never came."""
JOURNAL = Path(".adfc/journal")


def main(way: str, first: int, step: int) -> None:
    """Kill and take up, beginning with the death of that number; every `step`th of them."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        before = offline.first_edition(project)
        whole = offline.undisturbed(project, before)
        wanted, state = offline.told(whole), Path(temporary) / "state"
        deaths = [(line, after) for line in offline.lines(whole) for after in (False, True)][first::step]
        found: list[str] = []
        for line, after in deaths:
            shutil.rmtree(project / JOURNAL, ignore_errors=True)
            ended = _forked(partial(_die, project, before, state, line, after))
            wrong = _report(project, state, wanted, way) if ended == DEAD else f"it ended with {ended}"
            found += [f"{'after' if after else 'before'} {line}: {wrong}"] if wrong else []
    sys.stdout.write(json.dumps({"deaths": len(deaths), "wrong": found}))


def _report(project: Path, state: Path, wanted: Any, way: str) -> str:
    """What is wrong after the death was taken up by another process; empty if nothing is."""
    report = state.with_name("report")
    report.write_text("an exception, which is on stderr")
    _forked(lambda: report.write_text(_taken_up(project, state.read_bytes(), wanted, way)) and 0)
    return report.read_text()


def _die(project: Path, before: bytes, state: Path, line: str, after: bool) -> int:
    azure = offline.restored(before)

    def seen(request: Request, has_effect: bool) -> None:
        if has_effect == after and f"{request.method} {request.path}" == line:
            state.write_bytes(offline.saved(azure))
            os._exit(DEAD)

    with offline.offline(azure, seen):
        offline.adfc(project, *scene.PUBLISH)
    return MISSED


def _taken_up(project: Path, state: bytes, wanted: Any, way: str) -> str:
    azure = offline.restored(state)
    with offline.offline(azure):
        code = WAYS[way](project, azure)
    left = [path.name for path in (project / JOURNAL).glob("*.json")]
    if code or left:
        return f"exit code {code}, journals {left}"
    told = offline.told(azure)
    return "; ".join(sorted(_short(one) for one in wanted.keys() | told.keys() if wanted.get(one) != told.get(one)))


def _resumed(project: Path, _: Azure) -> int:
    """Finish it; before its journal was begun there is nothing to finish, and after its end neither."""
    if any((project / JOURNAL).glob("*.json")):
        return offline.adfc(project, "publish", "--resume", "-q")
    return offline.adfc(project, *scene.PUBLISH)


def _given_up(project: Path, azure: Azure) -> int:
    """Give it up, which must start what was started, then publish again.

    The trigger that is deleted to be created again is missed where the death came in between.
    """
    if any((project / JOURNAL).glob("*.json")):
        there = {one["name"] for one in azure.held[scene.GROUP, scene.FACTORY]["triggers"]}
        code = offline.adfc(project, "publish", "--abandon", "-q")
        assert code == (0 if "window" in there else 3), code
        assert not dead(azure)
    return offline.adfc(project, *scene.PUBLISH)


def _lost(project: Path, azure: Azure) -> int:
    """Publish again where the journal is gone with its machine.

    The trigger whose spec says no state stays as the death left it. Where that is stopped, every plan names it, before
    and after; then it is started by hand, and must be all that differed.
    """
    shutil.rmtree(project / JOURNAL, ignore_errors=True)
    by_hand = next(one for one in azure.held[scene.GROUP, scene.FACTORY]["triggers"] if one["name"] == scene.STATELESS)
    stopped = by_hand["properties"]["runtimeState"] == "Stopped"
    before = _stateless(project)
    code = offline.adfc(project, *scene.PUBLISH)
    named = [f'trigger "{scene.STATELESS}"'] * stopped
    assert before == _stateless(project) == named, (before, named)
    assert (by_hand["properties"]["runtimeState"] == "Stopped") == stopped
    by_hand["properties"]["runtimeState"] = "Started"
    return code


def _stateless(project: Path) -> list[str]:
    """The triggers that a plan says are left stopped."""
    file = project / "plan.json"
    with redirect_stdout(StringIO()):
        assert offline.adfc(project, "plan", "--replace", "-q", "--out", file.name) == 0
    return list(json.loads(file.read_text())["plan"]["stateless"])


WAYS: dict[str, Callable[[Path, Azure], int]] = {"resume": _resumed, "abandon": _given_up, "lost": _lost}


def dead(azure: Azure) -> list[str]:
    """The triggers of the first edition that were started, are there, and do not work."""
    found = []
    specs = scene.first()["triggers"]
    for one in azure.held[scene.GROUP, scene.FACTORY]["triggers"]:
        was = specs.get(one["name"], {}).get("state")
        events = one["properties"]["type"] in {"BlobEventsTrigger", "CustomEventsTrigger"}
        is_deaf = events and azure.shelf.subscriptions.status(one["id"]) != "Enabled"
        if (was == "Started" or one["name"] == scene.STATELESS) and (
            one["properties"]["runtimeState"] != "Started" or is_deaf
        ):
            found.append(str(one["name"]))
    return found


def _forked(work: Callable[[], int]) -> int:
    """The exit code of a child that does the work."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _short(resource_id: str) -> str:
    return resource_id.partition("/factories/")[2]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
