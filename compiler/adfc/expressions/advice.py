"""What to say of a word that cannot stand where it does: what was expected, and the way out of the usual mistakes."""

from adfc.expressions.mistakes import KNOWN, MARKS, OPERATORS, VALUE, WORD_OPERATORS, named
from adfc.expressions.syntax import ExpressionError
from adfc.expressions.words import Opener, Word

_SHOWN = 40
"""How much of a word a message shows."""


def missing_value(word: Word, opener: Opener, before: Word | None) -> ExpressionError:
    """A value should stand where `word` does, inside `opener`; `before` is the word before it."""
    if word.kind == "open":
        return _endless(word)
    if word.kind == "end" and opener.text != "@":
        return _unclosed(opener)
    if word.is_number:
        return _no_number(word)
    is_next = before is not None and before.kind == ","
    place = f'after "," in {opener.name}()' if is_next else f'after "{opener.name}{opener.text}"'
    way_out = _instead_of_value(word, opener, is_next)
    return ExpressionError(f"expected a value {place}, found {_shown(word)}", word.start, word.end, way_out)


def _instead_of_value(word: Word, opener: Opener, is_next: bool) -> str:
    match word.kind:
        case ")" | "]" | "}" | "," | "end" if is_next:
            return 'leave out the ",", or write a value after it'
        case "end":
            return 'the text "@" on its own is written "@@"'
        case "(":
            return "parentheses only call a function: leave them out"
        case "[":
            return "an array is made by createArray(...)"
        case "." | "?.":
            return "a number begins with a digit: 0.5; a property is taken of a call: item().name"
        case "}" if opener.text == "@{":
            return 'write an expression between "@{" and "}"; the text "@{" is written "@@{"'
    if word.text in {"+", "-"}:
        return "a sign stands right before the digits; otherwise write sub(0, a)"
    return _way_out(word) or f"a value is {VALUE}"


def bare_name(word: Word, after: Word, opener: Opener) -> ExpressionError:
    """A name that nothing calls: `after` stands where its `(` should."""
    message = f'expected "(" after "{_short(word.text)}", found {_shown(after)}'
    way_out = named(word.text, after.kind)
    if opener.text == "@" and word.start == opener.end and word.text.lower() not in KNOWN:
        way_out += f"; the text @{_short(word.text)} is written @@{_short(word.text)}"
    return ExpressionError(message, word.start, word.end, way_out)


def stray(word: Word, opener: Opener, before: Word | None) -> ExpressionError:
    """`word` cannot follow what is there, inside `opener`; `before` is the word before it."""
    if word.kind == "open":
        return _endless(word)
    if word.kind == "end":
        return _unclosed(opener)
    expected = {"@": "the end of the expression", "@{": '"}"', "[": '"]"', "(": f'"," or ")" in {opener.name}()'}
    message = f"expected {expected[opener.text]}, found {_shown(word)}"
    return ExpressionError(message, word.start, word.end, _instead_of_end(word, opener, before))


def _instead_of_end(word: Word, opener: Opener, before: Word | None) -> str:
    for advice in (_beside, _closing, _neighbour):
        if way_out := advice(word, opener, before):
            return way_out
    return _way_out(word)


def _beside(word: Word, _: Opener, before: Word | None) -> str:
    """What the word before tells: `'it's'`, `1+2`, `parameters.my-name`, `'a'.length`, `true()`."""
    if before is None:
        return ""
    touches = before.end == word.start
    if before.kind == "string" and touches and word.kind in {"name", "string", "number"}:
        return "a single quote inside a string is doubled: 'it''s'"
    if word.text[:1] == "-" and before.kind == "name" and touches:
        return "a name with - in it stands in brackets: ['my-name']; a difference is sub(a, b)"
    if word.text[:1] in {"+", "-"}:
        return f"there are no operators: write {OPERATORS[word.text[0]]}"
    if word.kind == "(" and before.is_literal:
        return f"{before.text.lower()} is a value: leave out the parentheses"
    if before.kind in {"string", "number", "name"} and word.kind in {".", "?.", "[", "?["}:
        return "only the value of a call has properties and elements"
    return ""


