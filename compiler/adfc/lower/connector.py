"""Linked services and datasets of our connectors: checked by their schema, rendered by their template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from adfc.adf.model import load
from adfc.configure.spec import Spec
from adfc.connectors import Connector, Part
from adfc.connectors.jinja import TemplateFault
from adfc.diagnostic import Problems
from adfc.kinds import LINKED_SERVICES
from adfc.lower.catalog import Catalog, name_of
from adfc.lower.flatten import ordered
from adfc.model import Data
from adfc.source import Span
from adfc.suggest import hint
from adfc.validate import schema
from adfc.validate.adf.scalars import is_expression
from adfc.validate.refusal import Complaints, Refusal
from adfc.validate.wanted import found

Where = Callable[..., Span]

RULES = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentRequired", "dependentSchemas")
"""Keywords of a part's schema that speak of its properties together."""


@cache
def common(role: str) -> frozenset[str]:
    """The keys that every connector's part takes besides its own: those of ADF's base class."""
    unions = {"linkedService": "LinkedService", "dataset": "Dataset", "source": "CopySource", "sink": "CopySink"}
    ours = {"dataset": {"linkedService"}, "source": {"dataset"}, "sink": {"dataset"}}
    taken = {"type", "schema", "structure", "linkedServiceName"} if role == "dataset" else {"type"}
    return (load().common_keys(unions[role], "") - taken) | ours.get(role, frozenset())


@dataclass(frozen=True, slots=True)
class Render:
    """Checks and renders the parts that one body of a user speaks to."""

    role: str
    parts: Sequence[Part]
    where: Where
    problems: Problems
    what: str
    """How a message names the body."""

    def split(self, body: Mapping[str, Data]) -> tuple[dict[str, Data], dict[str, Data]]:
        """The body's common keys, and the parts' own, which go before: both without what is null or names the parts."""
        own = frozenset().union(*(part.keys for part in self.parts))
        shared = common(self.role) - own
        written = {key: value for key, value in body.items() if value is not None and key not in ("type", "dataset")}
        return (
            {key: value for key, value in written.items() if key in shared},
            {key: value for key, value in written.items() if key not in shared},
        )

    def check(self, own: Mapping[str, Data]) -> bool:
        """Whether the own keys fit the parts' schemas together; guesses know the common keys too."""
        whole = self._schema()
        refused = [one for one in schema.refusals(own, whole) if not _evaluated(one)]
        Complaints(whole, self.where, self.problems, self.what).add(refused)
        return not refused

    def fill(self, part: Part, own: Mapping[str, Data], **given: Data) -> Data:
        """What the part's template makes of its keys, or None when it fails (ADF061)."""
        context = {key: value for key, value in own.items() if key in part.keys} | given
        try:
            return part.render(context)
        except TemplateFault as error:
            message = f'the template "{part.name}" fails on {self.what}: {error}'
            self.problems.error("ADF061", message, self.where(()), f"in {{{{ {part.culprit(context)} }}}}")
            return None

    def _schema(self) -> dict[str, Data]:
        schemas = [part.schema for part in self.parts]
        own = {key: one for each in schemas for key, one in each.get("properties", {}).items()}
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": own | {key: {} for key in sorted(common(self.role)) if key not in own},
            "required": [key for each in schemas for key in each.get("required", ())],
            "allOf": [{key: each[key] for key in RULES if key in each} for each in schemas],
            "$defs": {key: one for each in schemas for key, one in each["$defs"].items()},
        }


def _evaluated(refusal: Refusal) -> bool:
    """Whether ADF makes the wanted value of the text that stands there."""
    return refusal.takes_expression and is_expression(refusal.instance)


def linked_service(spec: Spec, catalog: Catalog, problems: Problems) -> dict[str, Data] | None:
    """A linked service's properties, or None when it fails. Adds ADF123 and what its schema refuses."""
    return _or_broken(_linked_service(spec, catalog, problems), spec, catalog)


def dataset(spec: Spec, catalog: Catalog, problems: Problems) -> dict[str, Data] | None:
    """A dataset's properties, or None when it fails. A format's location comes from the store it lies on."""
    return _or_broken(_dataset(spec, catalog, problems), spec, catalog)


def _or_broken(body: dict[str, Data] | None, spec: Spec, catalog: Catalog) -> dict[str, Data] | None:
    """The body; the catalog remembers where there is none, so that what fails is not called missing."""
    if body is None:
        catalog.broken.add((spec.kind.section, spec.name.lower()))
    return body


def _linked_service(spec: Spec, catalog: Catalog, problems: Problems) -> dict[str, Data] | None:
    connector = _connector(spec, "linkedService", catalog, problems)
    part = connector.part("linkedService") if connector else None
    if part is None:
        return None
    what = f'linked service "{spec.name}" of type "{spec.body["type"]}"'
    render = Render("linkedService", (part,), spec.origin.at, problems, what)
    shared, own = render.split(spec.body)
    body = render.fill(part, own) if render.check(own) else None
    return ordered({"annotations": [], **shared, **body}, "LinkedService") if body else None


