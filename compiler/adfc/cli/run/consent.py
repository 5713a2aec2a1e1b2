"""Whether a plan may be carried out: a terminal is asked, a pipeline has to say so before."""

import os
import sys
from collections.abc import Mapping
from enum import Enum, auto

import click

from adfc.cli.exits import Refusal
from adfc.publish.plan import Action, Plan

MOST = 10
"""So many deletions and replacements go without a word where nobody can be asked."""

IN_CI = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "BUILD_BUILDID", "JENKINS_URL")
"""Variables that mean that nobody is there, whatever the streams look like."""


class Consent(Enum):
    """What may become of a plan."""

    GIVEN = auto()
    GIVEN_LATER = auto()
    """Somebody thought about it, and the factory may have moved on in the meantime."""
    REFUSED = auto()


def consent(plan: Plan, *, yes: bool, approved: bool) -> Consent:
    """Whether to carry out a plan.

    Args:
        plan: which was shown.
        yes: whether the command line says so.
        approved: whether the plan comes from a file, and was looked at before.

    Raises:
        Refusal: it deletes much, and nobody can be asked.
    """
    lost = len(plan.of(Action.DELETE)) + len(plan.of(Action.REPLACE))
    if yes or (approved and lost <= MOST):
        return Consent.GIVEN
    if _somebody_is_there(os.environ):
        agrees = click.confirm(f"publish this to {plan.where.name}?", err=True)
        return Consent.GIVEN_LATER if agrees else Consent.REFUSED
    if lost > MOST:
        message = f"{lost} resources would be deleted or replaced, which is more than {MOST}, and nobody can be asked"
        raise Refusal(message, "look at them with adfc plan, then say --yes")
    return Consent.GIVEN


def _somebody_is_there(env: Mapping[str, str]) -> bool:
    told = any(env.get(name, "").lower() not in ("", "0", "false") for name in IN_CI)
    return sys.stdin.isatty() and sys.stderr.isatty() and not told
