"""Secrets that stand in what is imported are not written again: each becomes a secure parameter of the deployment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from adfc.model import Data, Factory, Resource
from adfc.rules.secrets import is_literal
from adfc.source import Path

SECURE_STRING = "SecureString"

IsSecret = Callable[[Path, Data], bool]
"""Whether a `SecureString` stands for a secret, by its path in a resource's properties and its text, None if absent."""


Secrets = Mapping[tuple[str, str], Mapping[Path, str]]
"""By the key of a resource, the paths of its secrets to the parameters that they became."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A factory without its secrets."""

    factory: Factory
    secrets: Secrets


def _is_told(_: Path, text: Data) -> bool:
    return is_literal(text)


def withhold(factory: Factory, is_secret: IsSecret = _is_told) -> Withheld:
    """The factory with an empty text in every `SecureString` that holds a secret, named after its place.

    Asterisks, which is what the service shows in the place of a secret, are no secret and stay, unless `is_secret`
    says otherwise.
    """
    secrets = {}
    for one in factory.resources:
        paths = [path for path, text in _secure_strings(one.properties, ()) if is_secret(path, text)]
        found = {path: _parameter(one, path) for path in paths if path not in one.secure}
        if found:
            secrets[one.key] = found
    resources = tuple(_without(one, secrets[one.key]) if one.key in secrets else one for one in factory.resources)
    return Withheld(replace(factory, resources=resources), secrets)


def _without(resource: Resource, secrets: Mapping[Path, str]) -> Resource:
    properties = _emptied(resource.properties, secrets, ())
    return replace(resource, properties=properties, secure={**resource.secure, **secrets})


def _secure_strings(value: Data, path: Path) -> Iterator[tuple[Path, Data]]:
    if isinstance(value, dict):
        if value.get("type") == SECURE_STRING:
            yield path, value.get("value")
        for key, one in value.items():
            yield from _secure_strings(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _secure_strings(one, (*path, index))


def _emptied(value: Data, secrets: Mapping[Path, str], path: Path) -> Data:
    if path in secrets:
        return {"type": SECURE_STRING, "value": ""}
    if isinstance(value, dict):
        return {key: _emptied(one, secrets, (*path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_emptied(one, secrets, (*path, index)) for index, one in enumerate(value)]
    return value


def _parameter(resource: Resource, path: Path) -> str:
    """The name that ADF Studio's export gives such a parameter, with what is needed to make it the only one."""
    steps = [str(step) for step in path if step != "typeProperties"]
    return "_".join((resource.name, *(steps[-1:] if len(path) <= 2 else steps)))
