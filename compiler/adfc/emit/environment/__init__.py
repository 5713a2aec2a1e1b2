"""The environment backend: one ARM template of what a factory needs around it, for all targets."""

from adfc.adf.limits import LIMITS
from adfc.diagnostic import Problems
from adfc.emit.arm.template import parameters_file
from adfc.emit.build import Build
from adfc.emit.environment.page import page
from adfc.emit.environment.shared import Shared, shared_template
from adfc.emit.json_text import json_text
from adfc.kinds import FACTORY_ITSELF
from adfc.model import Artifact, Data

__all__ = ["TEMPLATE", "artifacts", "complain"]

TEMPLATE = "environment/azuredeploy.json"


def artifacts(build: Build, problems: Problems) -> list[Artifact]:
    """The template, a parameter file for each target, and who is granted what: of a factory that declares any."""
    shared = shared_template(build)
    _report(build, shared, problems)
    files = [_file("azuredeploy.json", shared.template)]
    files += [_file(f"parameters/{target}.json", parameters_file(values)) for target, values in shared.values.items()]
    return [*files, Artifact("environment/roles.md", page(build))]


def complain(build: Build, problems: Problems) -> None:
    """Add what `artifacts` complains about."""
    _report(build, shared_template(build), problems)


def _report(build: Build, shared: Shared, problems: Problems) -> None:
    """Add ADF486 for what differs and can't be a parameter, ADF484 for more parameters than there may be."""
    count, most = len(shared.template["parameters"]), LIMITS["templateParameters"].figure
    if count > most:
        message = f"the environment's template has {count} parameters; Resource Manager takes {most}"
        problems.error("ADF484", message, build.where(()), "declare less, or let less differ between targets")
    for piece, found in shared.left:
        part = next(one for one in build.factory.environment if one.key == piece.key)
        word = next((str(step) for step in reversed(found.path) if isinstance(step, str)), "")
        what = "the factory" if part.kind is FACTORY_ITSELF else f'{part.kind.noun} "{part.name}"'
        message = f'"{word}" of {what} differs between targets in what only a deployment knows'
        problems.error("ADF486", message, part.origin.span((), key=True), "write it alike in every target")


def _file(path: str, data: Data) -> Artifact:
    return Artifact(f"environment/{path}", json_text(data))
