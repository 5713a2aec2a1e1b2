"""A resource of a factory by what somebody calls it."""

from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Factory, Resource
from adfc.provenance.paths import Miss
from adfc.suggest import hint, listed


def find_resource(factory: Factory, word: str) -> Resource | Miss:
    """The resource that `word` means: its name, or `section/name`, compared as ADF does, without case.

    A global parameter counts as a resource whose properties are its `type` and `value`.
    """
    everything = (*factory.resources, *_global_parameters(factory))
    found = [one for one in everything if word.lower() in (one.name.lower(), _full(one).lower())]
    if len(found) == 1:
        return found[0]
    if found:
        return Miss(f'"{word}" is the name of {len(found)} resources', listed([_full(one) for one in found]))
    names = [_full(one) if "/" in word else one.name for one in everything]
    return Miss(f'there is no resource "{word}"', hint(word, dict.fromkeys(names)))


def _full(resource: Resource) -> str:
    return f"{resource.kind.section}/{resource.name}"


def _global_parameters(factory: Factory) -> list[Resource]:
    return [
        Resource(GLOBAL_PARAMETERS, name, body, factory.origins[name])
        for name, body in factory.global_parameters.items()
        if isinstance(body, dict)
    ]
