"""A place where a YAML parser gave up, with the text around it; and what to say about it."""

import re
from dataclasses import dataclass

from adfc.read import codes
from adfc.read.lines import Lines

_WORD = re.compile(r"[^\s,\[\]{}]+|\S|")
_REST = re.compile(r"(?:(?! #)[^\r\n])*")
_INDENTED_TAB = re.compile(r" *(\t)")


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a parser gave up: at offset `at`, in something that starts at `since`."""

    text: str
    lines: Lines
    at: int
    since: int

    @property
    def before(self) -> str:
        """The part of the line before the place."""
        return self.text[self.lines.start_of_line(self.at) : self.at]

    @property
    def word(self) -> str:
        """The word, or the one sign, at the place; empty before white space and at the end of the file."""
        return self.word_at(self.at)

    @property
    def is_at_end(self) -> bool:
        """Whether nothing follows."""
        return not self.text[self.at :].strip()

    @property
    def tab(self) -> int | None:
        """The offset of the tab at the place or in the indentation of its line."""
        if self.text.startswith("\t", self.at):
            return self.at
        found = _INDENTED_TAB.match(self.text, self.lines.start_of_line(self.at))
        return found.start(1) if found else None

    def word_at(self, offset: int) -> str:
        """The word, or the one sign, at an offset."""
        found = _WORD.match(self.text, offset)
        return found[0] if found else ""

    def rest_at(self, offset: int) -> str:
        """The rest of the line from an offset on, without a comment."""
        found = _REST.match(self.text, offset)
        return found[0].rstrip() if found else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What to say: `text[start:end]` is wrong."""

    start: int
    end: int
    message: str
    hint: str = ""
    code: str = codes.SYNTAX
    related: str = ""
    """What starts at the failure's `since`, where that helps."""
