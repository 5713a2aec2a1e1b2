"""The usual mistakes, and what to write in their place."""

from adfc.expressions.signatures import ENGINE_ONLY, SIGNATURES
from adfc.suggest import closest

VALUE = "a string in single quotes, a number, true, false, null or a call"

OPERATORS = {
    "==": "equals(a, b)",
    "=": "equals(a, b)",
    "!=": "not(equals(a, b))",
    "<>": "not(equals(a, b))",
    "<": "less(a, b)",
    ">": "greater(a, b)",
    "<=": "lessOrEquals(a, b)",
    ">=": "greaterOrEquals(a, b)",
    "&&": "and(a, b)",
    "&": "concat(a, b) for text, and(a, b) for conditions",
    "||": "or(a, b)",
    "|": "or(a, b)",
    "!": "not(a)",
    "+": "add(a, b) for numbers, concat(a, b) for text",
    "-": "sub(a, b)",
    "*": "mul(a, b)",
    "/": "div(a, b)",
    "%": "mod(a, b)",
    "??": "coalesce(a, b)",
    "?": "if(condition, a, b); what may be missing is read by ?.name or ?['name']",
    ":": "if(condition, a, b)",
}
"""What stands for an operator of other languages."""

WORD_OPERATORS = {
    "and": "and(a, b)",
    "or": "or(a, b)",
    "eq": "equals(a, b)",
    "is": "equals(a, b)",
    "in": "contains(a, b)",
    "then": "if(condition, a, b)",
}

_STRAIGHT = "write straight single quotes: 'text'"

MARKS = {
    '"': "strings stand between single quotes: 'text'",
    "`": "strings stand between single quotes: 'text'",
    "\N{LEFT DOUBLE QUOTATION MARK}": _STRAIGHT,
    "\N{RIGHT DOUBLE QUOTATION MARK}": _STRAIGHT,
    "\N{DOUBLE LOW-9 QUOTATION MARK}": _STRAIGHT,
    "\N{LEFT SINGLE QUOTATION MARK}": _STRAIGHT,
    "\N{RIGHT SINGLE QUOTATION MARK}": _STRAIGHT,
    "@": "@ stands only before the whole expression: leave it out here",
    "@{": 'inside an expression others stand as they are: leave out the "@{" and its "}"',
    "{": "an object is made by json('{...}')",
    "//": "an expression has no comments",
    "/*": "an expression has no comments",
    ";": "an expression is one value: leave out the ;",
    "\\": "a string has no escapes but '' for a single quote",
}
"""What to say of signs that mean nothing in an expression, or something else."""

STARTS = {
    "pipeline": "pipeline()",
    "item": "item()",
    "dataset": "dataset()",
    "linkedservice": "linkedService()",
    "trigger": "trigger()",
    "activity": "activity('name')",
    "variables": "variables('name')",
    "parameters": "pipeline().parameters",
    "globalparameters": "pipeline().globalParameters",
}
"""What a reference begins with, by its name in lower case."""

KNOWN = frozenset((*STARTS, *SIGNATURES))
"""The names that an expression may begin with, in lower case."""

_NOTHING = {"none", "undefined", "nil", "nothing"}


def named(name: str, following: str) -> str:
    """The way out for a name without parentheses, with the kind of the word that follows it."""
    lowered = name.lower()
    if lowered in STARTS:
        return f"write {STARTS[lowered]}"
    if lowered in SIGNATURES:
        return f"a function is called: {_call(lowered)}"
    if lowered in _NOTHING:
        return "did you mean null?"
    if lowered in {"yes", "no"}:
        return "did you mean true or false?"
    if close := closest(name, [*STARTS, *SIGNATURES, *map(str.lower, ENGINE_ONLY)]):
        return f"did you mean {STARTS.get(close) or _call(close)}?"
    if following in {".", "?.", "[", "?["}:
        return f"a reference begins with {', '.join([*STARTS.values()][:7])}"
    return f"text stands between single quotes: '{name[:40]}'"


def _call(lowered: str) -> str:
    known = SIGNATURES.get(lowered)
    return f"{known.name if known else lowered}({'...' if known is None or known.most != 0 else ''})"
