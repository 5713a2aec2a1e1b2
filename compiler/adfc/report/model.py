"""What there is to report, the same for every format."""

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic, Related, Severity
from adfc.report.lines import split_lines
from adfc.source import Span

STAGES = {
    "0": "a spec or its configuration can't be understood",
    "1": "the spec does not fit its schema",
    "2": "a reference finds no target",
    "3": "an expression or a query is wrong",
    "4": "Azure Data Factory would refuse or misread it",
    "5": "it is not safe",
    "6": "it could be written better",
    "9": "what was built can't be released",
}
"""What the first digit of a code says: the stage that found it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of a code wherever it is found."""

    title: str
    """One line."""
    page: str
    """What it means, why it matters and the way out, in Markdown."""


def rule_of_stage(code: str) -> Rule:
    """The rule of a code of which no more is known than the stage that found it."""
    title = STAGES.get(code.removeprefix("ADF")[:1], "a problem")
    return Rule(title, f"{code}: {title}")


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics in the order in which they are shown, and what it takes to show them."""

    diagnostics: Sequence[Diagnostic]
    texts: Mapping[str, str]
    """File name to its text, for snippets; a file that is missing here gets none."""
    base: str = ""
    """The project's folder as the reader's shell names it (with `/`): put before every file name."""
    color: bool = False
    width: int = 120
    """How many columns a line of text may take."""
    rule: Callable[[str], Rule] = rule_of_stage

    def file(self, span: Span) -> str:
        """The name of the file as the reader's shell knows it."""
        return posixpath.normpath(posixpath.join(self.base, span.file))

    def lines(self, span: Span) -> Sequence[str]:
        """The lines of the file, without their ends; none when its text is not known."""
        text = self.texts.get(span.file)
        return () if text is None else split_lines(text)


def places(diagnostic: Diagnostic) -> tuple[Related, ...]:
    """The other places of the story, each once: the use of the pattern that made the text, and what the stage added."""
    via = diagnostic.span.via
    use = () if via is None else (Related("the pattern is used here", via),)
    return tuple(dict.fromkeys((*use, *diagnostic.related)))


def told(diagnostic: Diagnostic) -> list[str]:
    """The words of a diagnostic, line by line: what is wrong, then the way out."""
    return [*diagnostic.message.splitlines(), *diagnostic.help.splitlines()]


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity, e.g. `2 errors, 1 warning`; empty for none."""
    severities = [one.severity for one in diagnostics]
    numbers = ((severities.count(severity), severity.value) for severity in Severity)
    return ", ".join(f"{number} {word}{'s' * (number > 1)}" for number, word in numbers if number)
