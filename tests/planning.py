"""What tests of plans share: wanted and live factories of a few lines."""

from collections.abc import Mapping
from typing import Any

from adfc.diagnostic import Problems
from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Data
from adfc.publish.plan import Action, Ask, Plan, Wanted, Where, plan_for
from adfc.publish.plan.marks import marked
from adfc.publish.snapshot import DEFAULT, Live, LiveResource
from adfc.resolve import External
from tests.importing import KIND, factory_of
from tests.loopback.stored import stored

Bodies = Mapping[str, Mapping[str, Any]]

HERE = Where("https://management.azure.com", "0-1", "data-rg", "sales-df")
PROJECT = "sales"


def live_of(bodies: Bodies, parameters: Mapping[str, Data] | None = None, owner: str = PROJECT) -> Live:
    """A live factory after these were put by a project; with an empty `owner`, by hand."""
    found = {}
    for section, named in bodies.items():
        for name, body in named.items():
            kind = KIND[section]
            told = stored(kind, "/f", name, marked(kind, body, owner) if owner else dict(body))
            one = LiveResource(kind, name, told["properties"])
            found[one.key] = one
    if parameters:
        one = LiveResource(GLOBAL_PARAMETERS, DEFAULT, parameters)
        found[one.key] = one
    return Live(exists=True, resources=found)


def planned(
    wanted: Bodies, live: Live, ask: Ask | None = None, external: External | None = None, **more: Any
) -> tuple[Plan, Problems]:
    """The plan from `live` to the resources of `wanted`; `more` of the wanted factory."""
    factory = factory_of(wanted, **more)
    return plan_for(Wanted(PROJECT, "dev", factory, external or External()), live, HERE, ask or Ask())


def actions(plan: Plan) -> dict[str, Action]:
    """What becomes of each resource that changes, by `section/name`."""
    return {f"{one.section}/{one.name}": one.action for one in plan.changes}


def codes(problems: Problems) -> list[str]:
    """The codes of what speaks against a plan."""
    return sorted(one.code for one in problems.found)
