"""YAML text to data, the quick way: no places, and nothing but lists, mappings and scalars.

Most files hold nothing else. What is out of the ordinary (an anchor, a tag, a duplicate key, an odd number, a mistake)
makes this reader give up, and `yaml_tree` read the file: it knows all of YAML, and says what is wrong. The two agree on
every file that this one reads. Function calls and attribute look-ups are what costs here, so both are few.
"""

from yaml.error import YAMLError
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from adfc.model import Data
from adfc.read.scalars import OddScalarError
from adfc.read.tree import UnusualError
from adfc.read.unprintable import is_printable
from adfc.read.yaml_events import NextEvent, events
from adfc.read.yaml_scalars import LETTERS, WORDS, core_value

MAX_DEPTH = 100


def load_plain(text: str) -> Data:
    """The data of `text`, whose root is a list or a mapping; raises UnusualError if anything is unusual about it."""
    if not (text.isascii() or is_printable(text)):
        raise UnusualError
    try:
        return _document(events(text))
    except (YAMLError, OddScalarError) as odd:
        raise UnusualError from odd


def _document(next_event: NextEvent) -> Data:
    next_event()  # the stream's start
    if type(next_event()) is not DocumentStartEvent:
        raise UnusualError
    data = _collection(next_event(), next_event, 1)
    next_event()  # the document's end
    if type(next_event()) is not StreamEndEvent:
        raise UnusualError
    return data


def _collection(start: Event, next_event: NextEvent, depth: int) -> Data:
    """The list or mapping that `start` starts, `depth` levels deep with itself."""
    if depth <= MAX_DEPTH:
        if type(start) is MappingStartEvent and not (start.tag or start.anchor):
            return _mapping(next_event, depth)
        if type(start) is SequenceStartEvent and not (start.tag or start.anchor):
            return _sequence(next_event, depth)
    raise UnusualError


def _mapping(next_event: NextEvent, depth: int) -> dict[str, Data]:
    data: dict[str, Data] = {}
    event = next_event()
    while type(event) is ScalarEvent:
        key = event.value
        if (
            event.tag
            or event.anchor
            or key in data
            or ((key < LETTERS or key in WORDS) and not event.style and _odd_key(key))
        ):
            raise UnusualError
        event = next_event()
        if type(event) is ScalarEvent:
            if event.tag or event.anchor:
                raise UnusualError
            text = event.value
            data[key] = core_value(text) if (text < LETTERS or text in WORDS) and not event.style else text
        else:
            data[key] = _collection(event, next_event, depth + 1)
        event = next_event()
    if type(event) is not MappingEndEvent:
        raise UnusualError
    return data


def _sequence(next_event: NextEvent, depth: int) -> list[Data]:
    data: list[Data] = []
    event = next_event()
    while type(event) is not SequenceEndEvent:
        if type(event) is ScalarEvent:
            if event.tag or event.anchor:
                raise UnusualError
            text = event.value
            data.append(core_value(text) if (text < LETTERS or text in WORDS) and not event.style else text)
        else:
            data.append(_collection(event, next_event, depth + 1))
        event = next_event()
    return data


def _odd_key(key: str) -> bool:
    return key == "<<" or core_value(key) is not key
