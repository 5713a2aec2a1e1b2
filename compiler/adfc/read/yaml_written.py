"""The texts that a YAML scalar may stand for, and where each character of them stands.

https://yaml.org/spec/1.2.2/#73-flow-scalar-styles and #81-block-scalar-styles, as libyaml reads them. Whoever asks
knows the text already, and takes the reading that gives it: so nothing is shown at a wrong place.
"""

import re
from collections.abc import Iterator

from adfc.read.written import Written
from adfc.read.yaml_block import block_written

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BREAK = r"\r\n|[\r\n\x85\u2028\u2029]"
_FOLD = rf"(?P<fold>[ \t]*(?:{_BREAK})[ \t]*(?:(?:{_BREAK})[ \t]*)*)"
_ESCAPE = (
    rf"(?P<joined>\\(?:{_BREAK})[ \t]*(?:(?:{_BREAK})[ \t]*)*)"
    r"|\\[xuU](?P<code>(?<=x)[0-9a-fA-F]{2}|(?<=u)[0-9a-fA-F]{4}|(?<=U)[0-9a-fA-F]{8})|(?P<escape>\\[^\r\n])"
)
_PLAIN = re.compile(rf"{_FOLD}|(?P<plain>.)", re.DOTALL)
_SINGLE = re.compile(rf"{_FOLD}|(?P<quote>'')|(?P<plain>.)", re.DOTALL)
_DOUBLE = re.compile(rf"{_FOLD}|{_ESCAPE}|(?P<plain>.)", re.DOTALL)
_SIGNS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_BREAKS = re.compile(_BREAK)


def yaml_written(source: str, start: int, end: int) -> Iterator[Written]:
    """The readings of the scalar that stands at these offsets of the source, its anchor and tag included."""
    properties = _PROPERTIES.match(source, start, end)
    start = properties.end() if properties else start
    match source[start : start + 1]:
        case "'":
            yield _flow(source, _SINGLE, start + 1, end - 1)
        case '"':
            yield _flow(source, _DOUBLE, start + 1, end - 1)
        case "|" | ">":
            yield from block_written(source, start, end)
        case _:
            yield _flow(source, _PLAIN, start, end)


def _flow(source: str, pattern: re.Pattern[str], start: int, end: int) -> Written:
    written = Written()
    for part in pattern.finditer(source, start, end):
        at, after = part.span()
        match part.lastgroup:
            case "fold":
                _fold(written, part[0], at)
            case "quote":
                written.add("'", at, after)
            case "code":
                written.add(chr(int(part["code"], 16)), at, after)
            case "escape":
                written.add(_SIGNS.get(part[0][1], part[0][1]), at, after)
            case "joined":
                _add_breaks(written, part[0], at)
            case _:
                written.add(part[0], at, after)
    return written


def _fold(written: Written, blank: str, at: int) -> None:
    """One line break is a space; of several, all but the first stay."""
    breaks = list(_BREAKS.finditer(blank))
    first = breaks[0]
    if first[0] in "\u2028\u2029" or len(breaks) > 1:
        _add_breaks(written, blank, at)
    else:
        written.add(" ", at + first.start(), at + first.end())


def _add_breaks(written: Written, blank: str, at: int) -> None:
    for number, found in enumerate(_BREAKS.finditer(blank)):
        if number or found[0] in "\u2028\u2029":
            sign = found[0] if found[0] in "\u2028\u2029" else "\n"
            written.add(sign, at + found.start(), at + found.end())
