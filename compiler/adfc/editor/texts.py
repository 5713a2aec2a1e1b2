"""Regular expressions for texts that JSON Schema has no words for, in the syntax that Python and JavaScript share."""

import re
from collections.abc import Iterable

PLACEHOLDER = r"\$\{(?:var|target|env)\.[^{}]*\}"
"""Text that holds a variable of adfc; when it is nothing else, the variable may be of any type."""

COMPUTED = rf"^@(?!@)|@\{{|{PLACEHOLDER}"
"""Text whose value is known later: it holds a variable, or an expression of ADF's."""

_SYNTAX = re.compile(r"[\^$\\.*+?()\[\]{}|/]")


def in_any_case(words: Iterable[str]) -> str:
    """The expression for any of the words as a whole, its letters (A to Z) in either case.

    JSON Schema knows no flags: each letter becomes `[aA]`.
    """
    return "^(?:" + "|".join(_either_case(word) for word in words) + ")$"


def _either_case(word: str) -> str:
    return "".join(f"[{char.lower()}{char.upper()}]" if _is_letter(char) else _plain(char) for char in word)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _plain(char: str) -> str:
    return _SYNTAX.sub(r"\\\g<0>", char)
