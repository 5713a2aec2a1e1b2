"""`adfc.yml` as a Project: its targets, each with what it is called and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.diagnostic import Problems, has_errors
from adfc.model import Data, Document
from adfc.source import Path
from adfc.validate import schema

FIELDS = ("factory", "subscription", "resourceGroup")
"""The plain fields of a target, which `${target.NAME}` gives beside `name`."""


@dataclass(frozen=True, slots=True)
class Target:
    """One factory that the specs are compiled for."""

    name: str
    path: Path
    """Where it stands in `adfc.yml`."""
    fields: Mapping[str, Data] = field(default_factory=dict)
    """`name` and the FIELDS it has, as written: their own variables are replaced when somebody asks."""
    variables: Mapping[str, tuple[Data, Path]] = field(default_factory=dict)
    """Name to value as written and its place in `adfc.yml`; the target's own win over the project's."""
    overrides: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """What `adfc.yml` says."""

    name: str
    document: Document
    targets: tuple[Target, ...]
    default: Target
    external: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What another project owns in the same factory: names by section."""
    arm_parameters: str = "both"
    """What becomes a parameter of the ARM template: `differences`, `microsoft` or `both`."""

    def target(self, name: str) -> Target | None:
        """The target of that name, or None."""
        return next((one for one in self.targets if one.name == name), None)


def project_schema() -> Data:
    """The JSON Schema of `adfc.yml`."""
    return schema.packaged("project.schema.json")


def read_project(document: Document, problems: Problems) -> Project | None:
    """The project that `adfc.yml` describes, or None when it can't be understood (`problems` says why).

    Adds ADF030 (no factory), ADF031 (the default target is not clear) and what its schema refuses.
    """
    found = Problems()
    schema.check(document.data, project_schema(), document.span, found, "adfc.yml")
    if not has_errors(found.found):
        _check_targets(document, found)
    problems.found.extend(found.found)
    if has_errors(found.found):
        return None
    data = document.data
    targets = tuple(_target(data, name, body or {}) for name, body in _targets(data).items())
    default = next((one for one in targets if _body(data, one.name).get("default")), targets[0])
    external = {section: tuple(names) for section, names in data.get("external", {}).items()}
    parameters = data.get("arm", {}).get("parameters", "both")
    return Project(data["name"], document, targets, default, external, parameters)


def _targets(data: Data) -> dict[str, Data]:
    """The targets as written; a project that names none has one, called `default`."""
    return data.get("targets") or {"default": {}}


def _body(data: Data, name: str) -> dict[str, Data]:
    return _targets(data)[name] or {}


def _check_targets(document: Document, problems: Problems) -> None:
    data = document.data
    for name in _targets(data):
        if "factory" not in data and "factory" not in _body(data, name):
            _factory_missing(document, name, problems)
    defaults = [name for name in _targets(data) if _body(data, name).get("default")]
    if len(defaults) > 1:
        message = f'there are two default targets, "{defaults[0]}" and "{defaults[1]}"'
        problems.error(
            "ADF031", message, document.span(("targets", defaults[1], "default")), "only one may be the default"
        )
    elif not defaults and len(_targets(data)) > 1:
        message = "no target is the default"
        problems.error("ADF031", message, document.span(("targets",), key=True), "write default: true in one of them")


def _factory_missing(document: Document, name: str, problems: Problems) -> None:
    if document.data.get("targets"):
        message, way_out = f'target "{name}" names no factory', "write factory: NAME, here or at the top"
    else:
        message, way_out = "adfc.yml names no factory", "write factory: NAME"
    problems.error("ADF030", message, document.span(("targets", name)), way_out)


def _target(data: Data, name: str, body: dict[str, Data]) -> Target:
    path: Path = ("targets", name)
    variables = {key: (value, ("variables", key)) for key, value in data.get("variables", {}).items()}
    variables |= {key: (value, (*path, "variables", key)) for key, value in body.get("variables", {}).items()}
    fields = {"name": name} | {key: body.get(key, data.get(key)) for key in FIELDS if key in body or key in data}
    return Target(name, path, fields, variables, body.get("overrides", {}))
