"""JSON text to data, the thorough way: every place and everything that is wrong.

Tolerant of what people keep in Git-mode folders: comments, trailing commas, tabs in text.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NoReturn

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read import codes, complaints
from adfc.read.complaints import StopReadingError, shown
from adfc.read.json_scalars import QUOTED, UNCLOSED, hint_for, is_literal, literal, unquote
from adfc.read.json_strict import MAX_DEPTH
from adfc.read.lines import Lines
from adfc.read.scalars import OddScalarError
from adfc.read.tree import Tree
from adfc.source import Node, SourceFile

_BLANK = re.compile(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_WORD = re.compile(r"[^\s,:\[\]{}\"/]*")
_FOUND = re.compile(r"[^\s,:\[\]{}\"/\x00-\x1f]+|\"[^\"\r\n]+\"|\S|")


def load_json_tree(source: SourceFile) -> Tree:
    """The data and places of a JSON file, and what is wrong with it (ADF002 to ADF004, ADF007, ADF009, ADF011).

    What can be mended is read on: of duplicate keys the first counts, a number without meaning is taken as its text.
    """
    found = Problems()
    data, root = None, None
    with suppress(StopReadingError):
        data, root = _Reader(source, found).document()
    return Tree(data, root, found.found)


class _Reader:
    """One pass over a text, at offset `_at`."""

    def __init__(self, source: SourceFile, found: Problems) -> None:
        self._text = source.text
        self._name = source.name
        self._lines = Lines(source)
        self._found = found
        self._at = 0

    def document(self) -> tuple[Data, Node]:
        """The only value of the text."""
        self._skip_blank()
        if self._at == len(self._text):
            complaints.empty_file(self._found, self._name)
            raise StopReadingError
        built = self._value(1)
        self._skip_blank()
        if self._at < len(self._text):
            self._stop("the end of the file")
        return built

    def _value(self, depth: int) -> tuple[Data, Node]:
        """The value at the reading position; a list or object would be `depth` levels deep with itself."""
        start = self._at
        sign = self._text[start : start + 1]
        children: dict[str | int, Node] = {}
        data: Data
        if sign == "{":
            data = self._object(children, depth)
        elif sign == "[":
            data = self._list(children, depth)
        elif sign == '"':
            data = self._quoted()
        else:
            data = self._literal()
        return data, Node(self._lines.span(start, self._at), children=children)

    def _object(self, children: dict[str | int, Node], depth: int) -> dict[str, Data]:
        data: dict[str, Data] = {}
        for start in self._items("}", depth):
            if not self._text.startswith('"', start):
                self._stop("a key in double quotes")
            key = self._quoted()
            span = self._lines.span(start, self._at)
            self._skip_blank()
            if not self._take(":"):
                self._stop('":"')
            self._skip_blank()
            value, node = self._value(depth + 1)
            if key in data:
                complaints.duplicate_key(self._found, key, span, children[key].key or span)
            else:
                data[key], children[key] = value, node
                node.key = span
        return data

    def _list(self, children: dict[str | int, Node], depth: int) -> list[Data]:
        data: list[Data] = []
        for _ in self._items("]", depth):
            value, children[len(data)] = self._value(depth + 1)
            data.append(value)
        return data

    def _items(self, closing: str, depth: int) -> Iterator[int]:
        """The offset of each item of the list or object that starts here; the item has to be read before the next."""
        opening = self._lines.span(self._at, self._at + 1)
        if depth > MAX_DEPTH:
            complaints.too_deep(self._found, MAX_DEPTH, opening)
            raise StopReadingError
        sign = self._text[self._at]
        self._at += 1
        self._skip_blank()
        while not self._take(closing):
            if self._at == len(self._text):
                self._found.error(codes.SYNTAX, f'this "{sign}" is never closed', opening)
                raise StopReadingError
            yield self._at
            self._skip_blank()
            if self._take(","):
                self._skip_blank()
            elif self._at < len(self._text) and not self._text.startswith(closing, self._at):
                self._stop(f'"," or "{closing}"')

    def _quoted(self) -> str:
        whole = QUOTED.match(self._text, self._at)
        if whole is None:
            self._stop_in_quotes()
        start, self._at = whole.span()
        return unquote(whole[0], self._lines.span(start, self._at), self._found)

    def _stop_in_quotes(self) -> NoReturn:
        """The quoted text that starts here holds a control character, or goes on after its line."""
        start = self._at
        broken = UNCLOSED.match(self._text, start)
        end = broken.end() if broken else start + 1
        if end == len(self._text) or self._text[end] in "\\\r\n":
            span = self._lines.span(start, start + 1)
            message = "this quote is never closed in its line"
            self._found.error(codes.SYNTAX, message, span, 'a line break is written "\\n"')
        else:
            complaints.unprintable(self._found, self._text[end], self._lines.span(end, end + 1))
        raise StopReadingError

    def _literal(self) -> Data:
        found = _WORD.match(self._text, self._at)
        word = found[0] if found else ""
        if not is_literal(word):
            self._stop("a value", hint_for(word))
        start, self._at = self._at, self._at + len(word)
        try:
            return literal(word)
        except OddScalarError as odd:
            odd.complain(self._found, word, self._lines.span(start, self._at))
            return odd.value

    def _take(self, sign: str) -> bool:
        """Whether `sign` stands at the reading position; steps over it."""
        taken = self._text.startswith(sign, self._at)
        self._at += taken
        return taken

    def _skip_blank(self) -> None:
        """Step over white space and comments."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        if self._text.startswith("/*", self._at):
            span = self._lines.span(self._at, self._at + 2)
            self._found.error(codes.SYNTAX, "this comment is never closed", span, "close it with */")
            raise StopReadingError

    def _stop(self, expected: str, hint: str = "") -> NoReturn:
        """Say what should stand at the reading position and what does."""
        found = _FOUND.match(self._text, self._at)
        actual = found[0] if found else ""
        span = self._lines.span(self._at, self._at + len(actual))
        if actual and not actual[0].isprintable():
            complaints.unprintable(self._found, actual[0], span)
        else:
            what = shown(actual.strip('"')) if actual else "the end of the file"
            self._found.error(codes.SYNTAX, f"{expected} is expected here, not {what}", span, hint)
        raise StopReadingError
