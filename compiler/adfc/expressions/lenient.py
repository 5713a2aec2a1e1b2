"""JSON as Newtonsoft.Json reads it for json().

With comments, single quotes, bare names, octal and hexadecimal numbers, and without the brackets that are missing at
the end.
"""

import math
import re

from adfc.expressions.json_scalars import date_of, number_of
from adfc.expressions.values import Value

_SPACE = re.compile("[\\s\\x1c-\\x1f\\x85\\xa0]*")
_COMMENT = re.compile(r"/\*(.*?)\*/|//[^\r\n]*", re.DOTALL)
_NUMBER = re.compile(r"[-+.0-9a-fA-FxX]+")
_NUMBER_START = re.compile(r"[-.0-9]")
_AFTER_NUMBER = re.compile(r"[\s,}\])/\0]|$")
_AFTER_WORD = re.compile(r"[\s,}\]/\0]|$")
_BARE_NAME = re.compile(r"[\w$]+")
_CONSTRUCTOR = re.compile(r"new\s+Date\s*\(\s*(-?[0-9]+(?:\s*,\s*-?[0-9]+){0,6})\s*\)")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\\": "\\", '"': '"', "'": "'", "/": "/"}
_CLOSING = ("]", "}")
"""After these and a comma, the engine takes the end of the text for the end of the array."""

_WORDS: dict[str, Value] = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": math.nan,
    "Infinity": math.inf,
    "-Infinity": -math.inf,
}


