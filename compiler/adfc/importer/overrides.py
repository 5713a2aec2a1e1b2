"""What a target changes, as overrides: the difference between two specs of the same resource."""

from collections.abc import Iterable, Mapping

from adfc.configure.overrides import Merge
from adfc.diagnostic import Problems
from adfc.importer.lift import Written
from adfc.importer.lift.nowhere import nowhere
from adfc.importer.same import same
from adfc.model import Data

Overrides = dict[str, dict[str, Data]]


def overrides_of(base: Iterable[Written], other: Iterable[Written]) -> Overrides:
    """What is to be laid over the specs of `base` so that they are those of `other`, by section and name."""
    found: Overrides = {}
    bodies = {(one.kind.section, one.name): one for one in other}
    for one in base:
        wanted = bodies.get((one.kind.section, one.name))
        if wanted is not None:
            change = _change(one.body, _inlined(wanted.body, one.files, wanted.files))
            if change:
                found.setdefault(one.kind.section, {})[one.name] = change
    return found


def can_be_laid(base: Mapping[str, Data], change: Data, wanted: Mapping[str, Data]) -> bool:
    """Whether laying `change` over `base` gives what is wanted: null, say, can only take a key away."""
    return same(Merge(Problems(), nowhere, "").merge(base, change), wanted)


def _change(base: Data, wanted: Data) -> Data:
    """What makes `wanted` of `base`; an empty mapping where nothing has to."""
    if not isinstance(base, dict) or not isinstance(wanted, dict):
        return {} if same(base, wanted) else wanted
    change: dict[str, Data] = {key: None for key in base if key not in wanted}
    for key, value in wanted.items():
        if key not in base:
            change[key] = value
        elif not same(base[key], value):
            change[key] = _change(base[key], value)
    return change


def _inlined(spec: Data, known: Mapping[str, str], files: Mapping[str, str]) -> Data:
    """The spec with the texts that are not those of the base in place of their files."""
    if isinstance(spec, dict):
        name = str(spec.get("file"))
        if len(spec) == 1 and name in files and known.get(name) != files[name]:
            return files[name].removesuffix("\n").removesuffix("\r")
        return {key: _inlined(one, known, files) for key, one in spec.items()}
    return [_inlined(one, known, files) for one in spec] if isinstance(spec, list) else spec
