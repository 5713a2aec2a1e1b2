"""Specs as the files of a project."""

from collections.abc import Mapping, Sequence

from adfc.configure.overrides import BY_NAME
from adfc.configure.variables import PLACEHOLDER
from adfc.importer.lift import Written
from adfc.importer.lift.layout import ORDER
from adfc.importer.notes import Comments
from adfc.importer.yaml import Style, yaml_text
from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Artifact, Data
from adfc.source import Path


def spec_files(specs: Sequence[Written], comments: Comments) -> list[Artifact]:
    """The spec files, and the files of long texts beside them, in byte order of their paths."""
    by_file: dict[str, list[Written]] = {}
    for one in specs:
        by_file.setdefault(one.file, []).append(one)
    files = [Artifact(file, _text(written, comments.get(file, {}))) for file, written in by_file.items()]
    for one in specs:
        base = one.file.rpartition("/")[0]
        files += [Artifact(f"{base}/{name}", text) for name, text in one.files.items()]
    return sorted(files, key=lambda file: file.path.encode())


def _text(specs: list[Written], comments: Mapping[Path, Sequence[str]]) -> str:
    sections = {}
    for kind in ORDER:
        bodies = {one.name: escaped(one.body) for one in specs if one.kind is kind}
        if bodies:
            sections[kind.section] = bodies
    return yaml_text(sections, Style(comments, _is_open, _is_spaced))


def escaped(value: Data) -> Data:
    """The value with `$` before what would be read as a variable, and before what already has one."""
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda found: "$" + found[0], value) if "${" in value else value
    if isinstance(value, dict):
        return {key: escaped(one) for key, one in value.items()}
    return [escaped(one) for one in value] if isinstance(value, list) else value


def _is_open(path: Path) -> bool:
    """Whether the mapping at a path is a resource or an activity, whose keys stand below each other."""
    if len(path) <= 2:
        return len(path) < 2 or path[0] != GLOBAL_PARAMETERS.section
    return path[-1] in BY_NAME or path[-2] in BY_NAME


def _is_spaced(path: Path) -> bool:
    """Whether blank lines part what stands there: sections, resources, and the activities of a pipeline."""
    if len(path) <= 1:
        return path != (GLOBAL_PARAMETERS.section,)
    return len(path) == 3 and path[2] == "activities"
