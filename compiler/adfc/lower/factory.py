"""The specs of a target as a Factory: every spec by its kind, in canonical order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from adfc.configure.collect import wrong_in_file_name
from adfc.configure.project import Target
from adfc.configure.spec import Spec
from adfc.configure.target import Configured
from adfc.connectors import Library
from adfc.diagnostic import Problems, has_errors
from adfc.kinds import (
    DATASETS,
    GLOBAL_PARAMETERS,
    LINKED_SERVICES,
    MANAGED_PRIVATE_ENDPOINTS,
    MANAGED_VIRTUAL_NETWORKS,
    PIPELINES,
    TRIGGERS,
)
from adfc.lower.activities import Activities
from adfc.lower.alike import Alike
from adfc.lower.bodies import Bodies
from adfc.lower.catalog import Catalog, catalog_of, is_own
from adfc.lower.connector import dataset, linked_service
from adfc.lower.finish import Finish
from adfc.lower.flatten import ordered, unflatten
from adfc.lower.surroundings import surroundings
from adfc.model import Data, Factory, Resource, tree_order
from adfc.source import Path

FACTS = ("columns", "partitionKey")
"""What a dataset of ours may say that ADF has no word for, kept for the checks."""


@dataclass(frozen=True, slots=True)
class Means:
    """What specs are lowered with, the same for every target."""

    library: Library
    read: Callable[[str], bytes]
    """Gives the bytes of a project file, for bodies kept in files."""
    alike: Alike = field(default_factory=Alike)


def lower(
    configured: Configured, target: Target, means: Means, problems: Problems
) -> tuple[Factory, frozenset[tuple[str, str]]]:
    """The factory of a target, and the keys of all specs that failed on the way (section, lower-case name).

    Args:
        configured: the target's specs.
        target: whose factory it becomes; its name is what `${target.factory}` gives.
        means: connectors, the project's files, and what became of the specs for earlier targets.
        problems: takes ADF12x and what bodies refer to in vain.
    """
    catalog = catalog_of(configured.specs, configured.broken, means.library)
    stage = _Stage(catalog, Bodies(means.read, _vaults(catalog)), means.alike, problems)
    resources = [
        one for spec in configured.specs if spec.kind is not GLOBAL_PARAMETERS for one in stage.resources(spec)
    ]
    resources.sort(key=tree_order)
    parameters = [spec for spec in configured.specs if spec.kind is GLOBAL_PARAMETERS]
    factory = Factory(
        str(target.fields["factory"]),
        target.name,
        tuple(resources),
        {spec.name: spec.body for spec in parameters},
        origins={spec.name: spec.origin for spec in parameters},
        environment=surroundings(configured.environment, stage.bodies, problems),
    )
    return factory, frozenset(catalog.broken)


def _vaults(catalog: Catalog) -> list[str]:
    types = ("key_vault", "AzureKeyVault")
    return [one.name for one in catalog.specs.values() if one.kind is LINKED_SERVICES and one.body.get("type") in types]


class _Stage:
    """Lowers one spec after the other."""

    def __init__(self, catalog: Catalog, bodies: Bodies, alike: Alike, problems: Problems) -> None:
        self._catalog, self.bodies, self._alike, self._problems = catalog, bodies, alike, problems

    def resources(self, spec: Spec) -> tuple[Resource, ...]:
        """The resources that a spec makes; none when it fails."""
        known = self._alike.find(spec, self._catalog)
        return known if known is not None else self._made(spec)

    def _made(self, spec: Spec) -> tuple[Resource, ...]:
        found = Problems()
        self._catalog.asked.clear()
        body = self._body(spec, found)
        made = () if body is None else (self._resource(spec, body, found),)
        if spec.kind is MANAGED_VIRTUAL_NETWORKS:
            made = (*made, *self._endpoints(spec, found))
        self._problems.found.extend(found.found)
        if body is None or has_errors(found.found):
            self._catalog.broken.add((spec.kind.section, spec.name.lower()))
        elif not found.found:  # what is complained about is complained about for every target
            self._alike.keep(spec, made, self._catalog)
        return made

    def _body(self, spec: Spec, problems: Problems) -> dict[str, Data] | None:
        if spec.kind is PIPELINES:
            return self._pipeline(spec, problems)
        if spec.kind is MANAGED_VIRTUAL_NETWORKS:
            return {key: value for key, value in spec.body.items() if key != "managedPrivateEndpoints"}
        if not spec.kind.union:
            return dict(spec.body)
        if "type" not in spec.body:
            message = f'{spec.kind.noun} "{spec.name}" has no "type"'
            problems.error(
                "ADF121", message, spec.origin.at(()), "a connector (lower case) or an ADF type (PascalCase)"
            )
            return None
        return self._typed(spec, problems)

    def _typed(self, spec: Spec, problems: Problems) -> dict[str, Data] | None:
        if is_own(spec.body["type"]) and spec.kind in (LINKED_SERVICES, DATASETS):
            return (linked_service if spec.kind is LINKED_SERVICES else dataset)(spec, self._catalog, problems)
        body = spec.body
        if spec.kind is TRIGGERS and "state" in body:
            body = {("runtimeState" if key == "state" else key): value for key, value in body.items()}
        return unflatten(body, spec.kind.union, spec.origin.at, problems, ("state",) if spec.kind is TRIGGERS else ())

    def _pipeline(self, spec: Spec, problems: Problems) -> dict[str, Data] | None:
        activities = Activities(self._catalog, spec.origin.at, problems)
        lowered = activities.lower(spec.body.get("activities", []), ("activities",))
        return ordered({**spec.body, "activities": lowered}, "Pipeline")

    def _endpoints(self, spec: Spec, problems: Problems) -> Iterator[Resource]:
        endpoints = spec.body.get("managedPrivateEndpoints") or {}
        for name, body in endpoints.items() if isinstance(endpoints, dict) else ():
            path: Path = ("managedPrivateEndpoints", name)
            reason = wrong_in_file_name(name)
            if reason:
                message = f'"{name}" can\'t be the name of a managed private endpoint: {reason}'
                problems.error("ADF026", message, spec.origin.at(path, key=True))
            elif isinstance(body, dict):
                below = Spec(MANAGED_PRIVATE_ENDPOINTS, f"{spec.name}/{name}", body, spec.origin.below(path))
                yield self._resource(below, body, problems)

    def _resource(self, spec: Spec, body: Mapping[str, Data], problems: Problems) -> Resource:
        finish = Finish(spec.origin, self.bodies, problems)
        properties = finish.properties(dict(body), spec.kind.section)
        told = FACTS if spec.kind is DATASETS and is_own(spec.body.get("type")) else ()
        facts = {key: spec.body[key] for key in told if key in spec.body} | dict(spec.facts)
        return Resource(spec.kind, spec.name, properties, spec.origin, secure=finish.secure, facts=facts)