class BadJson(Exception):  # noqa: N818 (json() makes its own error of it)
    """A text that is no JSON: what is wrong, and at which letter (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(f"{message} at character {at + 1}")


def read_json(text: str) -> Value:
    """The first value in a text; what follows it is not looked at. Nothing, also nothing before a comma, is null.

    Raises:
        BadJson: no value can be read.
    """
    reader = _Reader(text)
    reader.skip(comments=True)
    return None if reader.is_nothing else reader.value()


class _Reader:
    """A place in the text, which reading moves on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._text)

    @property
    def is_nothing(self) -> bool:
        """Whether no value stands here."""
        return self.at_end or self._text[self._at] == ","

    def skip(self, *, comments: bool) -> None:
        """Pass over white space, and over comments where the engine forgets them."""
        while True:
            self._at = self._past(_SPACE)
            if self._text.startswith("\0", self._at):
                self._at += 1
            elif comments and self._text.startswith("/", self._at):
                self._at = self._past_comment()
            else:
                return

    def _past(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        return found.end() if found else self._at

    def _past_comment(self) -> int:
        found = _COMMENT.match(self._text, self._at)
        if not found:
            raise self._bad("a comment that does not end")
        return found.end()

    def _bad(self, message: str) -> BadJson:
        return BadJson(message, self._at)

    def _unexpected(self, wanted: str = "a value") -> BadJson:
        if self.at_end:
            return self._bad(f"the text ends where {wanted} is expected,")
        return self._bad(f'"{self._text[self._at]}" where {wanted} is expected,')

    def value(self) -> Value:
        """The value that begins here."""
        letter = self._text[self._at : self._at + 1]
        if letter == "{":
            return self._object()
        if letter == "[":
            return self._array()
        if letter in {'"', "'"} and letter:
            return self._string(letter)
        return self._scalar()

    def _scalar(self) -> Value:
        for word, value in _WORDS.items():
            if self._text.startswith(word, self._at):
                return self._word(word, value)
        if date := _CONSTRUCTOR.match(self._text, self._at):
            return self._date(date)
        if self._text.startswith("undefined", self._at):
            raise self._bad("undefined is no value of JSON")
        if _NUMBER_START.match(self._text, self._at):
            return self._number()
        raise self._unexpected()

    def _date(self, found: re.Match[str]) -> str:
        text = date_of([int(one) for one in found[1].split(",")])
        if text is None:
            raise self._bad(f'"{found[0]}" is no date,')
        self._at = found.end()
        return text

    def _word(self, word: str, value: Value) -> Value:
        end = self._at + len(word)
        if not _AFTER_WORD.match(self._text, end):
            raise self._unexpected(word)
        self._at = end
        return value

    def _number(self) -> Value:
        found = _NUMBER.match(self._text, self._at)
        assert found
        if not _AFTER_NUMBER.match(self._text, found.end()):
            raise BadJson(f'"{self._text[found.end()]}" in a number', found.end())
        number = number_of(found[0])
        if number is None:
            raise self._bad(f'"{found[0]}" is no number,')
        self._at = found.end()
        return number

    def _string(self, quote: str) -> str:
        start = self._at
        letters: list[str] = []
        plain = re.compile(rf"[^{quote}\\]*", re.DOTALL)
        while True:
            begin = self._at + 1
            self._at = begin
            self._at = self._past(plain)
            letters.append(self._text[begin : self._at])
            if self.at_end:
                raise BadJson("a string that does not end,", start)
            if self._text[self._at] == quote:
                self._at += 1
                return "".join(letters)
            letters.append(self._escaped())

    def _escaped(self) -> str:
        """What a backslash and the letters after it stand for; the place is the last of them afterwards."""
        letter = self._text[self._at + 1 : self._at + 2]
        if letter in _ESCAPES:
            self._at += 1
            return _ESCAPES[letter]
        if letter != "u":
            raise self._bad(f'"\\{letter}" is no escape,')
        return self._from_code()

    def _from_code(self) -> str:
        """The character of its code, or of two that are halves of a pair. A half alone can't be shown."""
        pair = _PAIR.match(self._text, self._at)
        if pair:
            self._at = pair.end() - 1
            return chr(0x10000 + (int(pair[1], 16) - 0xD800 << 10) + int(pair[2], 16) - 0xDC00)
        found = _CODE.match(self._text, self._at)
        if not found:
            raise self._bad('"\\u" without four hexadecimal digits,')
        self._at += 5
        code = int(found[1], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)

    def _array(self) -> Value:
        found: list[Value] = []
        self._at += 1
        self._inside("a value or ]")
        while not self._closed("]"):
            found.append(self.value())
            if self._ended("]"):
                return found
        return found

    def _object(self) -> Value:
        found: dict[str, Value] = {}
        self._at += 1
        self.skip(comments=True)
        self._never_end("a name or }")
        while not self._closed("}"):
            name = self._name()
            found.pop(name, None)
            found[name] = self._after_colon()
            if self._ended("}"):
                return found
            self.skip(comments=True)
        return found

    def _inside(self, wanted: str) -> None:
        """Go to the next value of an array, where a comment or a gap would be an element of its own."""
        self.skip(comments=False)
        self._never_end(wanted)
        if self._text[self._at] == "/":
            raise self._bad("a comment inside an array, which the engine takes for an element,")
        if self._text[self._at] == ",":
            raise self._unexpected()

    def _never_end(self, wanted: str) -> None:
        if self.at_end:
            raise self._unexpected(wanted)

    def _closed(self, bracket: str) -> bool:
        if self._text.startswith(bracket, self._at):
            self._at += 1
            return True
        return False

    def _ended(self, bracket: str) -> bool:
        """Whether nothing follows an element: its bracket closes here, or the text is over."""
        self.skip(comments=bracket == "}")
        if self.at_end or self._closed(bracket):
            return True
        if self._text[self._at] == "/":
            raise self._bad("a comment inside an array, which the engine takes for an element,")
        if self._text[self._at] != ",":
            raise self._unexpected(f'"," or "{bracket}"')
        comma = self._at
        self._at += 1
        self.skip(comments=bracket == "}")
        if self._at >= len(self._text):
            return self._may_end(self._text[:comma])
        return False

    def _may_end(self, before: str) -> bool:
        """Whether the text may end after a comma: it may after a bracket."""
        if before.rstrip().endswith(_CLOSING):
            return True
        raise self._unexpected("another one")

    def _name(self) -> str:
        letter = self._text[self._at]
        if letter in {'"', "'"}:
            return self._string(letter)
        found = _BARE_NAME.match(self._text, self._at)
        if not found:
            raise self._unexpected("a name")
        self._at = found.end()
        return found[0]

    def _after_colon(self) -> Value:
        self.skip(comments=False)
        if not self._text.startswith(":", self._at):
            raise self._unexpected('":"')
        self._at += 1
        self.skip(comments=True)
        return self.value()
