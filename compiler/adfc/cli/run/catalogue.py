"""What reports say of a code: what `adfc explain` prints of it."""

import re

from adfc.report import Rule, rule_of_stage
from adfc.rules.pages import explain


def rule_of(code: str) -> Rule:
    """The rule of a code by its page; one without a page by the stage that found it."""
    page = explain(code)
    return Rule(_title(page), page) if page else rule_of_stage(code)


def _title(page: str) -> str:
    """The first sentence of a page: heading and severity are none."""
    told = (part for part in page.split("\n\n") if not part.startswith(("#", "Severity:")))
    return re.split(r"(?<=\.) ", " ".join(next(told, page).split()))[0]
