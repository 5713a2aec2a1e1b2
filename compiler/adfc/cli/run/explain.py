"""`adfc explain`: the page of a code, or the list of all codes, as plain text."""

import os
import re
import sys
import textwrap
from collections.abc import Iterator

from adfc.cli.exits import GOOD, Refusal
from adfc.cli.run.catalogue import rule_of
from adfc.cli.run.screen import put, wants_color, width
from adfc.cli.settings import Settings
from adfc.report.model import STAGES
from adfc.report.paint import Paint, painter
from adfc.rules.pages import pages
from adfc.suggest import closest

READABLE = 100
"""The columns that a line of text takes at most, however wide the screen is."""

FENCED = re.compile(r"^```\w* ?(?P<file>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code: the second word of its first line is the name of a file."""

INDENT = "    "
LABELS = ("Before:", "After:")


def explain(settings: Settings, code: str | None) -> int:
    """Print the page of `code`, or without one the list of all; the exit code.

    Raises:
        Refusal: there is no such code.
    """
    paint = painter(wants_color(sys.stdout, os.environ, no_color=settings.no_color))
    columns = min(width(sys.stdout), READABLE)
    parts = _shown(_page(code), columns, paint) if code else _listed(width(sys.stdout), paint)
    put("\n\n".join(parts) + "\n")
    return GOOD


def _page(code: str) -> str:
    """The page of a code, whose letters `ADF` may be left out."""
    name = f"ADF{code:0>3}" if code.isdecimal() else code.upper()
    page = pages().get(name)
    if page is None:
        guess = closest(name, pages())
        way_out = f'did you mean "{guess}"?' if guess else "adfc explain lists the codes"
        raise Refusal(f'there is no code "{code}"', way_out)
    return page


def _shown(page: str, columns: int, paint: Paint) -> Iterator[str]:
    """The paragraphs of a page: text wrapped, code indented, headings strong."""
    for part in FENCED.sub(_indented, page).strip("\n").split("\n\n"):
        if part.startswith("#"):
            yield paint(part.lstrip("# "), "strong")
        elif part in LABELS:
            yield paint(part, "strong")
        else:
            yield part if part.startswith(INDENT) else _wrapped(part, columns)


def _indented(block: re.Match[str]) -> str:
    """A block of code as Markdown knows it too, under the name of its file."""
    file = block["file"].removesuffix("ignore").strip()
    return textwrap.indent((f"# {file}\n" if file else "") + block["body"].rstrip("\n"), INDENT)


def _wrapped(text: str, columns: int) -> str:
    return textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)


def _listed(columns: int, paint: Paint) -> Iterator[str]:
    """A paragraph for each stage: a line for each of its codes, with its name and what it says."""
    names = {code: _name(page) for code, page in pages().items()}
    longest = max(map(len, names.values()))
    for digit, stage in STAGES.items():
        codes = [code for code in names if code.startswith(f"ADF{digit}")]
        rows = [textwrap.shorten(rule_of(code).title, columns - longest - 12, placeholder="...") for code in codes]
        lines = [f"  {code}  {names[code]:<{longest}}  {row}" for code, row in zip(codes, rows, strict=True)]
        if codes:
            yield "\n".join([paint(f"ADF{digit}xx: {stage}", "strong"), *lines])


def _name(page: str) -> str:
    """The short name in a page's heading."""
    return page.partition("\n")[0].partition(": ")[2]
