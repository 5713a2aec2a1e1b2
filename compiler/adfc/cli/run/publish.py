"""`adfc publish`: bring a live factory to what the specs say."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from adfc.cli.exits import GOOD, SPEC_ERRORS, USAGE, Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.consent import Consent, consent
from adfc.cli.run.factory_source import WrongSpecsError
from adfc.cli.run.live_factory import cloud_named, refusals
from adfc.cli.run.plan import make, shown
from adfc.cli.run.publishing import Publishing, carry_out, refuse_journal
from adfc.cli.run.resume import abandon, resume
from adfc.cli.run.screen import put, say
from adfc.cli.settings import Settings
from adfc.compile import find_project
from adfc.diagnostic import Problems, has_errors
from adfc.publish import Cloud
from adfc.publish.apply.journal import journal_of
from adfc.publish.apply.standing import overtaken
from adfc.publish.azure import open_factory
from adfc.publish.plan import Plan
from adfc.publish.plan.file import UnknownPlanError, read_plan
from adfc.publish.plan.objections import missing_secrets
from adfc.publish.plan.secrets import values
from adfc.publish.snapshot import Live, read_live
from adfc.report.progress import progress


def publish(settings: Settings, plan_file: str | None, yes: bool, **given: Any) -> int:
    """Publish; the exit code."""
    resumes, abandons = given.pop("resume"), given.pop("abandon")
    if sum((plan_file is not None, resumes, abandons)) > 1:
        raise Refusal("--plan, --resume and --abandon each say what is done", "leave all but one of them out")
    if plan_file is not None or resumes or abandons:
        _refuse_planning("--plan" if plan_file else "--resume" if resumes else "--abandon", given)
    if resumes or abandons:
        return (resume if resumes else abandon)(settings, given["target"], cloud_named(given["cloud"]))
    try:
        publishing = _planned(settings, **given) if plan_file is None else _read(settings, plan_file, given["cloud"])
        return _publish(settings, publishing, yes=yes, approved=plan_file is not None)
    except WrongSpecsError as error:
        return error.exit_code


def _publish(settings: Settings, publishing: Publishing, *, yes: bool, approved: bool) -> int:
    plan = publishing.plan
    if not settings.quiet:
        put(shown(settings, plan, "text"))
    if plan.is_empty:
        return GOOD
    secrets, missing = values(plan.changes, os.environ)
    problems = Problems()
    missing_secrets(missing, os.environ, problems)
    complain(settings, publishing.root, problems.found)
    if problems.found:
        return SPEC_ERRORS
    given = consent(plan, yes=yes, approved=approved)
    if given is Consent.REFUSED:
        say("nothing was changed")
        return USAGE
    if given is Consent.GIVEN_LATER:
        publishing = replace(publishing, live=_still(settings, publishing))
    return carry_out(settings, publishing, secrets)


def _planned(settings: Settings, **given: Any) -> Publishing:
    """What the command line asks for, planned now.

    Raises:
        WrongSpecsError: something speaks against it, and was shown.
    """
    planned = make(settings, **given)
    where = planned.plan.where
    refuse_journal(settings, journal_of(planned.source.home, where), where)
    complain(settings, planned.source.root, planned.problems.found)
    if has_errors(planned.problems.found):
        put(shown(settings, planned.plan, "text"))
        raise WrongSpecsError
    return Publishing(planned.plan, planned.live, planned.cloud, planned.source.root, planned.source.home)


def _read(settings: Settings, file: str, cloud: str) -> Publishing:
    """What a plan in a file says, if the factory is still as it was.

    Raises:
        WrongSpecsError: it is not, which was shown.
        Refusal: there is no such plan, or it is for another cloud.
    """
    plan = _plan_in(settings, file)
    known = cloud_named(cloud)
    _refuse_other_cloud(plan, known)
    home = find_project(settings.directory) or settings.directory.resolve()
    refuse_journal(settings, journal_of(home, plan.where), plan.where)
    publishing = Publishing(plan, Live(exists=False), known, home, home)
    return replace(publishing, live=_still(settings, publishing))


def _still(settings: Settings, publishing: Publishing) -> Live:
    """The factory as it is now, if that is as the plan found it.

    Raises:
        WrongSpecsError: it is not, which was shown.
    """
    plan = publishing.plan
    with (
        refusals(settings),
        progress(f'reading "{plan.where.name}" from Azure'),
        open_factory(plan.where.factory, publishing.cloud) as client,
    ):
        live = read_live(client, may_be_missing=bool(plan.create))
    problems = overtaken(plan, live, goes_on=False)
    complain(settings, publishing.root, problems.found)
    if problems.found:
        raise WrongSpecsError
    return live


def _plan_in(settings: Settings, file: str) -> Plan:
    path: Path = settings.directory / file
    try:
        return read_plan(path.read_bytes(), file)
    except OSError as error:
        raise Refusal(f'can\'t read "{file}": {error.strerror}', "make it with adfc plan --out FILE") from error
    except UnknownPlanError as error:
        raise Refusal(str(error), "make it anew with this version of adfc: adfc plan --out FILE") from error


def _refuse_other_cloud(plan: Plan, cloud: Cloud) -> None:
    """No token goes to a host that only a file names.

    Raises:
        Refusal: the plan is for another cloud than the command line.
    """
    if plan.where.endpoint != cloud.endpoint:
        message = f"the plan is for {plan.where.endpoint}, and --cloud says {cloud.endpoint}"
        raise Refusal(message, f"--cloud {plan.where.endpoint}, if that is meant")


def _refuse_planning(option: str, given: dict[str, Any]) -> None:
    """Where the plan is made already, nothing more can be said about it.

    Raises:
        Refusal: the command line does.
    """
    free = {"cloud", *(("target",) if option != "--plan" else ())}
    told = [name for name, value in given.items() if value and name not in free]
    if told:
        name = {"build": "from", "keep_states": "keep-trigger-state"}.get(told[0], told[0].replace("_", "-"))
        raise Refusal(f"--{name} says how a plan is made, and {option} has one", "leave one of them out")
