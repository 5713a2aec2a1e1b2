"""Reading JSON whose shape nobody has checked: what is not as expected counts as not there."""

from collections.abc import Iterator

from adfc.emit.arm.template import Json
from adfc.model import Data


def type_of(data: Data) -> str:
    """The `type` of an object; empty when it is none, or says none as text."""
    named = data.get("type") if isinstance(data, dict) else None
    return named if isinstance(named, str) else ""


def objects_in(data: Data) -> Iterator[Json]:
    """The objects in `data` when it is a list; nothing else."""
    return (one for one in data if isinstance(one, dict)) if isinstance(data, list) else iter(())
