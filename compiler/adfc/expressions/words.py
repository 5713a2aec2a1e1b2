"""The words of an expression one by one, the wrong ones too: for telling what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from adfc.expressions.lexicon import INTEGERS, NAME, NUMBER, SPACE, STRING, WORDS, is_name

_WORD = re.compile(
    rf"{SPACE}(?:(?P<name>{NAME})|(?P<string>{STRING}(?!'))|(?P<open>')|(?P<number>{NUMBER})(?![\w$])"
    rf"|(?P<safe>\?{SPACE}[.\[])|(?P<mark>[()\[\],.}}])|(?P<end>\Z))"
).match
_SPACE = re.compile(SPACE).match
_WRONG = re.compile(
    r"""==|!=|<>|<=|>=|&&|\|\||\?\?|//|/\*|@\{|[+-]?[0-9][\w$.]*|[+-]\.[0-9][\w$.]*"""
    r"""|"[^"]*"?|`[^`]*`?|\u201c[^\u201d"]*[\u201d"]?|\u2018[^\u2019']*[\u2019']?|.""",
    re.DOTALL,
).match
"""What is taken as one word where none is: an operator of other languages, a number with letters, other quotes."""


@dataclass(slots=True)
class Opener:
    """What is not closed yet: `@`, `@{`, `(` with the name before it, `[`."""

    text: str
    start: int
    end: int
    name: str = ""
    closed: int = 0
    """For `@{`: the offset after its `}`, once that is known."""

    @property
    def closer(self) -> str:
        """The kind of the word that closes it."""
        return {"@": "end", "@{": "}", "(": ")", "[": "]"}[self.text]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `kind` is name, string, number, `open` (a string without end), end, wrong, or the mark itself."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is meant as a number and is none: `1e`, `12abc`, one beyond 64 bits."""
        return self.kind == "wrong" and self.text.lstrip("+-.")[:1].isdigit()

    @property
    def is_literal(self) -> bool:
        """Whether a name is `true`, `false` or `null`."""
        return self.kind == "name" and self.text.lower() in WORDS


def words(text: str, at: int) -> Iterator[Word]:
    """The words from `at` to the end of the text; `end` comes again and again, the first wrong one is the last."""
    while True:
        word = _word(text, at)
        yield word
        if word.kind == "wrong":
            return
        at = word.end


def _word(text: str, at: int) -> Word:
    found = _WORD(text, at)
    kind = found.lastgroup if found else None
    if found is None or kind is None:
        return _wrong(text, at)
    start, end = found.span(kind)
    if kind == "open":
        return Word("open", text[start:], start, len(text))
    word = found[kind]
    if (kind == "name" and not is_name(word)) or (kind == "number" and _is_too_large(word)):
        return Word("wrong", word, start, end)
    if kind == "safe":
        return Word("?" + word[-1], word, start, end)
    return Word(word if kind == "mark" else kind, word, start, end)


def _wrong(text: str, at: int) -> Word:
    space = _SPACE(text, at)
    start = space.end() if space else at
    found = _WRONG(text, start)
    end = found.end() if found else start
    return Word("wrong", text[start:end], start, end)


def _is_too_large(digits: str) -> bool:
    if "." in digits or "e" in digits.lower():
        return False
    return len(digits.lstrip("+-0")) > 19 or int(digits) not in INTEGERS
