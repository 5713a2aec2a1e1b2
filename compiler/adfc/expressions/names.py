"""Names without case: of functions, parameters, properties, variables and activities."""

from collections.abc import Iterable

from adfc.expressions.collation import same_but_for_case

DOTLESS = "\u0131"
"""The i without a dot, which stays as it is."""


def upper_letter(letter: str) -> str:
    """The upper case of one letter, if that is one letter too (`ß` stays), as .NET has it for every culture."""
    if letter == DOTLESS:
        return letter
    upper = letter.upper()
    if len(upper) == 1:
        return upper
    title = letter.title()
    return title if len(title) == 1 else letter


def lower_letter(letter: str) -> str:
    """The lower case of one letter, if that is one letter too."""
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def upper(text: str) -> str:
    """The text in upper case, letter by letter."""
    return text.upper() if text.isascii() else "".join(map(upper_letter, text))


def lower(text: str) -> str:
    """The text in lower case, letter by letter."""
    return text.lower() if text.isascii() else "".join(map(lower_letter, text))


def ordinal_key(name: str) -> str:
    """What two names of variables or activities share that are the same."""
    return upper(name)


def property_of(names: Iterable[str], wanted: str) -> str | None:
    """The property that is meant: the one spelt so, else the first that differs in case alone."""
    known = list(names)
    if wanted in known:
        return wanted
    return next((name for name in known if same_but_for_case(name, wanted)), None)
