"""Texts that look like expressions and are none: nothing in them is evaluated where their author wanted it."""

import re

from adfc.expressions.parser import parse
from adfc.expressions.scope import NOT_MARKED, REFERENCES, Problem
from adfc.expressions.signatures import SIGNATURES
from adfc.expressions.syntax import Call, Expression, ExpressionError, Index, Literal, Member, Template
from adfc.expressions.walk import nodes

_NAMES = "|".join(REFERENCES)

REFERENCE = re.compile(rf"\b({_NAMES})\s*\(", re.IGNORECASE)
_CALLED = (
    "utcNow|formatDateTime|addDays|addHours|convertTimeZone|convertFromUtc|getPastTime|startOfDay|startOfMonth|concat"
)
"""Functions that nobody names a variable of SQL after."""
_BARE = re.compile(rf"(?<![\w@{{])@({_NAMES}|{_CALLED})\s*\(", re.IGNORECASE)
_BRACED = re.compile(rf"(?<!@)\{{\s*({_NAMES})\s*\([^{{}}]*\}}", re.IGNORECASE)

_LOOSE = re.compile(
    r"(?<![\w@{])(?:(?:pipeline|item|dataset|linkedService)\(\)\s*\??\.\s*\w+"
    r"|activity\('[^']+'\)\s*\??\.\s*(?:output|error)\b|variables\('[^']+'\))",
    re.IGNORECASE,
)
_KNOWN = SIGNATURES.keys() | {name.lower() for name in REFERENCES}


def unmarked(text: str, *, is_marked: bool = False) -> Problem | None:
    """What a plain text has in it that was meant as an expression, if anything is sure to be.

    Args:
        text: a string that the service takes as it is.
        is_marked: whether it stands in an object `{value, type: Expression}`: then its author thought of one.
    """
    if "(" not in text:
        return None
    stripped = text.strip()
    if stripped.startswith("@") and text[0] != "@" and _is_call(stripped):
        at = text.index("@")
        return Problem(
            NOT_MARKED,
            0,
            at + 1,
            "an expression begins with @: the space before it makes it text",
            "take the space away",
        )
    return _whole(text, stripped, is_marked) or _inside(text, 0)


def _whole(text: str, stripped: str, is_marked: bool) -> Problem | None:
    """A text that would be an expression with `@` before it."""
    if "@" in stripped or not (stripped.endswith((")", "]")) or REFERENCE.match(stripped)):
        return None
    if not (is_marked or REFERENCE.search(stripped)) or not _is_call("@" + stripped):
        return None
    start = text.index(stripped)
    message = "this is text: an expression begins with @"
    return Problem(NOT_MARKED, start, start + len(stripped), message, f"write @{_short(stripped)}")


def _inside(text: str, offset: int) -> Problem | None:
    """A reference inside a text that lacks its braces, or its `@`."""
    if "(" not in text:
        return None
    bare = _BARE.search(text)
    if bare and bare.start() > 0:
        message = f"@{bare[1]}(...) is not evaluated inside a text"
        return Problem(NOT_MARKED, offset + bare.start(), offset + bare.end() - 1, message, "write @{...} around it")
    braced = _BRACED.search(text)
    if not braced and (loose := _LOOSE.search(text)):
        message = f"{loose[0]} is not evaluated inside a text"
        return Problem(NOT_MARKED, offset + loose.start(), offset + loose.end(), message, "write @{...} around it")
    if braced:
        message = "{...} is not evaluated without @ before it"
        return Problem(
            NOT_MARKED, offset + braced.start(), offset + braced.end(), message, f"write @{_short(braced[0])}"
        )
    return None


def in_template(tree: Template, text: str) -> list[Problem]:
    """The same of the plain text around interpolations."""
    found, at = [], tree.start
    for part in tree.parts:
        if not isinstance(part, str):
            found.append(_inside_part(text, at, part.start))
            at = text.find("}", part.end) + 1
    found.append(_inside_part(text, at, len(text)))
    return [one for one in found if one]


def _inside_part(text: str, start: int, end: int) -> Problem | None:
    return _inside(text[start:end], start) if end > start else None


def _is_call(text: str) -> bool:
    """Whether a text is an expression that begins with a known function or reference."""
    try:
        return _begins_with_call(parse(text))
    except ExpressionError:
        return False


def _begins_with_call(root: Expression) -> bool:
    while isinstance(root, Member | Index):
        root = root.target
    return isinstance(root, Call) and root.name.lower() in _KNOWN


def is_expression(text: str) -> bool:
    """Whether a text is sure to be meant as an expression: it begins with a known call, or has one in `@{...}`."""
    try:
        tree = parse(text)
    except ExpressionError:
        return False
    parts = tree.parts if isinstance(tree, Template) else (tree,)
    return any(not isinstance(one, str) and _begins_with_call(one) for one in parts)


def quoted(tree: Expression) -> list[Problem]:
    """Interpolations inside the string literals of an expression, which nobody evaluates."""
    message = "@{...} is not evaluated inside the quotes of an expression"
    way_out = "join the pieces: concat('...', ..., '...')"
    return [Problem(NOT_MARKED, one.start, one.end, message, way_out) for one in nodes(tree) if _is_quoted(one)]


def _is_quoted(node: Expression) -> bool:
    text = node.value if isinstance(node, Literal) else None
    return isinstance(text, str) and "@{" in text and bool(REFERENCE.search(text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
