"""Texts compared and searched as the engine does: by the invariant culture of .NET over ICU.

Comparing counts case last (`a` < `A` < `b`); searching does not count it at all, nor letters that show nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from adfc.expressions.texts import whole
from adfc.expressions.weights import BEYOND, Element, elements_of

_PLAIN = re.compile(r"[\t\n\v\f -~]*")
"""Text of which every letter counts, alone, for itself."""

_BEFORE_ITS_CONSONANT = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
_WIDE_OR_KATAKANA = re.compile("[\uff01-\uffee\u30a1-\u30fe]")
_CLUSTER = re.compile(
    ".[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0dff\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a]*", re.DOTALL
)
"""A letter with the marks that may make one letter of it."""

JOINS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3", "\u200c"}
"""What belongs to the letter before it, beside accents."""

SKIN_COLOURS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def compare(one: str, other: str) -> int:
    """-1, 0 or 1: whether the first sorts before, with or after the second."""
    if one == other:
        return 0
    key, other_key = _sort_key(one), _sort_key(other)
    return (key > other_key) - (key < other_key)


def _sort_key(text: str) -> list[list[int]]:
    """The weights of all letters, level by level."""
    ordered = _BEFORE_ITS_CONSONANT.sub(r"\2\1", _composed(text))
    elements = [element for letter in ordered for element in elements_of(letter)]
    return [[weight for weight in level if weight] for level in zip(*elements, strict=True)]


def _composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def same_but_for_case(one: str, other: str) -> bool:
    """Whether two names are the same when case counts for nothing."""
    if _PLAIN.fullmatch(one) and _PLAIN.fullmatch(other):
        return one.lower() == other.lower()
    return [piece.weight for piece in _pieces(one)] == [piece.weight for piece in _pieces(other)]


def find(text: str, wanted: str, *, last: bool = False) -> int:
    """Where a text stands in another, whatever the case, in UTF-16 units; -1 for nowhere.

    What counts for nothing is found at the beginning, and the last time at the last letter.
    """
    if wanted and _PLAIN.fullmatch(text) and _PLAIN.fullmatch(wanted):
        held, sought = text.lower(), wanted.lower()
        return held.rfind(sought) if last else held.find(sought)
    pieces, sought_pieces = _both(text, wanted)
    if not sought_pieces:
        nowhere = -1 if wanted and not text else 0
        return max(_length(text) - 1, nowhere) if last else nowhere
    found = list(_matches(pieces, sought_pieces))
    if not found:
        return -1
    return pieces[found[-1] if last else found[0]].start


def starts(text: str, wanted: str) -> bool:
    """Whether a text begins with another, whatever the case."""
    if _PLAIN.fullmatch(text) and _PLAIN.fullmatch(wanted):
        return text.lower().startswith(wanted.lower())
    pieces, sought = _both(text, wanted)
    return 0 in _matches(pieces, sought) if sought else bool(text or not wanted)


def trails(text: str, wanted: str) -> bool:
    """Whether a text ends with another, whatever the case."""
    if _PLAIN.fullmatch(text) and _PLAIN.fullmatch(wanted):
        return text.lower().endswith(wanted.lower())
    pieces, sought = _both(text, wanted)
    return len(pieces) - len(sought) in _matches(pieces, sought) if sought else text.endswith(wanted)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a search looks at: a weight of a letter, and where that letter stands."""

    weight: tuple[int, int]
    start: int
    begins: bool
    """Whether it is the first weight of what a reader sees as one letter."""
    is_accent: bool


def _both(text: str, wanted: str) -> tuple[list[_Piece], list[_Piece]]:
    return list(_pieces(text)), list(_pieces(wanted))


def _pieces(text: str) -> Iterator[_Piece]:
    """The weights of a text, without those that count for nothing."""
    place, before = 0, ""
    for group in _CLUSTER.findall(whole(text)):
        for letter in _composed(group):
            is_accent = bool(before) and category(letter) in {"Mn", "Me"} and category(before[-1]) not in {"Cc", "Cf"}
            begins = not (is_accent or _is_joined(before, letter))
            for number, element in enumerate(elements_of(letter)):
                if element.primary or element.secondary:
                    yield _Piece(_weight(letter, element), place, begins and number == 0, number > 0 or is_accent)
            before = before[-1:] + letter
        place += _length(group)


def _is_joined(before: str, letter: str) -> bool:
    """Whether a letter belongs to the two before it: a line feed to its return, the parts of one emoji."""
    if not before:
        return False
    is_part = before[-1] == "\u200d" and category(before[0]) == category(letter) == "So"
    return before[-1] + letter == "\r\n" or letter in JOINS or is_part or letter in SKIN_COLOURS


def _weight(letter: str, element: Element) -> tuple[int, int]:
    """Letter and accent. .NET tells full width from half, and katakana from hiragana, before it forgets case."""
    if _WIDE_OR_KATAKANA.match(letter):
        return (2 * BEYOND + ord(letter), element.secondary)
    return (element.primary, element.secondary)


def _matches(pieces: list[_Piece], sought: list[_Piece]) -> Iterator[int]:
    """The numbers of the pieces where what is sought begins."""
    weights = [piece.weight for piece in sought]
    for number in range(len(pieces) - len(sought) + 1):
        end = number + len(sought)
        is_cut = end < len(pieces) and pieces[end].is_accent
        if pieces[number].begins and not is_cut and [one.weight for one in pieces[number:end]] == weights:
            yield number


def _length(text: str) -> int:
    return sum(1 + (letter > "\uffff") for letter in whole(text))
