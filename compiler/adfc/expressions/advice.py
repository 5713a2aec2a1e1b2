"""What to say of a word that cannot stand where it does: what was expected, and the way out of the usual mistakes."""

from adfc.expressions.signatures import ENGINE_ONLY, SIGNATURES
from adfc.expressions.syntax import ExpressionError
from adfc.expressions.words import Opener, Word
from adfc.suggest import closest

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
    "&": "concat(a, b), or and(a, b)",
    "||": "or(a, b)",
    "|": "or(a, b)",
    "!": "not(a)",
    "+": "add(a, b) for numbers, concat(a, b) for text",
    "-": "sub(a, b)",
    "*": "mul(a, b)",
    "/": "div(a, b)",
    "%": "mod(a, b)",
    "??": "coalesce(a, b)",
    "?": "if(condition, a, b), or ?.name and ?['name'] for what may be missing",
}
_WORD_OPERATORS = {"and": "and(a, b)", "or": "or(a, b)", "eq": "equals(a, b)", "then": "if(condition, a, b)"}

_MARKS = {
    '"': "strings stand between single quotes: 'text'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "write straight single quotes: 'text'",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "write straight single quotes: 'text'",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "write straight single quotes: 'text'",
    "\N{LEFT SINGLE QUOTATION MARK}": "write straight single quotes: 'text'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "write straight single quotes: 'text'",
    "`": "strings stand between single quotes: 'text'",
    "@": "@ stands only before the whole expression: leave it out here",
    "{": "an object is made by json('{...}')",
    "//": "an expression has no comments",
    "/*": "an expression has no comments",
    ";": "an expression is one value: leave out the ;",
    "\\": "a string has no escapes but '' for a single quote",
}
_STARTS = {"pipeline": "pipeline()", "item": "item()", "dataset": "dataset()", "linkedservice": "linkedService()",
           "trigger": "trigger()", "activity": "activity('name')", "variables": "variables('name')"}  # fmt: skip
_VALUE = "a string in single quotes, a number, true, false, null or a call"


def missing_value(word: Word, opener: Opener, before: Word | None) -> ExpressionError:
    """A value should stand where `word` does, inside `opener`; `before` is the word before it."""
    if word.kind == "open":
        return _endless(word)
    if word.kind == "end" and opener.text == "@{":
        return _unclosed(word, opener)
    place = f'after "{opener.name}{opener.text}"'
    if before is not None and before.kind == ",":
        place = f'after "," in {opener.name}()'
    message = f"expected a value {place}, found {_shown(word)}"
    return ExpressionError(message, word.start, word.end, _instead_of_value(word, before))


def _instead_of_value(word: Word, before: Word | None) -> str:
    if word.kind in (")", "]", "}", "end", ",") and before is not None and before.kind == ",":
        return 'leave out the ",", or write a value after it'
    if word.kind == "(":
        return "parentheses only call a function: leave them out"
    if word.kind == "[":
        return "an array is made by createArray(...)"
    if word.kind == ".":
        return "a number begins with a digit: 0.5"
    if word.text in ("+", "-"):
        return "a sign stands right before the digits; otherwise write sub(0, a)"
    return _way_out(word) or f"a value is {_VALUE}"


def bare_name(word: Word, after: Word) -> ExpressionError:
    """A name that nothing calls: `after` stands where its `(` should."""
    message = f'expected "(" after "{word.text}", found {_shown(after)}'
    return ExpressionError(message, word.start, word.end, _named(word.text, after))


def _named(name: str, after: Word) -> str:
    lowered = name.lower()
    if lowered in _STARTS:
        return f"write {_STARTS[lowered]}"
    if lowered in SIGNATURES:
        return f"a function is called with parentheses: {SIGNATURES[lowered].name}(...)"
    if after.kind == "[":
        return f"an element is taken of a call's value: variables('{name}')[0]"
    if lowered in ("none", "undefined", "nil", "nothing", "empty"):
        return "did you mean null?"
    if lowered in ("yes", "no"):
        return "did you mean true or false?"
    close = closest(name, [*_STARTS, *SIGNATURES, *(one.lower() for one in ENGINE_ONLY)])
    if close:
        known = SIGNATURES.get(close)
        return f"did you mean {_STARTS.get(close) or f'{known.name if known else close}(...)'}?"
    return f"text stands between single quotes: '{name}'"


def stray(word: Word, opener: Opener, before: Word | None) -> ExpressionError:
    """`word` cannot follow what is there, inside `opener`; `before` is the word before it."""
    if word.kind == "open":
        return _endless(word)
    if word.kind == "end":
        return _unclosed(word, opener)
    message = f"expected {_expected(opener)}, found {_shown(word)}"
    return ExpressionError(message, word.start, word.end, _instead_of_end(word, opener, before))


