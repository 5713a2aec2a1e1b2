"""The words for each kind of YAML syntax error."""

import re

from adfc.read import codes
from adfc.read.complaints import SURROGATES, shown
from adfc.read.yaml_failure import Failure, Words

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.)", re.DOTALL)
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
"""Letter to number of hexadecimal digits."""
_DOCUMENT_END = re.compile(r"^\.\.\.", re.MULTILINE)
_QUOTE_ALL = "put the whole value in quotes"
_LONG = 60
_LAST_CHARACTER = 0x10FFFF
_OTHER_ESCAPES = frozenset('0abtnvfre "/\\N_LP\t\r\n')


def tab(failure: Failure) -> Words:
    """A tab in the indentation, or where a token should start."""
    start = failure.at if failure.tab is None else failure.tab
    message = "a tab stands where YAML allows only spaces"
    return Words(start, start + 1, message, "indent with spaces", codes.TAB)


def must_be_quoted(failure: Failure) -> Words:
    """A plain value that starts with a sign which YAML keeps for itself."""
    sign = failure.text[failure.at : failure.at + 1]
    ends_line = failure.before.rstrip().endswith((":", "-")) and not re.search(r"[\[{]", failure.before)
    word = failure.rest_at(failure.at) if ends_line else failure.word.rstrip(":")
    hint = _quote(word) if ends_line else _QUOTE_ALL
    code = codes.BARE_AT if sign == "@" else codes.SYNTAX
    message = f'{shown(word)} starts with "{sign}" and must be quoted'
    return Words(failure.at, failure.at + len(word), message, hint, code)


def colon(failure: Failure) -> Words:
    """A `:` inside a value, or after a text that goes on from the line above."""
    _, separator, value = failure.before.partition(": ")
    if separator:
        start = failure.at - len(value.lstrip())
        word = failure.rest_at(start)
        hint = f"write each key on a line of its own, or {_quote(word)}"
        return Words(start, start + len(word), f'unexpected ":" in the value {shown(word)}', hint)
    word = failure.before.strip()
    hint = 'it is read as part of the text above: check the indentation, and the space after ":" above'
    return Words(failure.at - len(failure.before.lstrip()), failure.at, f"{shown(word)} can't be a key here", hint)


def no_colon(failure: Failure) -> Words:
    """A line that should be `key: value` and is only text."""
    word = failure.rest_at(failure.since)
    hint = 'write "key: value"; text that goes on from the line above is indented deeper than its key'
    return Words(failure.since, failure.since + len(word), f'{shown(word)} has no ":" after it', hint)


def unclosed_quote(failure: Failure) -> Words:
    """A quote without its partner."""
    single = failure.text.startswith("'", failure.since)
    hint = (
        "inside single quotes a quote is written twice: ''" if single else 'inside double quotes write \\" for a quote'
    )
    return Words(failure.since, failure.since + 1, "this quote is never closed", hint)


def escape(failure: Failure) -> Words:
    """The first backslash in double quotes that starts no escape, or the escape of half a character."""
    escapes = _ESCAPE.finditer(failure.text, failure.since)
    bad = next((one for one in escapes if not _is_escape(one[0])), None)
    if bad is None:  # a backslash is the last of the file
        return unclosed_quote(failure)
    if len(bad[0]) - 2 == _HEX_ESCAPES.get(bad[0][1]):
        message = f"{shown(bad[0])} is not a character"
        return Words(bad.start(), bad.end(), message, "write the character itself", codes.UNPRINTABLE)
    hint = "use single quotes, which leave backslashes alone, or write two of them"
    return Words(bad.start(), bad.end(), f"{shown(bad[0])} is not an escape", hint)


def _is_escape(text: str) -> bool:
    kind, digits = text[1], text[2:]
    if kind not in _HEX_ESCAPES:
        return kind in _OTHER_ESCAPES
    if len(digits) < _HEX_ESCAPES[kind]:
        return False
    code = int(digits, 16)
    return code <= _LAST_CHARACTER and code not in SURROGATES


