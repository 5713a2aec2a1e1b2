"""A plan as JSON: what `--out` writes, `--format json` shows and `--plan` reads, and what a journal keeps."""

from collections.abc import Iterator

import msgspec

from adfc import __version__
from adfc.model import Data
from adfc.publish.plan.model import Plan
from adfc.publish.snapshot import BY_SECTION

VERSION = 1
"""Of the form: grows when a field goes or changes its meaning; a reader refuses what it does not know."""


class UnknownPlanError(Exception):
    """What should be a plan is none, or one of a form that only another version of adfc knows."""


class _Version(msgspec.Struct, frozen=True):
    planVersion: Data = None  # noqa: N815 (as JSON calls it)


class _File(msgspec.Struct, frozen=True):
    planVersion: int  # noqa: N815 (as JSON calls it)
    adfc: str
    plan: Plan


def plan_text(plan: Plan) -> str:
    """The plan as JSON. It holds no secrets, only the names of the parameters that give them."""
    text = msgspec.json.encode(_File(VERSION, __version__, plan))
    return msgspec.json.format(text, indent=2).decode() + "\n"


def read_plan(text: bytes, name: str) -> Plan:
    """The plan in a file called `name`.

    Raises:
        UnknownPlanError: it is none of the one version that this reader knows.
    """
    try:
        version = msgspec.json.decode(text, type=_Version).planVersion
    except (msgspec.DecodeError, UnicodeDecodeError):
        version = None
    if version is None:
        raise UnknownPlanError(f'"{name}" is no plan')
    if type(version) is not int or version != VERSION:
        raise UnknownPlanError(f'"{name}" has version {version}, and only version {VERSION} is known')
    try:
        plan = msgspec.json.decode(text, type=_File).plan
    except msgspec.ValidationError as error:
        raise UnknownPlanError(f'"{name}" is no plan: {error}') from error
    bad = next(_impossible(plan), None)
    if bad is not None:
        raise UnknownPlanError(f'"{name}" is no plan of adfc: it is about {bad}')
    return plan


def _impossible(plan: Plan) -> Iterator[str]:
    """What in a plan no adfc wrote: a file may come from anywhere, and a name like `..` leads to another resource."""
    for one in plan.changes:
        if one.section not in BY_SECTION or not all(part.strip(".") for part in one.name.split("/")):
            yield f'"{one.section}/{one.name}"'
    names = (plan.where.subscription, plan.where.resource_group, plan.where.name, *(one.name for one in plan.triggers))
    yield from (f'"{one}"' for one in names if not one.strip("."))
