"""A plan for a comment on a pull request."""

import re
from collections.abc import Iterator, Sequence

from adfc.diagnostic import Diagnostic
from adfc.publish.plan.model import Change, Plan
from adfc.publish.show.words import (
    SIGNS,
    about_left,
    about_secrets,
    about_stateless,
    about_unmarked,
    nothing,
    pair,
    path_of,
    place_of,
    totals,
    trigger_words,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
MOST = 50
"""So many changes are shown property by property: a comment holds 65,536 characters (GitHub)."""


def as_markdown(plan: Plan, found: Sequence[Diagnostic] = ()) -> str:
    """The plan as Markdown that GitHub and Azure DevOps draw: totals, a table, and the properties folded away.

    What is `found` wrong with it comes first: who reads a pull request does not see what else was printed.
    """
    where = plan.where
    head = f"### Plan for `{where.name}` (target {_plain(plan.target)})"
    total = nothing(plan, "the factory") if plan.is_empty else totals(plan)
    parts = [head, f"**{_plain(total)}**", *_wrong(found), *_table(plan), *_details(plan), *_notes(plan)]
    return "\n\n".join(parts) + "\n"


def _wrong(found: Sequence[Diagnostic]) -> Iterator[str]:
    if found:
        yield "\n".join(f"- **{one.severity} {one.code}**: {_plain(_words(one))}" for one in found)


def _words(one: Diagnostic) -> str:
    place = f" ({one.span.file}:{one.span.line})" if one.span.file else ""
    return " ".join(f"{one.message}{place}{'; ' * bool(one.help)}{one.help}".split())


def _table(plan: Plan) -> Iterator[str]:
    rows = [f"| `+` | the factory itself, in {_plain(plan.create)} | |"] if plan.create else []
    rows += [f"| `{SIGNS[one.action]}` | {_plain(one.title)} | {_place(one)} |" for one in plan.changes]
    rows += [f"| | {_plain(one.title)} | {trigger_words(one)} |" for one in plan.triggers]
    if rows:
        yield "\n".join(["| | resource | |", "|---|---|---|", *rows])


def _place(change: Change) -> str:
    words = [f"`{place_of(change)}`"] if place_of(change) else []
    return ", ".join([*words, *([f"**{_plain(change.note)}**"] if change.note else [])])


def _details(plan: Plan) -> Iterator[str]:
    changed = [one for one in plan.changes if one.differences]
    for one in changed[:MOST]:
        yield f"<details><summary>{_html(one.title)}</summary>\n\n```diff\n{_diff(one)}\n```\n\n</details>"
    if changed[MOST:]:
        yield f"... and {len(changed) - MOST} more: `adfc plan` shows all"


def _diff(change: Change) -> str:
    lines = []
    for found in change.differences:
        old, new = pair(found)
        lines += [f"- {path_of(found.path)}: {old}"] * bool(old) + [f"+ {path_of(found.path)}: {new}"] * bool(new)
    return "\n".join(lines).replace("```", "'''")


def _notes(plan: Plan) -> Iterator[str]:
    yield from (
        _plain(line)
        for line in (*about_left(plan, plan.left), *about_unmarked(plan), *about_stateless(plan), *about_secrets(plan))
    )


def _plain(text: str) -> str:
    """The text as it is, whatever Markdown makes of its signs."""
    return _SIGNS.sub(r"\\\1", text)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
