"""YAML text to data, the thorough way: all of YAML that adfc knows, every place, and everything that is wrong."""

from collections.abc import Iterator
from types import NoneType
from typing import NoReturn

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read import codes, complaints
from adfc.read.complaints import StopReadingError
from adfc.read.lines import Lines
from adfc.read.scalars import OddScalarError
from adfc.read.tree import Tree
from adfc.read.unprintable import check_printable
from adfc.read.yaml_anchors import Anchors, Built
from adfc.read.yaml_events import TOO_DEEP_AHEAD, NextEvent, events, extent, slow_events
from adfc.read.yaml_plain import MAX_DEPTH
from adfc.read.yaml_scalars import core_value
from adfc.read.yaml_syntax import explain
from adfc.read.yaml_tags import check_collection_tag, tagged_scalar
from adfc.source import Node, SourceFile, Span

Children = dict[str | int, Node]

_KINDS = {int: "a number", float: "a number", bool: "true or false", NoneType: "null"}


def load_yaml_tree(source: SourceFile) -> Tree:
    """The data and places of a YAML file, and what is wrong with it (ADF002 to ADF015).

    What can be mended is read on: of duplicate keys the first counts, a key that is no text is taken as its text, a
    value without meaning in JSON is taken as its text or null.
    """
    lines = Lines(source)
    found = Problems()
    if not check_printable(source.text, lines, found):
        return Tree(None, None, found.found)
    try:
        return _tree(source, lines, events(source.text))
    except MarkedYAMLError:
        return _tree(source, lines, slow_events(source.text))


def _tree(source: SourceFile, lines: Lines, next_event: NextEvent) -> Tree:
    found = Problems()
    data, root = None, None
    try:
        data, root = _Walk(source, lines, found, next_event).document()
    except StopReadingError:
        pass
    except MarkedYAMLError as failure:
        if failure.problem == TOO_DEEP_AHEAD:
            raise
        explain(failure, source.text, lines, found)
    return Tree(data, root, found.found)


class _Walk:
    """One pass over the events of a text."""

    def __init__(self, source: SourceFile, lines: Lines, found: Problems, next_event: NextEvent) -> None:
        self._source = source
        self._lines = lines
        self._found = found
        self._anchors = Anchors(found)
        self._next_event = next_event
        self._end = 0
        """Where the text of what was read last ends: a collection in block style ends with what is in it."""

    def document(self) -> Built:
        """The only document of the text."""
        self._next_event()  # the stream's start
        if isinstance(self._next_event(), StreamEndEvent):
            self._refuse_empty()
        first = self._next_event()
        if _is_nothing(first):
            self._refuse_empty()
        built = self._value(first, 1)
        self._next_event()  # the document's end
        following = self._next_event()
        if not isinstance(following, StreamEndEvent):
            message, hint = "a second document starts here", "put it into a file of its own"
            self._found.error(codes.SEVERAL_DOCUMENTS, message, self._lines.span(*extent(following)), hint)
        return built

    def _refuse_empty(self) -> NoReturn:
        complaints.empty_file(self._found, self._source.name)
        raise StopReadingError

    def _value(self, event: Event, depth: int) -> Built:
        """The value that `event` starts; a list or mapping would be `depth` levels deep with itself."""
        if isinstance(event, AliasEvent):
            return self._alias(event, depth)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)
        if event.anchor:
            self._anchors.start(event.anchor)
        built = self._scalar(event) if isinstance(event, ScalarEvent) else self._collection(event, depth)
        if event.anchor:
            self._anchors.end(event.anchor, built)
        return built

    def _alias(self, event: AliasEvent, depth: int) -> Built:
        start, self._end = extent(event)
        return self._anchors.follow(event.anchor or "", self._lines.span(start, self._end), depth)

    def _scalar(self, event: ScalarEvent) -> Built:
        start, end = extent(event)
        if event.style in {"|", ">"}:  # the parser counts the blank lines below it in
            end = start + len(self._source.text[start:end].rstrip(" \t\r\n"))
        self._end = end
        span = self._lines.span(start, end)
        if event.tag:
            return tagged_scalar(event, self._source.text, self._lines, self._found), Node(span)
        return event.value if event.style else self._plain(event.value, span), Node(span)

    def _plain(self, text: str, span: Span) -> Data:
        try:
            return core_value(text)
        except OddScalarError as odd:
            odd.complain(self._found, text, span)
            return odd.value

    def _collection(self, event: CollectionStartEvent, depth: int) -> Built:
        start, end = extent(event)
        if depth > MAX_DEPTH:
            complaints.too_deep(self._found, MAX_DEPTH, self._lines.span(start, end))
            raise StopReadingError
        check_collection_tag(event, self._source.text, self._lines, self._found)
        children: Children = {}
        read = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        data = read(event, children, depth)
        return data, Node(self._lines.span(start, self._end), children=children)

    def _mapping(self, start: CollectionStartEvent, children: Children, depth: int) -> dict[str, Data]:
        data: dict[str, Data] = {}
        for event in self._until_end(start):
            key, key_span = self._key(event, depth)
            value, node = self._value(self._next_event(), depth + 1)
            if key in data:
                complaints.duplicate_key(self._found, key, key_span, children[key].key or key_span)
            elif key is not None:
                data[key], children[key] = value, node
                node.key = key_span
        return data

    def _sequence(self, start: CollectionStartEvent, children: Children, depth: int) -> list[Data]:
        data: list[Data] = []
        for index, event in enumerate(self._until_end(start)):
            value, children[index] = self._value(event, depth + 1)
            data.append(value)
        return data

    def _until_end(self, start: CollectionStartEvent) -> Iterator[Event]:
        """The events that start what stands directly in the collection; each has to be read before the next."""
        while not isinstance(event := self._next_event(), CollectionEndEvent):
            yield event
        if start.flow_style:
            self._end = extent(event)[1]

    def _key(self, event: Event, depth: int) -> tuple[str | None, Span]:
        """The key that `event` starts and its place; None for what can't be a key, after saying so."""
        value, node = self._value(event, depth + 1)
        if not isinstance(event, ScalarEvent):
            message = "a key must be text, not an alias, a list or a mapping"
            self._found.error(codes.KEY_NOT_TEXT, message, node.value, 'write keys as plain text: "key: value"')
            return None, node.value
        if event.value == "<<" and not event.style:
            hint = "write the keys out here; an alias for a whole value is fine"
            self._found.error(codes.MERGE_KEY, 'the merge key "<<" is not supported', node.value, hint)
            return None, node.value
        if not isinstance(value, str):
            message = f'key "{event.value}" is read as {_KINDS[type(value)]}, not as text'
            self._found.error(codes.KEY_NOT_TEXT, message, node.value, f'quote it: "{event.value}"')
        return event.value, node.value


def _is_nothing(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and not (event.value or event.style or event.tag or event.anchor)
