"""Findings that a comment on their line silences: `# adfc: ignore ADF473 the table has thirty rows`.

A finding inside a scalar of several lines is silenced on the first of them, too: `query: >- # adfc: ignore ...`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic, Severity
from adfc.source import Span

MARK = "adfc: ignore"

COMMENT = re.compile(r"(?:#|//)\s*adfc: ignore\b[ \t]*(?P<code>\S*)[ \t]*(?P<reason>.*?)\s*$", re.MULTILINE)

CODE = re.compile(r"ADF[1-9]\d\d")
"""What can be silenced: not what stops a file from being read (ADF0xx)."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences one code on its line."""

    code: str
    reason: str
    span: Span


def without_ignored(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """`diagnostics` without those that comments silence, and with what is wrong about the comments.

    Args:
        diagnostics: of any stage.
        texts: the text of every file that may hold such comments, by name.

    Returns:
        Adds ADF093 (a comment without a code that can be silenced, or without a reason: it silences nothing) and ADF094
        (a comment that silences nothing).
    """
    ignores = [one for name, text in texts.items() if MARK in text for one in _ignores(name, text)]
    by_place = {(one.span.file, one.span.line, one.code): one for one in ignores if _is_whole(one)}
    left: list[Diagnostic] = []
    used: set[tuple[str, int, str]] = set()
    for diagnostic in diagnostics:
        spans = [one for one in (diagnostic.span, diagnostic.whole) if one]
        places = {(one.file, one.line, diagnostic.code) for one in spans} & by_place.keys()
        used |= places
        if not places:
            left.append(diagnostic)
    left += [_incomplete(one) for one in ignores if not _is_whole(one)]
    left += [_useless(one) for place, one in by_place.items() if place not in used]
    return left


def _ignores(name: str, text: str) -> Iterator[Ignore]:
    for found in COMMENT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        span = Span(name, line, column, line, column + len(found[0].rstrip()))
        yield Ignore(found["code"], found["reason"], span)


def _is_whole(one: Ignore) -> bool:
    return bool(CODE.fullmatch(one.code) and one.reason)


def _incomplete(one: Ignore) -> Diagnostic:
    code = one.code if CODE.fullmatch(one.code) else "CODE"
    if one.code == code:
        message = f"say why {code} does not count here"
    elif one.code.startswith("ADF0"):
        message = f'"{one.code}" can\'t be ignored: the file is not read'
    else:
        message = f'"{one.code}" is no code that can be ignored' if one.code else "say which code does not count here"
    return Diagnostic("ADF093", Severity.WARNING, message, one.span, f"write: adfc: ignore {code} REASON")


def _useless(one: Ignore) -> Diagnostic:
    message = f"{one.code} is not reported on this line: there is nothing to ignore"
    return Diagnostic("ADF094", Severity.WARNING, message, one.span, "take the comment away")
