"""Tags: those of YAML's core schema are obeyed, all others are refused.

https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from types import NoneType

from yaml.events import CollectionStartEvent, MappingStartEvent, ScalarEvent

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read.codes import TAG
from adfc.read.complaints import shown
from adfc.read.lines import Lines
from adfc.read.scalars import OddScalarError
from adfc.read.yaml_events import extent
from adfc.read.yaml_scalars import core_value

_CORE = "tag:yaml.org,2002:"
_SCALARS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "null": (NoneType,),
}
_NAMES = {*_SCALARS, "map", "seq"}
_SPELLED = re.compile(r"![^\s,\[\]{}]*")


def tagged_scalar(event: ScalarEvent, text: str, lines: Lines, found: Problems) -> Data:
    """The value of a scalar with a tag; adds ADF006 where the tag is not allowed or does not fit.

    `text` is the whole file's. A scalar whose tag is refused means what it would without one.
    """
    name = (event.tag or "").removeprefix(_CORE)
    if name == "str":
        return event.value
    value = _core_value(event.value)
    if type(value) in _SCALARS.get(name, ()):
        return float(value) if name == "float" else value
    _refuse(event, shown(event.value), text, lines, found)
    return event.value if event.style else value


def check_collection_tag(event: CollectionStartEvent, text: str, lines: Lines, found: Problems) -> None:
    """Add ADF006 for a tag that says anything but what the list or mapping is."""
    is_mapping = isinstance(event, MappingStartEvent)
    if event.tag and event.tag != _CORE + ("map" if is_mapping else "seq"):
        _refuse(event, "a mapping" if is_mapping else "a list", text, lines, found)


def _core_value(text: str) -> Data:
    try:
        return core_value(text)
    except OddScalarError as odd:
        return odd.value


def _refuse(event: ScalarEvent | CollectionStartEvent, what: str, text: str, lines: Lines, found: Problems) -> None:
    spelled = _SPELLED.search(text, extent(event)[0])
    assert spelled, "an event with a tag starts with it, or with an anchor before it"
    known = (event.tag or "").removeprefix(_CORE) in _NAMES
    message = f'tag "{spelled[0]}" does not fit {what}' if known else f'tag "{spelled[0]}" is not allowed'
    span = lines.span(*spelled.span())
    found.error(TAG, message, span, 'remove it; quote the value if it is text that starts with "!"')
