"""Numbers, words and quoted text of JSON (https://www.rfc-editor.org/rfc/rfc8259)."""

import json
import re

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read import codes, complaints
from adfc.read.complaints import shown
from adfc.read.scalars import OddScalarError, decimal, integer
from adfc.source import Span

UNCLOSED = re.compile(r'"[^"\\\x00-\x08\x0a-\x1f]*(?:\\.[^"\\\x00-\x08\x0a-\x1f]*)*')
QUOTED = re.compile(UNCLOSED.pattern + '"')
"""A text in double quotes, with the quotes. A tab may stand in it, which strict JSON does not allow."""

_WORDS = {"true": True, "false": False, "null": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(_INTEGER.pattern + r"(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"}
_ESCAPE = re.compile(r'\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])|(?P<bad>\\(?:u[0-9a-fA-F]{0,3}|.))')
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_literal(word: str) -> bool:
    """Whether `word` is a number, `true`, `false`, `null`, or one of the words that JavaScript has for no number."""
    return word in _WORDS or word in _NOT_NUMBERS or _DECIMAL.fullmatch(word) is not None


def literal(word: str) -> Data:
    """The value of a literal; raises OddScalarError for numbers that JSON or ADF does not have."""
    if word in _WORDS:
        return _WORDS[word]
    if word in _NOT_NUMBERS:
        raise OddScalarError(word, complaints.not_finite)
    return integer(word) if _INTEGER.fullmatch(word) else decimal(word)


def hint_for(word: str) -> str:
    """The way out for a word that is no literal."""
    if word.lower() in _WORDS:
        return f'did you mean "{word.lower()}"?'
    if re.match(r"[-+.]?[0-9]", word):
        return 'numbers are written like 12, -0.5 or 1e3: no leading zeros, no "+"'
    return "text is written in double quotes" if word else ""


def unquote(raw: str, span: Span, found: Problems) -> str:
    """The text that `raw` at `span` stands for, quotes and escapes undone.

    Adds ADF003 for what is no escape (the text stays as it is written) and ADF002 for half of a character.
    """
    if "\\" not in raw:
        text = raw[1:-1]
    elif bad := next((one["bad"] for one in _ESCAPE.finditer(raw) if one["bad"]), None):
        hint = "write a backslash as two"
        found.error(codes.SYNTAX, f"{shown(bad)} is not an escape", span, hint)
        text = raw[1:-1]
    else:
        text = json.loads(raw, strict=False)
    half = _SURROGATE.search(text)
    if half:
        complaints.half_character(found, f"\\u{ord(half[0]):04x}", span)
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text
