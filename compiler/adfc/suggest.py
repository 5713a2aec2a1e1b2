"""The one place that guesses what a user meant: every "did you mean" comes from here."""

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE = 0.75
"""The least difflib ratio of a guess: on mutated property names of published factories it finds 95 %."""

SHOWN = 12
"""How many names a help line lists."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` most likely means, or None when none is close.

    Letter case counts for nothing: a name that differs only by it wins over every other.
    """
    by_lower = {name.lower(): name for name in sorted(known)}
    lowered = word.lower()
    if lowered in by_lower:
        return by_lower[lowered]
    found = get_close_matches(lowered, by_lower, n=1, cutoff=CLOSE) or _swapped(lowered, by_lower)
    return by_lower[found[0]] if found else None


def _swapped(word: str, known: Iterable[str]) -> list[str]:
    """Words of the same letters: two swapped ones weigh too much in a short word (`rul` for `url` has ratio 0.67)."""
    return [name for name in known if sorted(name) == sorted(word)]


def hint(word: str, known: Iterable[str], none: str = "there is none yet") -> str:
    """The help line for an unknown `word`: the likely meaning, else what is known (`none` if nothing is)."""
    names = list(known)
    close = closest(word, names)
    return f'did you mean "{close}"?' if close else listed(names, none)


def listed(names: list[str], none: str = "") -> str:
    """The help line that lists what is known, cut where nobody reads on."""
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return "known: " + ", ".join(names[:SHOWN]) + rest if names else none
