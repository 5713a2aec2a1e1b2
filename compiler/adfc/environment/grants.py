"""Who is granted which role: what an environment declares, and what pipelines need beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adfc.environment.needs import COVERS, Need, needs
from adfc.environment.principals import Principal, declared, exists
from adfc.kinds import COSMOS_ACCOUNTS, KUSTO_CLUSTERS
from adfc.model import Data, Factory, Resource
from adfc.source import Path


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that the environment gives somebody."""

    principal: Principal
    part: Resource
    database: str | None
    """Of a cluster or an account; None for all of it."""
    role: str
    path: Path = ()
    """Where the part declares it; empty where the pipelines need it."""
    why: tuple[str, ...] = ()
    """What needs it; empty where it is declared."""


def grants(factory: Factory) -> tuple[Grant, ...]:
    """All that the environment grants: first what it declares, then what is needed beside it by whom it knows.

    A role that another covers is not granted twice.
    """
    told = tuple({_key(one): one for one in reversed([*_declared(factory.environment)])}.values())[::-1]
    return (*told, *_derived(factory, told))


def missing(factory: Factory) -> list[Need]:
    """The roles that are needed and not granted, each where it is needed first."""
    granted = grants(factory)
    found: dict[tuple[object, ...], Need] = {}
    for need in needs(factory):
        if not any(covers(one, need) for one in granted):
            found.setdefault((need.principal, need.part.name, need.database, need.role), need)
    return list(found.values())


def covers(grant: Grant, need: Need) -> bool:
    """Whether a grant is enough for a need."""
    return (
        grant.part is need.part
        and grant.database in (None, need.database)
        and grant.principal.same(need.principal)
        and grant.role in COVERS[need.role]
    )


def _key(grant: Grant) -> tuple[str, ...]:
    """What makes a declared grant the same as another, so that it is granted once."""
    who = grant.principal
    on = (grant.part.kind.section, grant.part.name, grant.database or "", grant.role)
    return (*on, who.sort, (who.object_id or who.id).lower(), who.tenant.lower())


def _declared(environment: Sequence[Resource]) -> Iterator[Grant]:
    for part in environment:
        yield from _of(part, part.properties, None, ())
        if part.kind is KUSTO_CLUSTERS:
            for name, body in part.properties.get("databases", {}).items():
                yield from _of(part, body or {}, name, ("databases", name))


def _of(part: Resource, body: Mapping[str, Data], database: str | None, path: Path) -> Iterator[Grant]:
    for role, listed in body.get("principals", {}).items():
        for index, one in enumerate(listed):
            yield Grant(declared(one), part, database, role, (*path, "principals", role, index))


def _derived(factory: Factory, told: Sequence[Grant]) -> list[Grant]:
    """What is needed by whom the environment knows: of roles for one thing, those that no other covers."""
    wanted: dict[tuple[str, str, str, str | None], dict[str, list[Need]]] = {}
    for need in needs(factory):
        if exists(need.principal, factory) and _grantable(need) and not any(covers(one, need) for one in told):
            key = (need.principal.sort, need.principal.id, need.part.name, need.database)
            wanted.setdefault(key, {}).setdefault(need.role, []).append(need)
    return [
        Grant(found[0].principal, found[0].part, found[0].database, role, why=tuple(dict.fromkeys(_why(roles, role))))
        for roles in wanted.values()
        for role, found in roles.items()
        if not any(other != role and other in COVERS[role] for other in roles)
    ]


def _why(roles: Mapping[str, Sequence[Need]], role: str) -> Iterator[str]:
    """Why a role is granted: for its own needs, and for those that it covers."""
    return (one.why for needed, found in roles.items() if role in COVERS[needed] for one in found)


def _grantable(need: Need) -> bool:
    """Whether there is something here to grant it on: no replica, and no database that nobody names."""
    if need.part.kind in (KUSTO_CLUSTERS, COSMOS_ACCOUNTS):
        return need.database in need.part.properties.get("databases", {})
    return True
