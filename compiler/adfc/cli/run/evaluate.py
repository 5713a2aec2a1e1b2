"""`adfc eval`: the value of an expression, or of each in a file."""

import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.batch import run_batch
from adfc.cli.run.eval_state import read_state, read_text
from adfc.cli.run.screen import put, say, wants_color, width
from adfc.cli.settings import Settings
from adfc.diagnostic import Diagnostic, Severity
from adfc.expressions.evaluate import EvaluationError, evaluate
from adfc.expressions.parser import parse
from adfc.expressions.record import answer, line_of
from adfc.expressions.state import State
from adfc.expressions.syntax import ExpressionError, Literal
from adfc.expressions.texts import float_text
from adfc.expressions.values import Value, a_kind
from adfc.source import Span

CODE = "ADF300"
NAME = "expression"
"""What stands for the name of a file where the place in an expression is shown."""

_STATE = "--state FILE gives variables, activities, the item and system properties"
_STATE_TOO = "--state FILE gives dataset, linkedService and trigger too"
_OPTIONS = {
    "there is no parameter ": "--parameters NAME=VALUE gives one",
    "there is no global parameter": _STATE,
    "there is no system property": _STATE,
    "there is no variable": _STATE,
    "there is no activity": _STATE,
    "item() means nothing": _STATE,
    "dataset() means nothing": _STATE_TOO,
    "linkedService() means nothing": _STATE_TOO,
    "trigger() means nothing": _STATE_TOO,
    "triggerBody() means nothing": _STATE_TOO,
}
"""What gives that which a message misses."""

SHORT = 100
"""The columns that an array or object takes at most in one line."""

_LOOKS_LIKE_A_CALL = re.compile(r"\s*@?\w+\(.*\)(\??\.\w+|\??\[[^]]*\])*\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    expression: str | None
    parameters: Sequence[str]
    state: str | None
    batch: str | None
    answer_format: str


def evaluate_text(settings: Settings, **given: Any) -> int:
    """Write the value of an expression, or the answers to a file of them, as `given` asks by the names of `Wanted`.

    Returns the exit code.

    Raises:
        Refusal: there is no expression or there are two, or a file can't be read.
    """
    wanted = Wanted(**given)
    if (wanted.expression is None) == (wanted.batch is None):
        nothing, both = "nothing is named to be evaluated", "an expression and a batch are two tasks"
        raise Refusal(nothing if wanted.batch is None else both, "name an expression, or a file of them with --batch")
    state = read_state(settings, wanted.state, wanted.parameters)
    if wanted.batch is not None:
        return run_batch(settings, wanted.batch, state)
    text = _text(settings, wanted.expression or "")
    return _as_record(text, state) if wanted.answer_format == "json" else _for_people(settings, text, state)


def _text(settings: Settings, expression: str) -> str:
    """The expression; that of stdin for `-`, without the line feed that a shell adds."""
    return read_text(settings, "-").removesuffix("\n").removesuffix("\r") if expression == "-" else expression


def _as_record(text: str, state: State) -> int:
    record = answer(text, state)
    put(line_of(record) + "\n", for_machines=True)
    return SPEC_ERRORS if "error" in record else GOOD


def _for_people(settings: Settings, text: str, state: State) -> int:
    try:
        tree = parse(text)
        value = evaluate(tree, state)
    except (ExpressionError, EvaluationError) as error:
        _complain(settings, text, error)
        return SPEC_ERRORS
    put(_shown(value) + "\n")
    if not settings.quiet:
        is_forgotten = isinstance(tree, Literal) and text[:1] != "@" and _LOOKS_LIKE_A_CALL.fullmatch(text)
        say("plain text: an expression begins with @" if is_forgotten else a_kind(value))
    return GOOD


def _shown(value: Value) -> str:
    """A string as it is, else JSON: 1.0 keeps its point."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return json.dumps(value) if value - value == 0 else float_text(value)
    plain = json.loads(line_of(value))
    text = json.dumps(plain, ensure_ascii=False)
    return text if len(text) <= SHORT else json.dumps(plain, ensure_ascii=False, indent=2)


def _complain(settings: Settings, text: str, error: ExpressionError | EvaluationError) -> None:
    """Write what is wrong, with the place in the expression."""
    from adfc.report import Report  # noqa: PLC0415 (a good expression needs no report)
    from adfc.report.text import block  # noqa: PLC0415

    color = wants_color(sys.stdout, os.environ, no_color=settings.no_color)
    found = Diagnostic(CODE, Severity.ERROR, error.message, _span(text, error.start, error.end), _way_out(error))
    put(block(Report([found], {NAME: text}, color=color, width=width(sys.stdout)), found) + "\n")


def _way_out(error: ExpressionError | EvaluationError) -> str:
    """The help, with the option that gives what is missing."""
    option = next((one for start, one in _OPTIONS.items() if error.message.startswith(start)), "")
    return f"{error.way_out}\n{option}".strip()


def _span(text: str, start: int, end: int) -> Span:
    """The place of two offsets, which count code points."""
    line, column = _place(text, start)
    end_line, end_column = _place(text, max(end, start + (start == end)))
    return Span(NAME, line, column, end_line, end_column)


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
