"""The pages of all codes: what each means, why it matters, and the way out."""

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from adfc.rules.registry import RULES
from adfc.rules.rule import Rule

FOLDER = Path(__file__).parents[1] / "pages"
"""One Markdown file a code that is no rule's, named for the code."""


@cache
def pages() -> Mapping[str, str]:
    """The page of every code, in Markdown, by code."""
    written = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.glob("ADF*.md")}
    return dict(sorted({**written, **{rule.code: page_of(rule) for rule in RULES}}.items()))


def codes() -> tuple[str, ...]:
    """Every code in order, without a look at its page."""
    written = {file.stem for file in FOLDER.glob("ADF*.md")}
    return tuple(sorted(written | {rule.code for rule in RULES}))


def explain(code: str) -> str | None:
    """The page of `code` (letter case does not matter), or None when there is no such code."""
    return pages().get(code.upper())


def page_of(rule: Rule) -> str:
    """The page of a rule: a heading, then its module's docstring."""
    text = (sys.modules[rule.check.__module__].__doc__ or "").strip()
    level = rule.severity.value if rule.severity else "off"
    return f"# {rule.code}: {rule.name}\n\nSeverity: {level}\n\n{text}\n"
