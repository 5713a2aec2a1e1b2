"""A text to YAML events: by libyaml, or by PyYAML's parser in Python (some 18 times slower) where that is missing."""

from collections.abc import Callable
from typing import cast

import yaml
from yaml.error import Mark
from yaml.events import Event
from yaml.scanner import ScannerError
from yaml.tokens import DirectiveToken, ScalarToken

NextEvent = Callable[[], Event]


class PureLoader(yaml.BaseLoader):
    """PyYAML's parser in Python, made to accept and refuse what libyaml does."""

    def scan_to_next_token(self) -> None:
        """Step over blanks, line breaks and comments; over tabs too where they indent nothing."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Mark) -> list[str] | None:
        """The blanks inside a text without quotes; tabs are some."""
        length = 0
        while self.peek(length) in {" ", "\t"}:
            length += 1
        blanks = self.prefix(length)
        self.forward(length)
        if self.peek() in {"\r", "\n"}:
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks] if blanks else []

    def scan_directive(self) -> DirectiveToken:
        """The line that starts with `%` here: a version that is read, or a handle for tags."""
        start = self.get_mark()
        try:
            token = super().scan_directive()
        except ValueError:  # a number of thousands of digits
            token = None
        if token and (token.name == "TAG" or token.value in {(1, 1), (1, 2)}):
            return token
        raise ScannerError("while scanning a directive", start, "found unknown directive name", start)

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """The quoted scalar that starts here; half characters and what lies beyond Unicode are not text."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
            token.value.encode()
        except (ValueError, OverflowError):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start, problem, start) from None
        return token


LOADER: "type[yaml.CBaseLoader | yaml.BaseLoader]" = yaml.CBaseLoader if yaml.__with_libyaml__ else PureLoader


TOO_DEEP_AHEAD = "exceeded maximum nesting depth"
"""The problem of libyaml, which looks ahead for keys, where it meets its own bound (1,000 levels) before it has given
the events up to ours: only `slow_events` tells where that is."""


def events(text: str) -> NextEvent:
    """A function that gives the next event of `text` with each call, the stream's start first.

    It raises `yaml.YAMLError` where the text is not YAML. Events come as the text is parsed, without recursion: whoever
    counts the depth can stop in time.
    """
    return cast("NextEvent", LOADER(text).get_event)  # it returns None only after the stream's end


def slow_events(text: str) -> NextEvent:
    """As `events`, by PyYAML's parser in Python."""
    return cast("NextEvent", PureLoader(text).get_event)


def extent(event: Event) -> tuple[int, int]:
    """The offsets in the text between which an event stands; the end of the stream may lie one past the text."""
    assert event.start_mark
    assert event.end_mark
    return event.start_mark.index, event.end_mark.index
