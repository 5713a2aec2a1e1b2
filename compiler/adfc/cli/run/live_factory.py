"""The live factory that a command talks to: where it is, and what a refusal of Azure's looks like."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from adfc.cli.exits import Refusal, ServiceRefusal
from adfc.cli.run.factory_source import FactorySource
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.publish import CLOUDS, Cloud, FactoryId, RefusedError, cloud_of
from adfc.suggest import hint


def cloud_named(told: str) -> Cloud:
    """The cloud of that name, or managed at that URL.

    Raises:
        Refusal: there is none.
    """
    found = cloud_of(told)
    if found is None:
        raise Refusal(f'there is no cloud "{told}"', f"{hint(told, CLOUDS)}, or the https URL of its Resource Manager")
    return found


def place_of(source: FactorySource, subscription: str, resource_group: str) -> FactoryId:
    """Where the factory is: as the command line says, else as its target does.

    Raises:
        Refusal: neither does.
    """
    subscription = subscription or source.fields.get("subscription") or os.environ.get("AZURE_SUBSCRIPTION_ID", "")
    group = resource_group or source.fields.get("resourceGroup", "")
    target = source.wanted.target
    if not subscription:
        way_out = "write subscription: ID under the target in adfc.yml, or name it with --subscription"
        raise Refusal(f'target "{target}" names no subscription', way_out)
    if not group:
        way_out = "write resourceGroup: NAME under the target in adfc.yml, or name it with --resource-group"
        raise Refusal(f'target "{target}" names no resource group', way_out)
    return FactoryId(subscription, group, source.wanted.factory.name)


@contextmanager
def refusals(settings: Settings) -> Iterator[None]:
    """What Azure refuses in the body is a refusal of the command."""
    try:
        yield
    except RefusedError as error:
        if settings.verbose and error.__cause__:
            say(str(error.__cause__))
        raise ServiceRefusal(error.message, error.way_out) from error
