"""The environment of one target, checked by its schema."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adfc.configure.spec import Spec
from adfc.diagnostic import Problems
from adfc.kinds import FACTORY_ITSELF, IDENTITIES, KUSTO_CLUSTERS, Kind
from adfc.model import Data
from adfc.source import Path
from adfc.suggest import hint
from adfc.validate import schema


def environment_schema() -> Data:
    """The JSON Schema of the section `environment`."""
    return schema.packaged("environment.schema.json")


def checked(parts: Sequence[Spec], broken: set[tuple[str, str]], problems: Problems) -> list[Spec]:
    """The parts of an environment that its schema takes, each with its location. Adds what it refuses.

    A part without a location is where the factory is; ADF121 where nobody says where that is, unless something else is
    wrong with the factory, which may be just that. To `broken` goes what failed.
    """
    refused = [_refused(one) for one in parts]
    at = next((at for at, one in enumerate(parts) if one.kind is FACTORY_ITSELF), None)
    default = parts[at].body.get("location") if at is not None else None
    is_unknown = at is not None and bool(refused[at].found)
    good = []
    for part, found in zip(parts, refused, strict=True):
        is_nowhere = part.body.get("location", default) is None
        if is_nowhere and not found.found and not is_unknown:
            way_out = "write it here, or once for all under environment: {factory: {location: ...}}"
            found.error("ADF121", f'{_what(part)} needs "location"', part.origin.at((), key=True), way_out)
        problems.found.extend(found.found)
        if found.found or is_nowhere:
            broken.add((part.kind.section, part.name.lower()))
        else:
            good.append(replace(part, body={"location": default, **part.body}))
    _check_named(good, broken, problems)
    return good


def _refused(part: Spec) -> Problems:
    found = Problems()
    schema.check(part.body, _schema(part), part.origin.at, found, _what(part))
    return found


def _check_named(parts: Sequence[Spec], broken: set[tuple[str, str]], problems: Problems) -> None:
    """Add ADF221 for each part that names another which is not there."""
    there = {(one.kind.section, one.name.lower()) for one in parts} | broken
    for part in parts:
        for path, section, name in _named(part.body, (), part.kind):
            if (section, name.lower()) not in there:
                known = [one.name for one in parts if one.kind.section == section]
                message = f'the environment has no "{name}" under {section}'
                way_out = hint(name, known, f"declare it: environment: {{{section}: {{{name}: ...}}}}")
                problems.error("ADF221", message, part.origin.at(path), way_out)


def _named(body: Data, path: Path, kind: Kind) -> Iterator[tuple[Path, str, str]]:
    """What a body says of other parts: the path, their section and their name there."""
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, one in items:
        at: Path = (*path, key)
        section = _names(at, kind) if isinstance(one, str) else ""
        if section:
            yield at, section, one
        else:
            yield from _named(one, at, kind)


def _names(path: Path, kind: Kind) -> str:
    """The section that the text at a path of a body names a part of; empty where it names none."""
    if kind is KUSTO_CLUSTERS and path[0] == "followers" and path[-1] == "cluster":
        return KUSTO_CLUSTERS.section
    is_principal = "principals" in path and path[-1] == "identity"
    is_own = kind is FACTORY_ITSELF and path[:2] == ("identity", "userAssigned")
    return IDENTITIES.section if is_principal or is_own else ""


def _schema(part: Spec) -> Data:
    definitions = environment_schema()["$defs"]
    return {**definitions[part.kind.section], "$defs": definitions}


def _what(part: Spec) -> str:
    return "the factory's environment" if part.name == part.kind.section else f'{part.kind.noun} "{part.name}"'