def _expected(opener: Opener) -> str:
    return {
        "@": "the end of the expression",
        "@{": '"}"',
        "(": f'"," or ")" in {opener.name}()',
        "[": '"]"',
    }[opener.text]


def _instead_of_end(word: Word, opener: Opener, before: Word | None) -> str:
    for advice in (_quoted_hint, _signed, _literal_suffix, _closing, _neighbour):
        if way_out := advice(word, opener, before):
            return way_out
    return _way_out(word)


def _quoted_hint(word: Word, _: Opener, before: Word | None) -> str:
    is_next = before is not None and before.kind == "string" and before.end == word.start
    if is_next and word.kind in ("name", "string", "number"):
        return "a single quote inside a string is doubled: 'it''s'"
    return ""


def _signed(word: Word, _: Opener, before: Word | None) -> str:
    """`1+2`, `add(1, 2)-3`, and `parameters.my-name`."""
    if word.text[:1] not in ("+", "-"):
        return ""
    if word.text == "-" and before is not None and before.kind == "name" and before.end == word.start:
        return "a name with - in it stands in brackets: ['my-name']"
    return f"there are no operators: write {OPERATORS[word.text[0]]}"


def _literal_suffix(word: Word, _: Opener, before: Word | None) -> str:
    if before is not None and before.kind in ("string", "number", "name") and word.kind in (".", "?.", "[", "?["):
        return "only the value of a call has properties and elements"
    return ""


def _closing(word: Word, opener: Opener, _: Word | None) -> str:
    if word.kind == "(":
        return "what a function gives is no function: leave out the parentheses"
    if word.kind in (")", "]", "}") and opener.text in ("@", "@{"):
        return f'leave out the "{word.text}": nothing is open that it closes'
    if word.kind in (")", "]", "}"):
        return f'"{opener.name}{opener.text}" is closed by "{opener.closer}"'
    if word.kind == ",":
        return "a value stands alone here: concat(a, b) joins two"
    return ""


def _neighbour(word: Word, opener: Opener, _: Word | None) -> str:
    if word.text.lower() in _WORD_OPERATORS:
        return f"there are no operators: write {_WORD_OPERATORS[word.text.lower()]}"
    if word.text == "@" and opener.text == "@":
        return "text with more than one expression is @{...}@{...}"
    if word.kind not in ("name", "string", "number", "wrong") or word.text in OPERATORS or word.text in _MARKS:
        return ""
    if opener.text == "(":
        return "is a comma missing?"
    return "an expression is one value: concat(a, b) joins two, and text around one is written text @{...} text"


def _way_out(word: Word) -> str:
    if word.text in _MARKS:
        return _MARKS[word.text]
    if word.text in OPERATORS:
        return f"there are no operators: write {OPERATORS[word.text]}"
    return _wrong_number(word) if word.kind == "wrong" and word.text.lstrip("+-")[:1].isdigit() else ""


def _wrong_number(word: Word) -> str:
    if word.text.lstrip("+-").isdigit():
        return f"a whole number has 64 bits: write {word.text}.0 for a float"
    return "a name begins with a letter or _; otherwise it stands in brackets: ['1st']"


def no_property(word: Word, before: Word) -> ExpressionError:
    """`word` stands where a name should, after the `.` or `?.` that is `before`."""
    message = f'expected a name after "{before.text}", found {_shown(word)}'
    return ExpressionError(message, word.start, word.end, _instead_of_name(word))


def _instead_of_name(word: Word) -> str:
    if word.kind in ("[", "?["):
        return 'leave out the "." before "["'
    if word.kind == "number":
        return f"an element is taken by [{word.text}]"
    if word.kind == "string":
        return f"a quoted name stands in brackets: [{word.text}]"
    if word.text[:1] == "?":
        return 'the "?" stands before the ".": ?.name'
    return _way_out(word)


def _unclosed(end: Word, opener: Opener) -> ExpressionError:
    if opener.text == "@{":
        way_out = 'write "}" after the expression, or "@@{" for the text "@{"'
        return ExpressionError('"@{" is not closed', opener.start, opener.end, way_out)
    message = f"expected {_expected(opener)}, found the end"
    way_out = f'close "{opener.name}{opener.text}" with "{opener.closer}"'
    return ExpressionError(message, opener.start, end.end, way_out)


def _endless(word: Word) -> ExpressionError:
    curly = any(one in word.text for one in "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
    way_out = "write straight single quotes: 'text'" if curly else "close it with ', and double a ' inside: 'it''s'"
    return ExpressionError("the string is not closed", word.start, word.end, way_out)


def _shown(word: Word) -> str:
    if word.kind == "end":
        return "the end"
    if '"' in word.text:
        return "a double quote" if word.text == '"' else word.text
    return f'"{word.text}"'
