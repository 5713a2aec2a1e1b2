"""The variables that a text of a spec names, and where their values were written."""

from collections.abc import Iterator

from adfc.configure.spec import holds
from adfc.configure.variables import PLACEHOLDER
from adfc.model import Data
from adfc.provenance.cause import Cause
from adfc.provenance.scope import Scope
from adfc.source import Path


def variables(text: str, rest: Path, scope: Scope, seen: tuple[str, ...] = ()) -> Iterator[Cause]:
    """The causes behind a text as written: each variable in it, followed by those that its own value names.

    Args:
        text: the text.
        rest: where the value stands inside that of a variable which is the whole text.
        scope: gives the variables their values.
        seen: the placeholders that have been followed.
    """
    for found in PLACEHOLDER.finditer(text):
        whole, space, name = found[0], found[1], found[2]
        if space == "env":
            yield Cause("environment", f"{whole} of the environment")
        elif space and whole not in seen:
            value, path, left = descend(*_written(space, name, scope), rest)
            is_own = path[: len(scope.target.path)] == scope.target.path
            words = f"{whole} of target {scope.target.name}" if is_own else whole
            yield Cause("variable", words, scope.project.document.span(path))
            if isinstance(value, str):
                yield from variables(value, left, scope, (*seen, whole))


def _written(space: str, name: str, scope: Scope) -> tuple[Data, Path]:
    """The value of a variable or of a target's field as written, and its place in `adfc.yml`."""
    if space == "var":
        return scope.target.variables[name]
    targets = scope.project.document.data.get("targets") or {}
    is_own = name == "name" or name in (targets.get(scope.target.name) or {})
    return scope.target.fields[name], (*scope.target.path, name) if is_own else (name,)


def descend(value: Data, path: Path, rest: Path) -> tuple[Data, Path, Path]:
    """What stands at `rest` of the value at `path`, or at its nearest parent: the value, its path, the steps left."""
    while rest and holds(value, rest[0]):
        value, path, rest = value[rest[0]], (*path, rest[0]), rest[1:]
    return value, path, rest
