"""Says what is wrong where a YAML parser gives up.

The words are ours: libyaml's differ from those of PyYAML's own parser. The parser's message tells the kind of mistake,
the text around the place tells the rest.
"""

import re
from collections.abc import Callable

from yaml.error import MarkedYAMLError

from adfc.diagnostic import Problems, Related
from adfc.read import yaml_wording as say
from adfc.read.lines import Lines
from adfc.read.yaml_failure import Failure, Words

_WORDINGS: tuple[tuple[re.Pattern[str], Callable[[Failure], Words]], ...] = (
    (re.compile("cannot start any token|mapping keys are not allowed"), say.must_be_quoted),
    (re.compile("mapping values are not allowed"), say.colon),
    (re.compile("expected ':'"), say.no_colon),
    (re.compile("end of stream|unexpected document"), say.unclosed_quote),
    (re.compile("flow (sequence|mapping): .*','"), say.flow_end),
    (re.compile("block (mapping|collection): "), say.misplaced),
    (re.compile("node content"), say.no_value),
    (re.compile("document start"), say.after_the_end),
    (re.compile("directive|incompatible"), say.directive),
    (re.compile("tag"), say.tag),
    (re.compile("escape|hexdecimal"), say.escape),
    (re.compile("alphabetic"), say.anchor_name),
    (re.compile("block scalar"), say.block_header),
    (re.compile("sequence entries are not allowed"), say.dash),
)
"""Words that both parsers use for a kind of mistake: what was being read, then what is wrong. Most telling first."""


def explain(failure: MarkedYAMLError, text: str, lines: Lines, found: Problems) -> None:
    """Add the error (ADF003, or ADF002, ADF006, ADF012, ADF014, ADF015) that `failure` means in `text`."""
    place = failure.problem_mark or failure.context_mark
    at = min(place.index, len(text)) if place else 0
    since = min(failure.context_mark.index, len(text)) if failure.context_mark else at
    words = _words(Failure(text, lines, at, since), f"{failure.context}: {failure.problem}")
    related = (Related(words.related, lines.span(since, since + 1)),) if words.related else ()
    found.error(words.code, words.message, lines.span(words.start, words.end), words.hint, *related)


def _words(failure: Failure, complaint: str) -> Words:
    if failure.tab is not None:
        return say.tab(failure)
    wording = next((words for pattern, words in _WORDINGS if pattern.search(complaint)), say.unexpected)
    return wording(failure)
