"""Why a text is no expression: looked for only once the parser has refused it."""

from adfc.expressions.advice import bare_name, missing_value, no_property, stray
from adfc.expressions.lexicon import LONGEST, length
from adfc.expressions.syntax import ExpressionError
from adfc.expressions.words import Opener, Word, words

_SUFFIXES = (".", "?.", "[", "?[")


def explained(text: str) -> ExpressionError:
    """What is wrong with a text that the parser refused, at the first word that cannot stand where it does."""
    if text[:1] == "@" and text[1:2] != "{":
        top = Opener("@", 0, 1)
        return _too_long(text, 1, len(text)) or _Search(text, top).trouble() or _too_deep(1, len(text))
    at = 0
    while (hole := text.find("@{", at)) >= 0:
        at = hole + 2
        if hole and text[hole - 1] == "@":
            continue
        opener = Opener("@{", hole, at)
        if trouble := _Search(text, opener).trouble() or _too_long(text, at, opener.closed - 1):
            return trouble
        at = opener.closed
    return _too_deep(0, len(text))


def _too_long(text: str, start: int, end: int) -> ExpressionError | None:
    size = length(text[start:end])
    if size <= LONGEST:
        return None
    way_out = "a long constant text stands outside: text @{...} text; else set variables to parts of it first"
    return ExpressionError(f"an expression has at most {LONGEST} characters, found {size}", start, end, way_out)


def _too_deep(start: int, end: int) -> ExpressionError:
    way_out = "set a variable to a part of it first, and use that in its place"
    return ExpressionError("the expression is nested too deep", start, end, way_out)


class _Search:
    """Reads one expression word by word, up to the first that is wrong."""

    def __init__(self, text: str, top: Opener) -> None:
        self.top = top
        self.stack = [top]
        self.stream = words(text, top.end)
        self.before: Word | None = None
        self.wants_value = True
        self.is_call = False
        """Whether properties and elements may follow what was read last."""

    def trouble(self) -> ExpressionError | None:
        """What is wrong in the expression that begins after `top`; if nothing is, `top` learns where it is closed."""
        while self.stack:
            word = next(self.stream)
            trouble = self._value(word) if self.wants_value else self._after_value(word)
            if trouble is not None:
                return trouble
        return None

    def _value(self, word: Word) -> ExpressionError | None:
        if word.kind == ")" and self.before is not None and self.before.kind == "(":
            self._close(word)
            return None
        if word.kind == "name" and not word.is_literal:
            return self._open_call(word)
        if word.kind not in ("string", "number", "name"):
            return missing_value(word, self.stack[-1], self.before)
        self.wants_value, self.is_call, self.before = False, False, word
        return None

    def _open_call(self, name: Word) -> ExpressionError | None:
        mark = next(self.stream)
        if mark.kind != "(":
            return bare_name(name, mark, self.stack[-1])
        self.stack.append(Opener("(", name.start, mark.end, name.text[:40]))
        self.before = mark
        return None

    def _after_value(self, word: Word) -> ExpressionError | None:
        opener = self.stack[-1]
        if word.kind == opener.closer:
            self._close(word)
        elif word.kind == "," and opener.text == "(":
            self.wants_value, self.before = True, word
        elif word.kind in _SUFFIXES and self.is_call:
            return self._suffix(word)
        else:
            return stray(word, opener, self.before)
        return None

    def _suffix(self, mark: Word) -> ExpressionError | None:
        if mark.kind[-1] == "[":
            self.stack.append(Opener("[", mark.start, mark.end))
            self.wants_value, self.before = True, mark
            return None
        self.before = next(self.stream)
        return None if self.before.kind == "name" else no_property(self.before, mark)

    def _close(self, word: Word) -> None:
        self.stack.pop()
        self.top.closed = word.end
        self.wants_value, self.is_call, self.before = False, True, word
