"""What Azure calls the parts of an environment."""

from collections.abc import Mapping

from adfc.model import Data, Resource


def azure_name(key: str, body: Mapping[str, Data]) -> str:
    """The name in Azure of what an environment calls `key`: the same, unless its body says another."""
    return str(body.get("name", key))


def name_of(part: Resource) -> str:
    """The name in Azure of a part of an environment."""
    return azure_name(part.name, part.properties)


def region(location: str) -> str:
    """A location as Azure's host names have it: `Central US` as `centralus`."""
    return location.replace(" ", "").lower()
