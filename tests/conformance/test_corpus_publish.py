"""Published factories, published once more: into the service of the tests, and out of it again."""

from collections import Counter
from dataclasses import replace

import pytest

from adfc.importer import withhold
from adfc.kinds import MANAGED_VIRTUAL_NETWORKS
from adfc.model import Factory
from adfc.publish import FactoryId, without_masks
from adfc.publish.apply.run import Outcome, Run
from adfc.publish.apply.sender import Sender
from adfc.publish.plan import Ask, Plan, Wanted, Where, plan_for
from adfc.publish.plan.marks import UNMARKED
from adfc.publish.snapshot import read_live
from tests.conformance.published import Published, all_published, needs_corpus, tell
from tests.direct import Direct, Hasty
from tests.importing import factory_of
from tests.loopback import Azure
from tests.loopback.azure import SUBSCRIPTION

pytestmark = needs_corpus

LARGEST = 300
"""Resources: deleting a large one takes the service of the tests a minute."""

GROUP = "data-rg"
HERE = Where("https://azure", SUBSCRIPTION, GROUP, "sales-df")
PLACE = FactoryId(SUBSCRIPTION, GROUP, "sales-df")

REFUSED = {"legoPipe", "pipeline1", "AzureDataExplorerTable2", "test_reformat_assert"}
"""What lacks a part that the service wants: nobody could publish these any more."""


def clean(published: Published) -> Factory:
    """The factory with a secure parameter for each secret."""
    return without_masks(withhold(published.folder.factory).factory).factory


def carried_out(azure: Azure, plan: Plan) -> Outcome:
    client = Direct(azure, PLACE)
    secrets = {secret.parameter: "a secret" for change in plan.changes for secret in change.secrets}
    return Run(plan, read_live(client), Sender(client, Hasty()), secrets).carry_out()


def test_a_factory_is_published_and_then_nothing_is_to_do_and_then_all_is_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The generated model judges the bodies: what the contracts refuse beside, in drafts, test_contracts counts."""
    monkeypatch.delenv("ADFC_CONTRACTS", raising=False)
    counts: Counter[str] = Counter()
    for published in all_published():
        factory = clean(published)
        if len(factory.resources) > LARGEST:
            continue
        azure = Azure("https://azure", allowance=None, page=10**6)
        azure.hold(GROUP, factory_of({}))
        first = carried_out(azure, planned(azure, factory))
        assert {one.name for one, _ in first.failed} <= REFUSED, published.name
        missed = {one.key for one, _ in first.failed} | {one.key for one in first.undone}
        again = planned(azure, factory)
        assert {one.key for one in again.changes} == missed, published.name
        gone = carried_out(azure, planned(azure, replace(factory, resources=(), global_parameters={})))
        assert gone.failed == [], published.name
        left = {one["name"] for collection, held in azure.held[GROUP, "sales-df"].items() if collection for one in held}
        networks = {one.name for one in factory.of(MANAGED_VIRTUAL_NETWORKS)}
        assert left <= {*networks, "AutoResolveIntegrationRuntime"}, published.name
        counts += Counter(put=len(first.done), refused=len(missed), deleted=len(gone.done))
    tell([f"{count:6,} {word}" for word, count in counts.items()])
    assert counts["put"] > 1500


def planned(azure: Azure, factory: Factory) -> Plan:
    live = read_live(Direct(azure, PLACE))
    ask = Ask(delete=True, delete_unmarked=frozenset(UNMARKED))
    return plan_for(Wanted("sales", "dev", factory), live, HERE, ask)[0]