def _dataset(spec: Spec, catalog: Catalog, problems: Problems) -> dict[str, Data] | None:
    connector = _connector(spec, "dataset", catalog, problems)
    part = connector.part("dataset") if connector else None
    if connector is None or part is None or not _service_named(spec, problems):
        return None
    store = _store(spec, connector, catalog, problems)
    location = store.part("location") if store and connector.is_format else None
    if connector.is_format and location is None:
        return None
    parts = (part, location) if location else (part,)
    render = Render("dataset", parts, spec.origin.at, problems, f'dataset "{spec.name}" of type "{spec.body["type"]}"')
    shared, own = render.split(spec.body)
    if not render.check(own):
        return None
    body = render.fill(part, own, **({"location": render.fill(location, own)} if location else {}))
    first = {"linkedServiceName": shared.pop("linkedService"), "annotations": [], **shared}
    # Below the common keys the template's order stands: ADF Studio writes a table's `schema` before `typeProperties`.
    return {**ordered(first, "Dataset"), **body} if body else None


def _connector(spec: Spec, role: str, catalog: Catalog, problems: Problems) -> Connector | None:
    """The connector that a spec's type names, or None (ADF123)."""
    tag, library = spec.body["type"], catalog.library
    connector = library.connector(tag)
    if connector is not None and connector.has(role):
        return connector
    message = f'connector "{tag}" has no {spec.kind.noun}' if connector else f'there is no connector "{tag}"'
    way_out = hint(tag, [*library.with_part(role), *load().union(spec.kind.union).members])
    if tag in library.patterns:
        message, way_out = f'"{tag}" is a pattern and no connector', f"use: {{NAME: {{template: {tag}, with: ...}}}}"
    if connector and connector.is_store:
        formats = [name for name in library.with_part(role) if (one := library.connector(name)) and one.is_format]
        way_out = f"its files are of a format: {', '.join(formats)}"
    problems.error("ADF123", message, spec.origin.at(("type",)), way_out)
    return None


def _service_named(spec: Spec, problems: Problems) -> bool:
    """Whether the dataset names its linked service (ADF120, ADF121, ADF122)."""
    what = f'dataset "{spec.name}" of type "{spec.body["type"]}"'
    if "linkedServiceName" in spec.body:
        place = spec.origin.at(("linkedServiceName",), key=True)
        problems.error("ADF120", f'unknown property "linkedServiceName" in {what}', place, 'write "linkedService"')
        return False
    service = spec.body.get("linkedService")
    if service is None:
        way_out = "linkedService: the name of the linked service"
        problems.error("ADF121", f'{what} needs "linkedService"', spec.origin.at((), key=True), way_out)
    elif not name_of(service):
        message = f'"linkedService" of {what} must be the name of a linked service, or {{name, parameters}}'
        problems.error("ADF122", message, spec.origin.at(("linkedService",)), found(service))
    return bool(name_of(service))


def _store(spec: Spec, connector: Connector, catalog: Catalog, problems: Problems) -> Connector | None:
    """The connector of a dataset's linked service; None where it is not known, or can't hold the dataset (ADF125)."""
    store = catalog.store(spec)
    name = name_of(spec.body["linkedService"])
    if store is None:
        if connector.is_format:
            _unknown_store(spec, name, catalog, problems)
        return None
    if not (store.has("location") if connector.is_format else _same_service(store, connector)):
        message = f'a "{connector.name}" dataset can\'t lie on linked service "{name}" of type "{store.name}"'
        fitting = catalog.library.with_part("location") if connector.is_format else [connector.name]
        place = spec.origin.at(("linkedService",))
        problems.error("ADF125", message, place, f"it lies on one of type {', '.join(fitting)}")
        return None
    return store


def _same_service(store: Connector, connector: Connector) -> bool:
    ours, theirs = connector.part("linkedService"), store.part("linkedService")
    return ours is None or theirs is None or ours.adf_type == theirs.adf_type


def _unknown_store(spec: Spec, name: str, catalog: Catalog, problems: Problems) -> None:
    """Say why nobody knows how files lie on the linked service of that name."""
    if catalog.failed(LINKED_SERVICES, name):
        return
    place = spec.origin.at(("linkedService",))
    if catalog.find(LINKED_SERVICES, name) is None:
        known = hint(name, catalog.names(LINKED_SERVICES))
        problems.error("ADF202", f'there is no linked service "{name}"', place, known)
    else:
        message = f'how files lie on linked service "{name}" is not known'
        problems.error("ADF125", message, place, "write the dataset in ADF's own type, with its location")
