"""Live factories: the only room that knows Azure's libraries.

`client` says what is asked of a factory and `azure` asks it of Azure, so only the commands that talk to Azure import
the latter: its libraries take half a second.
"""

from adfc.publish.client import Client, FactoryId, NoFactoryError, RefusedError
from adfc.publish.clouds import CLOUDS, Cloud, cloud_of
from adfc.publish.live import live_files
from adfc.publish.masked import without_masks

__all__ = [
    "CLOUDS",
    "Client",
    "Cloud",
    "FactoryId",
    "NoFactoryError",
    "RefusedError",
    "cloud_of",
    "live_files",
    "without_masks",
]
