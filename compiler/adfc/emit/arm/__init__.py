"""The ARM backend: the templates that Microsoft's exporter would publish, shared by all targets."""

from collections.abc import Iterator, Mapping

from adfc.diagnostic import Problems
from adfc.emit.arm.export import arm_template
from adfc.emit.arm.findings import report
from adfc.emit.arm.linked import CONTAINER, master_data, part_data, parts
from adfc.emit.arm.options import ArmOptions
from adfc.emit.arm.standalone import is_too_large, standalone_parts
from adfc.emit.arm.targets import Shared, shared_template
from adfc.emit.arm.template import ArmResource, Json, Parameter, Place, Template, parameters_data, parameters_file
from adfc.emit.build import Build
from adfc.emit.json_text import json_text
from adfc.model import Artifact, Data, Factory

__all__ = [
    "TEMPLATE",
    "ArmOptions",
    "ArmResource",
    "Parameter",
    "Place",
    "Template",
    "arm_template",
    "artifacts",
    "complain",
    "exported_files",
]

TEMPLATE = "arm/ARMTemplateForFactory.json"


def artifacts(build: Build, problems: Problems) -> list[Artifact]:
    """Every file below `arm/`: what the exporter would write, each target's parameters, parts of a large template."""
    shared = shared_template(build)
    files = _exported(shared.template, build.factory.global_parameters)
    text = next(one.text for one in files if one.path == TEMPLATE)
    report(build, shared, len(text.encode()), problems)
    more = [_file(f"parameters/{target}.json", parameters_file(values)) for target, values in shared.values.items()]
    if is_too_large(shared.template, len(text.encode())):
        more += [_file(path, data) for path, data in _standalone(shared)]
    return [*files, *more]


def complain(build: Build, problems: Problems) -> None:
    """Add what `artifacts` complains about: it needs the template, and none of the other files."""
    shared = shared_template(build)
    report(build, shared, len(json_text(shared.template.data()).encode()), problems)


def exported_files(factory: Factory, options: ArmOptions) -> list[Artifact]:
    """The files that Microsoft's exporter would write for one factory, and no more."""
    return _exported(arm_template(factory, options), factory.global_parameters)


def _exported(template: Template, global_parameters: Mapping[str, Data]) -> list[Artifact]:
    told = f"globalParameters/{template.factory}_GlobalParameters.json"
    files = [
        ("ARMTemplateForFactory.json", template.data()),
        ("ARMTemplateParametersForFactory.json", parameters_data(template.parameters)),
        (told, dict(global_parameters)),
        *_linked(template),
    ]
    return [_file(path, data) for path, data in files]


def _file(path: str, data: Data) -> Artifact:
    return Artifact(f"arm/{path}", json_text(data))


def _linked(template: Template) -> Iterator[tuple[str, Data]]:
    """The linked templates by path; a factory without resources has none."""
    cut = parts(template)
    if not cut:
        return
    for index, part in enumerate(cut):
        yield f"linkedTemplates/ArmTemplate_{index}.json", part_data(template, part)
    yield "linkedTemplates/ArmTemplate_master.json", master_data(template, cut)
    yield "linkedTemplates/ArmTemplateParameters_master.json", parameters_data((*template.parameters, *CONTAINER))


def _standalone(shared: Shared) -> Iterator[tuple[str, Json]]:
    """The standalone parts by path, each with a parameter file for every target, and the order to deploy them in."""
    order = []
    for number, part in enumerate(standalone_parts(shared.template), start=1):
        name = f"part-{number:03}.json"
        yield f"parts/{name}", part.data
        for target, values in shared.values.items():
            mine = {one: values[one] for one in part.parameters if one in values}
            yield f"parts/parameters/{target}/{name}", parameters_file(mine)
        order.append({"template": name, "resources": part.resources, "parameters": len(part.parameters)})
    yield "parts/order.json", {"deployInThisOrder": order}
