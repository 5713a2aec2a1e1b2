"""`adfc plan`: what it takes to bring a live factory to what the specs say."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adfc.cli.exits import CHANGES, GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.factory_source import FactorySource, WrongSpecsError, of_build, of_project
from adfc.cli.run.live_factory import cloud_named, place_of, refusals
from adfc.cli.run.screen import put, say, wants_color
from adfc.cli.settings import Settings
from adfc.diagnostic import Diagnostic, Problems, has_errors
from adfc.publish import Cloud, NoFactoryError
from adfc.publish.apply.journal import journal_of
from adfc.publish.azure import open_factory
from adfc.publish.plan import Ask, Plan, UnmetError, Where, plan_for
from adfc.publish.plan.file import plan_text
from adfc.publish.show import as_markdown, as_text
from adfc.publish.snapshot import BY_SECTION, Live, read_live
from adfc.report.paint import painter
from adfc.report.progress import progress


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what it was made of."""

    plan: Plan
    live: Live
    problems: Problems
    source: FactorySource
    cloud: Cloud


def plan(settings: Settings, plan_format: str, out: str | None, exit_code: bool, **given: Any) -> int:
    """Show the plan; the exit code."""
    try:
        planned = make(settings, **given)
    except WrongSpecsError as error:
        return error.exit_code
    complain(settings, planned.source.root, planned.problems.found)
    put(shown(settings, planned.plan, plan_format, planned.problems.found), for_machines=plan_format != "text")
    if journal_of(planned.source.home, planned.plan.where).path.exists():
        say(f"a publish to {planned.plan.where.name} was begun and is not finished")
    if has_errors(planned.problems.found):
        return SPEC_ERRORS
    if out is not None:
        _keep(settings, out, planned.plan)
    return CHANGES if exit_code and not planned.plan.is_empty else GOOD


def make(
    settings: Settings, *, cloud: str, subscription: str, resource_group: str, create: str, **given: Any
) -> Planned:
    """The plan that the command line asks for.

    Raises:
        WrongSpecsError: there are errors in the specs, which were shown.
        Refusal: the command line is wrong.
        ServiceRefusal: Azure does not give the factory.
    """
    source = source_of(settings, given.pop("build"), given.pop("target"), _told(subscription, resource_group))
    known = cloud_named(cloud)
    place = place_of(source, subscription, resource_group)
    where = Where(known.endpoint, place.subscription, place.resource_group, place.name)
    live = _read(settings, known, where, create)
    try:
        found, problems = plan_for(source.wanted, live, where, ask_of(**given), create)
    except UnmetError as error:
        raise Refusal(str(error), error.way_out) from error
    return Planned(found, live, problems, source, known)


def source_of(settings: Settings, build: str | None, target: str | None, told: Sequence[str]) -> FactorySource:
    """The wanted factory: of the specs, or of a build folder."""
    return of_project(settings, target, told) if build is None else of_build(settings, build, target, told)


def ask_of(*, select: Sequence[str], exclude: Sequence[str], delete_unmarked: Sequence[str], **flags: bool) -> Ask:
    """How to go about it, by the options."""
    kinds = frozenset(BY_SECTION[section] for section in delete_unmarked)
    return Ask(tuple(select), tuple(exclude), delete_unmarked=kinds, **flags)


def shown(settings: Settings, found: Plan, plan_format: str, wrong: Sequence[Diagnostic] = ()) -> str:
    """The plan in a format, in Markdown with what is wrong with it: that is for readers who see nothing else."""
    if plan_format == "json":
        return plan_text(found)
    if plan_format == "markdown":
        return as_markdown(found, wrong)
    paint = painter(wants_color(sys.stdout, os.environ, no_color=settings.no_color))
    return as_text(found, paint, whole=settings.verbose)


def _told(subscription: str, resource_group: str) -> list[str]:
    given = {"subscription": subscription, "resourceGroup": resource_group}
    return [name for name, value in given.items() if value]


def _read(settings: Settings, cloud: Cloud, where: Where, create: str) -> Live:
    try:
        with (
            refusals(settings),
            progress(f'reading "{where.name}" from Azure'),
            open_factory(where.factory, cloud) as client,
        ):
            return read_live(client, may_be_missing=bool(create))
    except Refusal as error:
        if isinstance(error.__cause__, NoFactoryError):
            error.way_out = f"--create REGION makes it; {error.way_out}"
        raise


def _keep(settings: Settings, out: str, found: Plan) -> None:
    """Write a plan to a file that only its owner can read.

    Raises:
        Refusal: it can't be written.
    """
    path = settings.directory / out
    try:
        write_private(path, plan_text(found))
    except OSError as error:
        raise Refusal(
            f'can\'t write "{settings.seen(path.resolve())}": {error.strerror}', "name another file"
        ) from error
    if not settings.quiet:
        say(f"kept in {settings.seen(path.resolve())}; adfc publish --plan {out} does exactly this")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read: it tells how a factory is made."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
