"""The secrets of a resource that is put: those that come from outside, and those that must not go out."""

import re
from collections.abc import Iterator, Mapping

from adfc.model import Data, Resource
from adfc.publish.plan.content import SECURE_STRING, is_secure
from adfc.publish.plan.model import Change, Secret
from adfc.rules.inline_secret import HOLDERS
from adfc.rules.secrets import is_literal, is_secret_name
from adfc.source import Path
from adfc.validate.adf.scalars import is_expression

_MACRO = re.compile(r"\$\([^()]+\)")
_NO_LETTER = re.compile(r"\W", re.ASCII)


def taken_from_outside(resource: Resource) -> tuple[Secret, ...]:
    """The secure parameters of a resource."""
    return tuple(Secret(path, name) for path, name in resource.secure.items())


def stand_ins(resource: Resource) -> Iterator[tuple[Path, str]]:
    """Paths of secrets that no secure parameter fills and that would do harm if they were sent, with what is wrong."""
    for path, text in _secrets(resource.properties, (), plain=resource.kind in HOLDERS):
        if path in resource.secure:
            continue
        if text is None or (isinstance(text, str) and not text.strip("*")):
            yield path, "has no text of its own, and would overwrite the one that is there"
        elif not is_expression(text):
            yield path, "stands in the specs, and would stand in plans and journals"


def variable_of(parameter: str) -> str:
    """A secure parameter's name as every shell can set it."""
    return _NO_LETTER.sub("_", parameter).upper()


def is_unset(value: str) -> bool:
    """Whether a variable holds the `$(NAME)` that Azure Pipelines leaves where it knows no variable of that name.

    https://learn.microsoft.com/azure/devops/pipelines/process/variables (macro syntax)
    """
    return _MACRO.fullmatch(value) is not None


def values(changes: tuple[Change, ...], env: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Change]]:
    """The secrets that the changes take, by parameter, and the parameters without a value, each with who needs it.

    The variable is called as the parameter, or as `variable_of` writes it where that is clear. What a pipeline left in
    the place of a variable is no value.
    """
    needed = {secret.parameter: one for one in changes for secret in one.secrets}
    spelt = [variable_of(name) for name in needed]
    found, missing = {}, {}
    for name, change in needed.items():
        other = variable_of(name)
        value = env.get(name) or (env.get(other) if spelt.count(other) == 1 else None)
        if value and not is_unset(value):
            found[name] = value
        else:
            missing[name] = change
    return found, missing


def filled(properties: Data, secrets: Mapping[Path, str], path: Path = ()) -> Data:
    """The properties with the texts of secrets by their paths."""
    if path in secrets:
        return {"type": SECURE_STRING, "value": secrets[path]}
    if isinstance(properties, dict):
        return {key: filled(one, secrets, (*path, key)) for key, one in properties.items()}
    if isinstance(properties, list):
        return [filled(one, secrets, (*path, index)) for index, one in enumerate(properties)]
    return properties


def _secrets(value: Data, path: Path, *, plain: bool) -> Iterator[tuple[Path, Data]]:
    """The texts of SecureStrings, None for those without; with `plain` also plain texts under the name of a secret."""
    if isinstance(value, dict):
        if is_secure(value) and path[:1] != ("parameters",):
            yield path, value.get("value")
        for key, one in value.items():
            if plain and is_secret_name(str(key)) and is_literal(one):
                yield (*path, key), one
            yield from _secrets(one, (*path, key), plain=plain)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _secrets(one, (*path, index), plain=plain)
