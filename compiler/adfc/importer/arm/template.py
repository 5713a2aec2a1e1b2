"""An ARM template, exported by ADF Studio or written by hand, as the Factory that it deploys."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import getitem

from adfc.diagnostic import Problems
from adfc.emit.arm.template import FACTORY_TYPE
from adfc.importer.arm.expressions import UnknownValueError
from adfc.importer.arm.scope import Scope, Secret
from adfc.importer.arm.values import Values
from adfc.kinds import GLOBAL_PARAMETERS, KINDS, Kind
from adfc.model import Data, Document, Factory, Resource, tree_order
from adfc.source import Path, Span

DEPLOYMENT = "microsoft.resources/deployments"
FOR_ITSELF = ("location", "identity")
"""What a factory has beside its properties."""

_KINDS = {kind.arm_type.lower(): kind for kind in KINDS}
_GLOBAL_PARAMETERS = GLOBAL_PARAMETERS.arm_type.lower()
_TAIL = re.compile(r"'(/[^']+)'\)\]$")
"""The end of a name that is put together: `[concat(parameters('factoryName'), '/orders')]`."""

_FILE = re.compile(r"([^/'\"\[\]]+\.json)", re.IGNORECASE)

Linked = Callable[[str], Document | None]
"""Gives the linked template in the file of a name beside the main one; None, after saying so, where there is none."""


@dataclass(frozen=True, slots=True)
class ArmOrigin:
    """Where a resource stands in its template."""

    document: Document
    path: Path

    def span(self, path: Path, *, key: bool = False, word: str | None = None) -> Span:  # noqa: ARG002
        """As `Origin.span`; the template is ADF's own JSON, so nothing stands elsewhere."""
        return self.document.span((*self.path, "properties", *path), key=key)

    def inside(self, path: Path, text: str, start: int, end: int) -> Span:
        """As `Origin.inside`: what an expression of the template made is shown as a whole."""
        return self.document.inside((*self.path, "properties", *path), text, start, end)


@dataclass(frozen=True, slots=True)
class Deployed:
    """What a template deploys."""

    factory: Factory
    unknown: frozenset[str]
    """The expressions that stand in the factory as they are: only the deployment knows their values."""


def read_template(
    document: Document, values: Mapping[str, Data | Secret], linked: Linked, problems: Problems
) -> Deployed:
    """The factory of a template, with the templates that it links or holds.

    Args:
        document: the template.
        values: values of its parameters; the template's defaults stand in for those that are missing.
        linked: gives linked templates.
        problems: takes ADF073 (no template), ADF074 (a value that only the deployment knows), ADF075 (a loop), ADF079.
    """
    reader = _Reader(linked, problems)
    reader.template(document, (), values)
    return Deployed(reader.factory(), frozenset(reader.unknown))


@dataclass(slots=True)
class _Reader:
    """Takes one template after the other."""

    linked: Linked
    problems: Problems
    name: str = ""
    resources: list[Resource] = field(default_factory=list)
    global_parameters: dict[str, Data] = field(default_factory=dict)
    properties: dict[str, Data] = field(default_factory=dict)
    extra: dict[str, Data] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    reading: list[tuple[str, Path]] = field(default_factory=list)
    """The templates around the one that is taken just now."""

    def factory(self) -> Factory:
        """What was taken."""
        resources = tuple(sorted(self.resources, key=tree_order))
        return Factory(self.name, "", resources, self.global_parameters, self.properties, self.extra)

    def template(self, document: Document, path: Path, values: Mapping[str, Data | Secret]) -> None:
        """Take the resources of the template at `path` of a document; a template that links itself is taken once."""
        if (document.name, path) in self.reading:
            return
        data = reduce(getitem, path, document.data)
        if not isinstance(data, dict) or not isinstance(data.get("resources"), list | dict):
            message = f'"{document.name}" is no ARM template: it has no "resources"'
            way_out = "name a template, or a folder of ADF's Git mode"
            self.problems.error("ADF073", message, document.span(path), way_out)
            return
        scope = Scope(values, _mapping(data, "parameters"), _mapping(data, "variables"))
        known = Values(document, scope, self.problems, self.unknown)
        self.reading.append((document.name, path))
        _Resources(self, document, scope, known).take(data["resources"], (*path, "resources"), "", "")
        self.reading.pop()


