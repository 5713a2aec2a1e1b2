"""What is to be said about a template that all targets share: values that had to stay, and the room left."""

from adfc.adf.limits import LIMITS
from adfc.diagnostic import Problems
from adfc.emit.arm.expressions import resource_id
from adfc.emit.arm.targets import Shared
from adfc.emit.build import Build
from adfc.source import Path, Span

NEAR = 0.8
"""The part of a limit from which a warning is worth reading."""


def report(build: Build, shared: Shared, size: int, problems: Problems) -> None:
    """Add ADF481 and ADF482 (what differs and is no parameter), and ADF483 to ADF485 (limits near or passed).

    Args:
        build: what is built.
        shared: its template.
        size: of the template's text in bytes.
        problems: takes the findings.
    """
    for key, path in shared.left:
        _left(build, key, path, problems)
    _count(build, len(shared.template.parameters), problems)
    if size > LIMITS["templateSize"].figure or len(shared.template.resources) > LIMITS["templateResources"].figure:
        message = f"the ARM template is too large for one deployment: {size:,} bytes"
        more = f"{message}, {len(shared.template.resources)} resources"
        problems.warning("ADF485", more, build.where(()), "deploy build/arm/parts/ in the order of its order.json")


def _left(build: Build, key: str, path: Path, problems: Problems) -> None:
    resource = next(
        (
            one
            for factory in build.factories.values()
            for one in factory.resources
            if resource_id(one.kind.collection, one.name) == key
        ),
        None,
    )
    span: Span = resource.origin.span(path[1:]) if resource else build.where(())
    what = f'{resource.kind.noun} "{resource.name}"' if resource else "the factory"
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if build.options.parameters == "microsoft":
        message = f'"{name}" of {what} differs between targets, and the ARM template has only that of "{build.target}"'
        problems.warning("ADF482", message, span, "write arm: {parameters: both} in adfc.yml")
    else:
        message = f'"{name}" of {what} is another secret in another target, and no parameter can choose between them'
        problems.error("ADF481", message, span, "write it alike in every target: a deployment gives the value")


def _count(build: Build, count: int, problems: Problems) -> None:
    most = LIMITS["templateParameters"].figure
    if count > most:
        message = f"the ARM template has {count} parameters; Resource Manager takes {most}"
        problems.error("ADF484", message, build.where(("arm",)), "a secret in a Key Vault needs no secure parameter")
    elif count >= NEAR * most:
        message = f"the ARM template has {count} of the {most} parameters that Resource Manager takes"
        problems.warning("ADF483", message, build.where(("arm",)), "arm: {parameters: differences} makes fewer")
