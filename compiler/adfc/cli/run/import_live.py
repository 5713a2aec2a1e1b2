"""`adfc import --resource-group`: fetch a live factory and make a project of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from adfc.cli.exits import Refusal
from adfc.cli.run.import_factory import Wanted, bring_in
from adfc.cli.run.import_source import Findings, Reader
from adfc.cli.run.live_factory import cloud_named, refusals
from adfc.cli.settings import Settings
from adfc.importer import Source
from adfc.publish import Cloud, FactoryId, live_files, without_masks
from adfc.publish.azure import open_factory
from adfc.report.progress import progress
from adfc.source import SourceFile


def import_live(settings: Settings, resource_group: str, subscription: str, cloud: str, **given: Any) -> int:
    """Make a project of a factory in Azure, as `given` asks by the names of `Wanted`; the exit code.

    Raises:
        Refusal: the command line does not say which factory is meant.
        ServiceRefusal: Azure does not give it.
    """
    wanted = Wanted(**given)
    place = _place(wanted, resource_group, subscription)
    where = cloud_named(cloud)
    with progress(f'reading "{place.name}" from Azure'):
        files = _fetched(settings, place, where)
        folder = settings.directory / place.name
        reader = Reader(
            settings, Findings(settings.directory), Findings(folder, texts={one.name: one.text for one in files})
        )
        source = _unmasked(reader.files(files, "", wanted.parameters))
    return bring_in(settings, wanted, source, reader)


def _place(wanted: Wanted, resource_group: str, subscription: str) -> FactoryId:
    if wanted.source is not None:
        message = f'"{wanted.source}" is one source and --resource-group names another'
        raise Refusal(message, "leave one of them out")
    if not wanted.factory:
        message = f'no factory of the resource group "{resource_group}" is named'
        raise Refusal(message, "name it with --factory")
    if not subscription:
        way_out = "name one with --subscription or the variable AZURE_SUBSCRIPTION_ID: az account show tells its id"
        raise Refusal("no subscription is named", way_out)
    return FactoryId(subscription, resource_group, wanted.factory)


def _fetched(settings: Settings, place: FactoryId, cloud: Cloud) -> Sequence[SourceFile]:
    with refusals(settings), open_factory(place, cloud) as client:
        return live_files(client)


def _unmasked(source: Source) -> Source:
    """The source with secure parameters in the place of the secrets that Azure does not tell."""
    unmasked = without_masks(source.factory)
    targets = {name: without_masks(one).factory for name, one in source.targets.items()}
    return replace(source, factory=unmasked.factory, targets=targets, hidden=unmasked.secrets)
