"""Which factory a command about runs talks to. Its specs don't matter, so only `adfc.yml` is read."""

import os
from dataclasses import dataclass
from functools import partial

from adfc.cli.exits import Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.factory_source import WrongSpecsError
from adfc.cli.run.project import locate
from adfc.cli.settings import Settings
from adfc.configure.project import Project, Target, read_project
from adfc.configure.variables import Variables
from adfc.diagnostic import Problems
from adfc.files import PROJECT_FILE, Folder
from adfc.inputs import Inputs
from adfc.publish import FactoryId
from adfc.source import Path, Span
from adfc.suggest import hint

_OPTIONS = {"factory": "--factory", "resourceGroup": "--resource-group", "subscription": "--subscription"}
_WORDS = {"factory": "factory", "resourceGroup": "resource group", "subscription": "subscription"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line says of the place; empty where it says nothing."""

    target: str | None
    factory: str
    resource_group: str
    subscription: str

    def fields(self) -> dict[str, str]:
        """What it says, by the fields of a target."""
        told = {"factory": self.factory, "resourceGroup": self.resource_group, "subscription": self.subscription}
        return {name: value for name, value in told.items() if value}


def run_place(settings: Settings, told: Told) -> FactoryId:
    """The factory: as the command line says, and as the target of the project does where that says nothing.

    Raises:
        Refusal: there is no project and it is not all said, or the target does not say the rest.
        WrongSpecsError: `adfc.yml` is wrong, which was shown.
    """
    found = told.fields()
    if "subscription" not in found and {"factory", "resourceGroup"} <= found.keys() and told.target is None:
        found["subscription"] = os.environ.get("AZURE_SUBSCRIPTION_ID", "")
    if not all(found.get(name) for name in _OPTIONS):
        found = _of_target(settings, told.target, found)
    return FactoryId(found["subscription"], found["resourceGroup"], found["factory"])


def _of_target(settings: Settings, name: str | None, told: dict[str, str]) -> dict[str, str]:
    other = ", and not all of --factory, --resource-group and --subscription is said"
    root = locate(settings, other=other)
    problems = Problems()
    document = Inputs(Folder(root), problems).document(PROJECT_FILE)
    project = read_project(document, problems) if document else None
    target = _target(project, name) if project else None
    found = dict(told)
    if project and target:
        found |= _fields(project, target, told, problems)
    complain(settings, root, problems.found)
    if problems.found or target is None:
        raise WrongSpecsError
    return {field: found.get(field) or _missing(field, target.name) for field in _OPTIONS}


def _target(project: Project, name: str | None) -> Target:
    found = project.target(name) if name is not None else project.default
    if found is None:
        known = [one.name for one in project.targets]
        raise Refusal(f'there is no target "{name}"', hint(name or "", known))
    return found


def _fields(project: Project, target: Target, told: dict[str, str], problems: Problems) -> dict[str, str]:
    """What `adfc.yml` says of what the command line does not, its variables replaced."""
    variables = Variables(project, target, os.environ, problems)
    found = {}
    for name in _OPTIONS:
        if name in target.fields and name not in told:
            place = project.document.span((*target.path, name))
            found[name] = str(variables.replace(target.fields[name], partial(_at, place)))
    return found


def _missing(field: str, target: str) -> str:
    if field == "subscription" and os.environ.get("AZURE_SUBSCRIPTION_ID"):
        return os.environ["AZURE_SUBSCRIPTION_ID"]
    way_out = f"write {field}: under the target in {PROJECT_FILE}, or name it with {_OPTIONS[field]}"
    raise Refusal(f'target "{target}" names no {_WORDS[field]}', way_out)


def _at(place: Span, _: Path) -> Span:
    return place