def _closing(word: Word, opener: Opener, _: Word | None) -> str:
    match word.kind:
        case "(":
            return "only a name is called: leave out the parentheses"
        case ")" | "]" | "}" if opener.text in {"@", "@{"}:
            return f'leave out the "{word.text}": nothing is open that it closes'
        case ")" | "]" | "}":
            return f'"{opener.name}{opener.text}" is closed by "{opener.closer}"'
        case ",":
            return "a value stands alone here: concat(a, b) joins two"
    return ""


def _neighbour(word: Word, opener: Opener, before: Word | None) -> str:
    if word.text.lower() in WORD_OPERATORS:
        return f"there are no operators: write {WORD_OPERATORS[word.text.lower()]}"
    if word.text in {"@", "@{"} and opener.text == "@":
        return "more than one expression is written @{...}@{...}"
    if word.kind not in {"name", "string", "number"}:
        return ""
    if opener.text == "(":
        return "is a comma missing?"
    beside = "text beside an expression is written @{...} text"
    if opener.text == "@" and word.kind == "name" and before and before.kind == "name" and not before.is_literal:
        name = f"{_short(before.text)} {_short(word.text)}"
        return f"a name with a space in it stands in brackets: ['{name}']; {beside}"
    return f"concat(a, b) joins two values; {beside}"


def _way_out(word: Word) -> str:
    if word.text in OPERATORS:
        return f"there are no operators: write {OPERATORS[word.text]}"
    if (
        word.text[:1] in {'"', "`", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"}
        and word.text[1:-1]
    ):
        quoted = _short(word.text[1:-1]).replace("'", "''")
        return f"strings stand between straight single quotes: '{quoted}'"
    if word.kind == "wrong" and not word.text.isprintable():
        return "delete it: it cannot be seen and means nothing here"
    return MARKS.get(word.text[:2]) or MARKS.get(word.text[:1], "")


def _no_number(word: Word) -> ExpressionError:
    if word.text.lstrip("+-").isdigit():
        message, way_out = "the number is beyond 64 bits", "write it with .0 for a float, or as a string"
    else:
        message, way_out = (
            f"{_shown(word)} is no number",
            "numbers are written like 12, -0.5 or 1e3; text between quotes",
        )
    return ExpressionError(message, word.start, word.end, way_out)


def no_property(word: Word, before: Word) -> ExpressionError:
    """`word` stands where a name should, after the `.` or `?.` that is `before`."""
    message = f'expected a name after "{before.text}", found {_shown(word)}'
    return ExpressionError(message, word.start, word.end, _instead_of_name(word))


def _instead_of_name(word: Word) -> str:
    if word.kind in {"[", "?["}:
        return 'leave out the "." before "["'
    if word.kind == "number":
        return f"an element is taken by [{word.text}], a property by ['{word.text}']"
    if word.kind == "string":
        return f"a quoted name stands in brackets: [{_short(word.text)}]"
    if word.text[:1] == "?":
        return 'the "?" stands before the ".": ?.name'
    if word.is_number:
        return f"a name that begins with a digit stands in brackets: ['{_short(word.text)}']"
    return _way_out(word) or 'write a name, or leave out the "."'


def _unclosed(opener: Opener) -> ExpressionError:
    ways_out = {
        "@{": 'write "}" after the expression, or "@@{" for the text "@{"',
        "(": 'write ")" after the last argument',
        "[": 'write "]" after the index',
    }
    message = f'"{opener.name}{opener.text}" is not closed'
    return ExpressionError(message, opener.start, opener.end, ways_out[opener.text])


def _endless(word: Word) -> ExpressionError:
    is_curly = any(one in word.text for one in "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
    way_out = "write straight single quotes: 'text'" if is_curly else "close it with ', and double a ' inside: 'it''s'"
    return ExpressionError("the string is not closed", word.start, word.end, way_out)


def _shown(word: Word) -> str:
    if word.kind == "end":
        return "the end"
    if word.kind == "wrong" and not word.text.isprintable():
        return f"U+{ord(word.text[0]):04X}"
    text = "a double quote" if word.text == '"' else _short(word.text)
    return text if word.text == '"' or '"' in text else f'"{text}"'


def _short(text: str) -> str:
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 3]}..."
