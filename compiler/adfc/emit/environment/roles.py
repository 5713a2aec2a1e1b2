"""The roles that the factory's identities and others are granted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.emit.arm.expressions import escaped, parameter_call
from adfc.emit.environment import kusto, stores
from adfc.emit.environment.access import FACTORIES, USER_ASSIGNED
from adfc.emit.environment.expressions import TENANT, call, literal, resource_id, value
from adfc.emit.environment.names import FACTORY_NAME, Names
from adfc.emit.environment.piece import API_VERSIONS, Piece
from adfc.environment.grants import Grant, grants
from adfc.environment.principals import Principal
from adfc.kinds import COSMOS_ACCOUNTS, FACTORY_ITSELF, IDENTITIES, KEY_VAULTS, KUSTO_CLUSTERS
from adfc.model import Data, Factory

ASSIGNMENTS = "Microsoft.Authorization/roleAssignments"
DEFINITIONS = "Microsoft.Authorization/roleDefinitions"

AZURE_ROLES: Mapping[str, str] = {
    "SecretsUser": "4633458b-17de-408a-b874-0445c86b69e6",
    "SecretsOfficer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "BlobDataReader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "BlobDataContributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
}
"""Ids of Azure's built-in roles (learn.microsoft.com/azure/role-based-access-control/built-in-roles)."""

COSMOS_ROLES: Mapping[str, str] = {
    "DataReader": "00000000-0000-0000-0000-000000000001",
    "DataContributor": "00000000-0000-0000-0000-000000000002",
}
"""Ids of Cosmos DB's own roles, alike in every account (learn.microsoft.com/azure/cosmos-db/how-to-setup-rbac)."""

KUSTO_SORTS = {"factory": "App", "identity": "App", "application": "App", "group": "Group", "user": "User"}
AZURE_SORTS = {"group": "Group", "user": "User"}
"""What the two call each sort of principal; to Azure all others are service principals."""


def assignments(factory: Factory, names: Names) -> Iterator[Piece]:
    """Every role that is granted."""
    makers = _Roles(factory, names)
    counted: Counter[str] = Counter()
    for grant in grants(factory):
        key = _key(grant)
        counted[key] += 1
        yield makers.piece(grant, f"{key}/{counted[key]}")


def _key(grant: Grant) -> str:
    """What grants of several targets have in common that are one resource, whose principal may be a parameter.

    Where a tenant is said, it is text and may differ; where it is not, it is an expression.
    """
    who = grant.principal
    words = (grant.part.kind.section, grant.part.name, grant.database, grant.role, who.sort, bool(who.tenant))
    return "/".join(map(str, (*words, who.id if who.sort == "identity" else "")))


@dataclass(frozen=True, slots=True)
class _Roles:
    factory: Factory
    names: Names

    def piece(self, grant: Grant, key: str) -> Piece:
        """The assignment of one role."""
        make = {KUSTO_CLUSTERS: self._kusto, COSMOS_ACCOUNTS: self._cosmos}.get(grant.part.kind, self._azure)
        words = (grant.part.name, *([grant.database] if grant.database else []), grant.role)
        piece = Piece((grant.part.kind.section, grant.part.name.lower()), key, "", "", "_".join(words), {})
        scope = make(grant, piece)
        made_of = self._owner(grant.principal)
        tenant = [literal(grant.principal.tenant)] if grant.principal.tenant else []
        piece.stable = (scope, literal(grant.role), *tenant, made_of or literal(grant.principal.id))
        if made_of and self._is_made_here(grant.principal):
            piece.parents = (*piece.parents, value(made_of))
        return piece

    def _kusto(self, grant: Grant, piece: Piece) -> str:
        cluster, database = self.names.of(grant.part), literal(str(grant.database))
        scope = resource_id(kusto.DATABASES, cluster, database)
        who = grant.principal
        piece.type = f"{kusto.DATABASES}/principalAssignments"
        piece.above, piece.parents = (cluster, database), (value(scope),)
        body = grant.part.properties["databases"][grant.database] or {}
        if kusto.script(body):  # which takes back the rights of who runs it: what is granted here comes after it
            script = resource_id(f"{kusto.DATABASES}/scripts", cluster, database, literal(kusto.SCRIPT))
            piece.parents = (*piece.parents, value(script))
        piece.body["properties"] = {
            "principalId": self._id(who) or escaped(who.id),
            "principalType": KUSTO_SORTS[who.sort],
            "role": grant.role,
            "tenantId": escaped(who.tenant) if who.tenant else TENANT,
        }
        return scope

    def _cosmos(self, grant: Grant, piece: Piece) -> str:
        """A role in the account's data: for a linked service in its database, else in the whole account."""
        account = self.names.of(grant.part)
        whole = resource_id(stores.ACCOUNTS, account)
        piece.type = f"{stores.ACCOUNTS}/sqlRoleAssignments"
        piece.above, piece.parents = (account,), (value(whole),)
        scope = whole
        if grant.database is not None:
            scope = call("concat", whole, literal(f"/dbs/{grant.database}"))
            piece.parents = (*piece.parents, value(resource_id(stores.SQL_DATABASES, account, literal(grant.database))))
        role = resource_id(f"{stores.ACCOUNTS}/sqlRoleDefinitions", account, literal(COSMOS_ROLES[grant.role]))
        piece.body["properties"] = {
            "roleDefinitionId": value(role),
            "principalId": self._object_id(grant.principal),
            "scope": value(scope),
        }
        return scope

    def _azure(self, grant: Grant, piece: Piece) -> str:
        """A role in a Key Vault or a storage account."""
        arm_type = stores.VAULTS if grant.part.kind is KEY_VAULTS else stores.STORAGE
        scope = resource_id(arm_type, self.names.of(grant.part))
        role = call("subscriptionResourceId", literal(DEFINITIONS), literal(AZURE_ROLES[grant.role]))
        piece.type, piece.parents = ASSIGNMENTS, (value(scope),)
        piece.body["scope"] = value(scope)
        piece.body["properties"] = {
            "roleDefinitionId": value(role),
            "principalId": self._object_id(grant.principal),
            "principalType": AZURE_SORTS.get(grant.principal.sort, "ServicePrincipal"),
        }
        return scope

    def _object_id(self, who: Principal) -> Data:
        return self._id(who) or escaped(who.object_id or who.id)

    def _id(self, who: Principal) -> str:
        """The object id of an identity, asked for at deployment; empty for others, whose ids are told."""
        owner = self._owner(who)
        if who.sort == "factory":
            asked = call("reference", owner, literal(API_VERSIONS["Microsoft.DataFactory"]), "'Full'")
            return value(f"{asked}.identity.principalId")
        if owner:
            return value(f"{call('reference', owner, literal(API_VERSIONS['Microsoft.ManagedIdentity']))}.principalId")
        return ""

    def _owner(self, who: Principal) -> str:
        """The call that gives the id of the resource whose identity it is; empty for others."""
        if who.sort == "factory":
            return resource_id(FACTORIES, parameter_call(FACTORY_NAME))
        if who.sort == "identity":
            return resource_id(USER_ASSIGNED, parameter_call(self.names.by_part[IDENTITIES.section, who.id.lower()]))
        return ""

    def _is_made_here(self, who: Principal) -> bool:
        return who.sort == "identity" or any(one.kind is FACTORY_ITSELF for one in self.factory.environment)
