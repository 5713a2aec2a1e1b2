"""A custom format of numbers taken to pieces, and what a section of it says as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_NONE = 1 << 30

Piece = tuple[str, str]
"""Kind and text: `0`, `#`, `.`, `,`, `%`, `‰` stand for themselves; `exponent` and `text` carry what is written."""


@dataclass(slots=True)
class Plan:
    """What a section says as a whole."""

    pieces: list[Piece]
    digits: int = 0
    point: int = -1
    """How many digits stand before the point."""
    first_zero: int = _NONE
    last_zero: int = 0
    is_scientific: bool = False
    is_grouped: bool = False
    scale: int = 0
    """How many powers of ten the number is raised by, for `%` and for commas at the point."""
    commas_at: int = field(default=-1)
    commas: int = field(default=0)


def sections_of(pattern: str) -> list[list[Piece]]:
    """The pieces of each section, which `;` divides."""
    sections: list[list[Piece]] = [[]]
    for kind, text in _pieces(pattern):
        if kind == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def _pieces(pattern: str) -> Iterator[Piece]:
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter in "'\"":
            end = pattern.find(letter, at + 1)
            end = len(pattern) if end < 0 else end
            yield "text", pattern[at + 1 : end]
            at = end + 1
        elif letter == "\\":
            yield "text", pattern[at + 1 : at + 2]
            at += 2
        elif letter in "eE":
            length = _exponent_length(pattern, at)
            yield ("exponent" if length > 1 else "text"), pattern[at : at + length]
            at += length
        else:
            yield (letter if letter in "0#.,%‰;" else "text"), letter
            at += 1


def _exponent_length(pattern: str, at: int) -> int:
    """How much of the pattern an exponent takes: `E0`, `e+00`, `E-000`; 1 where no zero follows the letter."""
    place = at + 1
    if pattern[place : place + 1] in ("+", "-"):
        place += 1
    zeros = len(pattern[place:]) - len(pattern[place:].lstrip("0"))
    return place + zeros - at if zeros else 1


def plan_of(pieces: list[Piece]) -> Plan:
    """What the pieces of a section say together."""
    plan = Plan(pieces)
    for kind, _ in pieces:
        if kind in "0#":
            _count_digit(plan, kind)
        elif kind == "." and plan.point < 0:
            plan.point = plan.digits
        elif kind == "," and plan.digits and plan.point < 0:
            _count_comma(plan)
        elif kind in "%‰":
            plan.scale += 2 if kind == "%" else 3
        elif kind == "exponent":
            plan.is_scientific = True
    plan.point = plan.digits if plan.point < 0 else plan.point
    if plan.commas_at == plan.point:
        plan.scale -= plan.commas * 3
    elif plan.commas_at >= 0:
        plan.is_grouped = True
    return plan


def _count_digit(plan: Plan, kind: str) -> None:
    if kind == "0":
        plan.first_zero = min(plan.first_zero, plan.digits)
        plan.last_zero = plan.digits + 1
    plan.digits += 1


def _count_comma(plan: Plan) -> None:
    if plan.commas_at == plan.digits:
        plan.commas += 1
        return
    plan.is_grouped = plan.is_grouped or plan.commas_at >= 0
    plan.commas_at, plan.commas = plan.digits, 1
