"""A factory as one ARM template: drafts, parameters in two passes, dependencies."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adfc.emit.arm.activities import Endpoints
from adfc.emit.arm.builtin_definition import BUILTIN_DEFINITION
from adfc.emit.arm.definition import apply_definition, rules_for
from adfc.emit.arm.depends import ids_of, references_in
from adfc.emit.arm.draft import Draft, factory_draft, global_parameters_draft, resource_draft
from adfc.emit.arm.expressions import FACTORY_ID
from adfc.emit.arm.options import ArmOptions
from adfc.emit.arm.parameters import Parameters
from adfc.emit.arm.secrets import hide_secrets, hide_secure
from adfc.emit.arm.template import FACTORY_TYPE, ArmResource, Parameter, Template
from adfc.kinds import DATA_FLOWS, LINKED_SERVICES
from adfc.model import Factory, Resource, tree_order

Further: TypeAlias = Callable[[Sequence[Draft], Parameters], None]


def arm_template(factory: Factory, options: ArmOptions) -> Template:
    """The template that Microsoft's exporter would make of `factory`, resources in the order of a Git tree.

    Nothing of `factory` is changed or shared with the template.
    """
    return template_of(factory, drafts_of(factory, options), options)


def template_of(
    factory: Factory, drafts: Sequence[Draft], options: ArmOptions, further: Further = lambda *_: None
) -> Template:
    """The template of drafts, which are finished in place.

    Args:
        factory: whose template it is.
        drafts: of its resources, in order.
        options: as for `arm_template`.
        further: a pass of the caller's own over drafts and parameters, after the exporter's two.
    """
    references = [references_in(draft.properties) for draft in drafts]
    parameters = _find_parameters(factory, drafts, options)
    further(drafts, parameters)
    owner = (FACTORY_ID,) if options.include_factory else ()
    resources = [
        _resource(draft, (*owner, *draft.parents, *ids_of(found)))
        for draft, found in zip(drafts, references, strict=True)
    ]
    return Template(factory.name, parameters.all(), tuple(resources))


def drafts_of(factory: Factory, options: ArmOptions) -> list[Draft]:
    """The resources of a template on their way into it, in the order of a Git tree."""
    endpoints = endpoints_of(factory)
    drafts = [resource_draft(one, endpoints) for one in sorted(factory.resources, key=tree_order)]
    if options.include_factory:
        drafts.append(factory_draft(factory))
    if options.include_global_parameters:
        drafts.append(global_parameters_draft(factory))
    return drafts


def _find_parameters(factory: Factory, drafts: Sequence[Draft], options: ArmOptions) -> Parameters:
    """Put every parameter in its place in `drafts`: first all secrets, then what the definition asks for."""
    parameters = Parameters(Parameter("factoryName", "string", (), "Data Factory name", (factory.name,)))
    for draft in drafts:
        if draft.type == LINKED_SERVICES.arm_type:
            hide_secrets(draft, parameters)
        hide_secure(draft, parameters)
    definition = BUILTIN_DEFINITION if options.definition is None else options.definition
    for draft in drafts:
        apply_definition(rules_for(definition, draft), draft, parameters)
    return parameters


def _resource(draft: Draft, depends_on: tuple[str, ...]) -> ArmResource:
    body = dict(draft.body)
    return ArmResource(
        id=draft.id,
        name=draft.name,
        type=draft.type,
        properties=body.pop("properties"),
        depends_on=() if draft.type == FACTORY_TYPE else depends_on,
        secrets=tuple(draft.secrets),
        settings=tuple(draft.settings),
        prefix=draft.prefix,
        extra=body,
    )


def endpoints_of(factory: Factory) -> Endpoints:
    """What names the sources, then the sinks, of each data flow of the factory."""
    flows = {one.name: one for one in factory.of(DATA_FLOWS)}
    return lambda name: _endpoints(flows[name]) if name in flows else ()


def _endpoints(flow: Resource) -> tuple[str, ...]:
    """The names of the sources, then of the sinks, of a data flow."""
    settings = flow.properties.get("typeProperties")
    lists = [settings.get("sources"), settings.get("sinks")] if isinstance(settings, dict) else []
    ends = [end for one in lists if isinstance(one, list) for end in one]
    return tuple(end["name"] for end in ends if isinstance(end, dict) and isinstance(end.get("name"), str))