def anchor_name(failure: Failure) -> Words:
    """A `*` or `&` that no name follows, as in `*.csv`."""
    word = failure.word_at(failure.since)
    what = "an alias" if word.startswith("*") else "an anchor"
    message = f"{shown(word)} is not {what}"
    hint = _quote(word) if word == failure.rest_at(failure.since) else _QUOTE_ALL
    return Words(failure.since, failure.since + len(word), message, hint)


def tag(failure: Failure) -> Words:
    """A tag that is not even well-formed."""
    word = failure.word_at(failure.since)
    hint = 'remove it; quote the value if it is text that starts with "!"'
    return Words(failure.since, failure.since + len(word), f"tag {shown(word)} is not allowed", hint, codes.TAG)


def directive(failure: Failure) -> Words:
    """A line that starts with `%`."""
    word = failure.rest_at(failure.since)
    hint = "remove the line, or quote it if it is text"
    return Words(failure.since, failure.since + len(word), f"directive {shown(word)} is not supported", hint)


def block_header(failure: Failure) -> Words:
    """Something after `|` or `>` on the same line."""
    word = failure.rest_at(failure.at)
    message = f'unexpected {shown(word)} after "{failure.text[failure.since]}"'
    return Words(failure.at, failure.at + len(word), message, "the text starts on the next line, indented")


def dash(failure: Failure) -> Words:
    """A list that starts on the line of its key."""
    hint = 'write "- ..." on the next line, or quote the value if it is text'
    return Words(failure.at, failure.at + 1, "a list can't start on the line of its key", hint)


def flow_end(failure: Failure) -> Words:
    """A list in brackets or a mapping in braces that does not go on as it should."""
    opening = failure.text[failure.since]
    if failure.is_at_end:
        return Words(failure.since, failure.since + 1, f'this "{opening}" is never closed')
    closing = "]" if opening == "[" else "}"
    message = f'expected "," or "{closing}", not {shown(failure.word)}'
    hint = 'quote text that holds ":" or ","'
    return Words(failure.at, failure.at + len(failure.word), message, hint, related=f'the "{opening}" stands here')


def misplaced(failure: Failure) -> Words:
    """Something that is neither the next key (or list item) of a block nor its end."""
    word = failure.word
    end = failure.at + len(word)
    if word.startswith(":"):
        return Words(failure.at, failure.at + 1, 'a key is missing before ":"')
    if failure.before.strip():
        return _after_value(failure)
    if word in {"]", "}", ","}:
        return unexpected(failure)
    hint = "give the line the indentation of those it belongs with"
    if failure.text.startswith("-", failure.since):
        return Words(failure.at, end, 'the list above has no "- " here', hint, related="the list starts here")
    if word == "-":
        message = "a list item stands among the keys of a mapping"
        return Words(failure.at, end, message, hint, related="the mapping starts here")
    message = "the indentation of this line fits nothing above it"
    return Words(failure.at, end, message, hint, related="the mapping starts here")


def no_value(failure: Failure) -> Words:
    """A sign where a value is expected."""
    if failure.is_at_end:
        return unexpected(failure)
    message = f"a value is expected here, not {shown(failure.word)}"
    return Words(failure.at, failure.at + len(failure.word), message, "quote it if it is text")


def after_the_end(failure: Failure) -> Words:
    """Something after the only value, or after the `...` that ends a document."""
    if not _DOCUMENT_END.search(failure.text, 0, failure.at):
        return _after_value(failure)
    message, hint = "a second document starts here", "put it into a file of its own"
    return Words(failure.at, failure.at + len(failure.word), message, hint, codes.SEVERAL_DOCUMENTS)


def unexpected(failure: Failure) -> Words:
    """What has no better words."""
    if failure.is_at_end:
        hint = 'close what is open: a quote, "]" or "}"'
        return Words(failure.at, failure.at, "the file ends too early", hint)
    return Words(failure.at, failure.at + len(failure.word), f"unexpected {shown(failure.word)}")


def _after_value(failure: Failure) -> Words:
    end = failure.at + len(failure.word)
    return Words(failure.at, end, f"unexpected {shown(failure.word)} after the value", _QUOTE_ALL)


def _quote(text: str) -> str:
    """The way out for a value that needs quotes."""
    if len(text) > _LONG:
        return _QUOTE_ALL
    return "write '" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'write "{text}"'
