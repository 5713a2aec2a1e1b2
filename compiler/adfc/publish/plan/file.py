"""A plan as JSON: what `--out` writes, `--format json` shows and `--plan` reads, and what a journal keeps."""

import msgspec

from adfc import __version__
from adfc.model import Data
from adfc.publish.plan.model import Plan

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
        return msgspec.json.decode(text, type=_File).plan
    except msgspec.ValidationError as error:
        raise UnknownPlanError(f'"{name}" is no plan: {error}') from error
