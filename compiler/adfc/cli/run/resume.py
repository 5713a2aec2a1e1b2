"""`adfc publish --resume` and `--abandon`: the end of a publish that was broken off."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adfc.cli.exits import SPEC_ERRORS, Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.live_factory import refusals
from adfc.cli.run.publishing import FINISH, Publishing, go
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.compile import find_project
from adfc.publish import Cloud
from adfc.publish.apply.journal import Journal, JournalError, journals
from adfc.publish.apply.standing import overtaken
from adfc.publish.azure import open_factory
from adfc.publish.plan import Plan
from adfc.publish.plan.file import UnknownPlanError, read_plan
from adfc.publish.plan.objections import missing_secrets
from adfc.publish.plan.secrets import values
from adfc.publish.snapshot import Live, read_live
from adfc.report.progress import progress


def resume(settings: Settings, target: str | None, cloud: Cloud) -> int:
    """Do what is left of a plan that was begun; the exit code."""
    with _taken_up(settings, target, cloud) as (journal, publishing):
        problems = overtaken(publishing.plan, publishing.live, goes_on=True)
        secrets, missing = values(publishing.plan.changes, os.environ)
        missing_secrets(missing, os.environ, problems)
        complain(settings, publishing.root, problems.found)
        if problems.found:
            say(f"nothing was changed; {FINISH}")
            return SPEC_ERRORS
        return go(settings, publishing, secrets, journal)


def abandon(settings: Settings, target: str | None, cloud: Cloud) -> int:
    """Start the triggers that a plan had stopped, and forget it; the exit code."""
    with _taken_up(settings, target, cloud) as (journal, publishing):
        return go(settings, publishing, {}, journal, gives_up=True)


@contextmanager
def _taken_up(settings: Settings, target: str | None, cloud: Cloud) -> Iterator[tuple[Journal, Publishing]]:
    """The journal that is meant, and its plan with the factory as it is now.

    Raises:
        Refusal: there is none, or it can't be told which, or its run lives.
    """
    home = find_project(settings.directory) or settings.directory.resolve()
    journal = _journal(settings, home, target)
    try:
        with journal.taken_up() as plan:
            if plan.where.endpoint != cloud.endpoint:
                message = f"what was begun is for {plan.where.endpoint}, and --cloud says {cloud.endpoint}"
                raise Refusal(message, f"--cloud {plan.where.endpoint}, if that is meant")
            yield journal, Publishing(plan, _live(settings, plan, cloud), cloud, home, home)
    except JournalError as error:
        raise Refusal("the publish is not broken off: it is at work", "wait for its end") from error
    except UnknownPlanError as error:
        raise Refusal(str(error), "take the version of adfc that began it") from error


def _live(settings: Settings, plan: Plan, cloud: Cloud) -> Live:
    with (
        refusals(settings),
        progress(f'reading "{plan.where.name}" from Azure'),
        open_factory(plan.where.factory, cloud) as client,
    ):
        return read_live(client, may_be_missing=bool(plan.create))


def _journal(settings: Settings, home: Path, target: str | None) -> Journal:
    """The one journal of the project, or of a target."""
    found = journals(home)
    if target is not None:
        found = [one for one in found if _target(one) == target]
    if not found:
        raise Refusal(f'no publish was broken off in "{settings.seen(home)}"', "adfc publish begins one")
    if len(found) > 1:
        targets = ", ".join(sorted(_target(one) for one in found))
        raise Refusal(f"several were broken off, of targets {targets}", "name one with --target")
    return found[0]


def _target(journal: Journal) -> str:
    try:
        return read_plan(journal.path.read_bytes(), str(journal.path)).target
    except (UnknownPlanError, OSError):
        return ""