@dataclass(frozen=True, slots=True)
class _Resources:
    """Takes the resources of one template."""

    reader: _Reader
    document: Document
    scope: Scope
    values: Values

    def take(self, items: Data, path: Path, above: str, owner: str) -> None:
        """Take resources below one of type `above` and name `owner`; both are empty at the top of a template."""
        pairs = items.items() if isinstance(items, dict) else enumerate(items)
        for key, one in pairs:
            if isinstance(one, dict) and self._is_deployed(one, (*path, key)):
                self._take(one, (*path, key), above, owner)

    def _is_deployed(self, one: dict[str, Data], path: Path) -> bool:
        if "copy" in one:
            message = "a resource with a loop is not read"
            place = self.document.span((*path, "copy"), key=True)
            self.reader.problems.error("ADF075", message, place, "write out what the loop makes, or use a pattern")
            return False
        try:
            return self.scope.value(one.get("condition", True)) is not False
        except UnknownValueError:
            return True

    def _take(self, one: dict[str, Data], path: Path, above: str, owner: str) -> None:
        told = str(one.get("type", ""))
        kind = told if told.lower().startswith("microsoft.") else f"{above}/{told}"
        name = self._name(one.get("name"), owner)
        if kind.lower() == DEPLOYMENT:
            self._deployment(one, path)
        elif kind.lower() == FACTORY_TYPE.lower():
            self._factory(name, one, path)
        elif kind.lower() == _GLOBAL_PARAMETERS:
            self.reader.global_parameters |= self.values.of(one, "properties", path)[0]
        elif kind.lower() in _KINDS:
            self._resource(_KINDS[kind.lower()], name, one, path)
        elif kind.lower().startswith("microsoft.datafactory/"):
            message = f'a resource of type "{kind}" is not imported'
            place = self.document.span((*path, "type"))
            self.reader.problems.warning(
                "ADF079", message, place, "specs have no section for it; deploy it beside them"
            )
        if isinstance(one.get("resources"), list):
            self.take(one["resources"], (*path, "resources"), kind, name)

    def _name(self, told: Data, owner: str) -> str:
        """The name of a resource behind that of its owner, which may be unknown; without `/` where it is itself."""
        try:
            name = str(self.scope.value(told))
        except UnknownValueError:
            tail = _TAIL.search(str(told))
            name = tail[1] if tail else ""
        return name if "/" in name or not (owner and name) else f"{owner}/{name}"

    def _resource(self, kind: Kind, name: str, one: dict[str, Data], path: Path) -> None:
        factory, _, rest = name.partition("/")
        if not rest:
            message = f"can't know the name of this {kind.noun}"
            way_out = "give the template's parameters with --parameters"
            self.reader.problems.error("ADF074", message, self.document.span((*path, "name")), way_out)
            return
        self.reader.name = self.reader.name or factory
        properties, secure = self.values.of(one, "properties", path)
        origin = ArmOrigin(self.document, path)
        self.reader.resources.append(Resource(kind, rest, properties, origin, secure=secure))

    def _factory(self, name: str, one: dict[str, Data], path: Path) -> None:
        self.reader.name = name or self.reader.name
        properties = self.values.of(one, "properties", path)[0]
        self.reader.global_parameters |= _mapping(properties, "globalParameters")
        self.reader.properties |= {key: value for key, value in properties.items() if key != "globalParameters"}
        self.reader.extra |= {key: self.values.plain(one[key], (*path, key)) for key in FOR_ITSELF if key in one}

    def _deployment(self, one: dict[str, Data], path: Path) -> None:
        """Take the template inside a deployment, or the one that it links."""
        properties = _mapping(one, "properties")
        if isinstance(properties.get("template"), dict):
            self.reader.template(self.document, (*path, "properties", "template"), self._values(properties))
            return
        link = _mapping(properties, "templateLink")
        found = _FILE.search(str(link.get("uri", link.get("relativePath"))))
        document = self.reader.linked(found[1]) if found else None
        if document is not None:
            self.reader.template(document, (), self._values(properties))

    def _values(self, properties: dict[str, Data]) -> dict[str, Data | Secret]:
        """The parameters that a deployment passes on; one without a value is left to the defaults of the template."""
        passed: dict[str, Data | Secret] = {}
        for name, told in _mapping(properties, "parameters").items():
            try:
                passed[name] = self.scope.passed(_mapping({"": told}, "").get("value"))
            except UnknownValueError:
                continue
        return passed


def _mapping(data: dict[str, Data], key: str) -> dict[str, Data]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}
