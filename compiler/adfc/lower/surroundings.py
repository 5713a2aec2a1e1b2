"""What a factory needs around it, as resources: the bodies of the section `environment` with their files read."""

from collections.abc import Sequence
from functools import partial

from adfc.adf.grammar import Type, ValueKind
from adfc.configure.spec import Spec
from adfc.diagnostic import Problems
from adfc.kinds import AROUND
from adfc.lower.bodies import Bodies, Named
from adfc.model import Data, Resource
from adfc.source import Path

TEXT = Type(ValueKind.STRING)

FILES = ("functions", "mappings")
"""What of a database may live in files; elsewhere `file` is a name like any other."""


def surroundings(parts: Sequence[Spec], bodies: Bodies, problems: Problems) -> tuple[Resource, ...]:
    """The environment, in the order of kinds.AROUND and then of names. Adds ADF126 for a file that can't be read."""
    made = [Resource(one.kind, one.name, _read(one.body, (), one, bodies, problems), one.origin) for one in parts]
    return tuple(sorted(made, key=lambda one: (AROUND.index(one.kind), one.name)))


def _read(value: Data, path: Path, part: Spec, bodies: Bodies, problems: Problems) -> Data:
    """The value with the text of a file in place of each `{file: PATH}`."""
    if not isinstance(value, dict):
        return value
    if value.keys() == {"file"} and len(path) > 2 and path[2] in FILES and isinstance(value["file"], str):
        at = (*path, "file")
        named = Named(part.origin.file(at), partial(part.origin.span, at))
        text = bodies.load(value["file"], TEXT, named, problems)
        if source := bodies.source(value["file"], named):
            part.origin.files[path] = source
        return text
    return {key: _read(one, (*path, key), part, bodies, problems) for key, one in value.items()}
