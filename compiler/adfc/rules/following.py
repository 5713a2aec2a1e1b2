"""What may only follow from something else that is told: from a file, or a part, that could not be read."""

from collections.abc import Sequence

from adfc.diagnostic import Diagnostic, Severity

NOT_THERE = frozenset(("ADF050", "ADF202", "ADF221", "ADF324"))
"""What is said of names that nothing declares: nobody knows while a file can't be read, which may declare them."""

KQL_OF_NAMES = frozenset(("ADF322", "ADF323"))
"""What is said of KQL for want of a stored function whose file is missing."""


def without_following(found: Sequence[Diagnostic], *, is_unread: bool) -> list[Diagnostic]:
    """What is told without what may only follow; `is_unread` says that a spec could not be read."""
    codes = {one.code for one in found if one.severity is Severity.ERROR}
    following = NOT_THERE if is_unread else frozenset[str]()
    if "ADF126" in codes:
        following |= KQL_OF_NAMES
    if any(one.startswith("ADF12") for one in codes):  # a body that its schema refuses
        following |= {"ADF324"}
    return [one for one in found if one.code not in following]
