"""From the text of a value to the tree of its expression.

Source of the grammar: the answers of Microsoft's engine (`tests/vectors/README.md`), which says more than
https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions does.
"""

from re import Match
from typing import TypeAlias

from adfc.expressions.depth import DEEPEST, is_too_deep
from adfc.expressions.lexicon import INTEGERS, LONGEST, WORDS, is_name, length, operand, suffix
from adfc.expressions.syntax import Call, Expression, Index, Literal, Member, Template

_Read: TypeAlias = tuple[Expression, str, int]
"""A value, what follows it (`,`, `)`, `]`, `}`, or nothing for the end of the text), and the offset after that."""


class RefusedError(Exception):
    """The parser's short no; `explained` says why."""


def parse(text: str) -> Expression:
    """The tree of a whole string value of ADF: plain text is a `Literal`.

    Raises `ExpressionError` for what the engine's parser refuses, and for what is nested too deep.
    """
    if text[:1] != "@":
        if "@{" not in text:
            return Literal(0, len(text), text)
    elif (second := text[1:2]) == "@" or not second:
        return Literal(0, len(text), text[1:] or text)
    try:
        tree = _whole(text) if text[:1] == "@" and text[1] != "{" else _template(text)
        if len(text) > DEEPEST and is_too_deep(tree):
            raise RefusedError
        return tree
    except RefusedError:
        from adfc.expressions.trouble import explained  # noqa: PLC0415 (most texts need no explanation)

        raise explained(text) from None


def _whole(text: str) -> Expression:
    if len(text) > LONGEST // 2 and length(text) > LONGEST + 1:
        raise RefusedError
    tree, closer, _ = _value(text, 1, 0)
    if closer:
        raise RefusedError
    return tree


def _template(text: str) -> Expression:
    """A text with `@{...}` in it. `@@{` is an escaped `@{`; every other `@` means itself."""
    parts: list[str | Expression] = []
    plain, at = "", 0
    while (hole := text.find("@{", at)) >= 0:
        if hole > at and text[hole - 1] == "@":
            plain += text[at : hole - 1] + "@{"
            at = hole + 2
            continue
        plain += text[at:hole]
        start = hole + 2
        tree, closer, at = _value(text, start, 0)
        if closer != "}" or (at - start > LONGEST // 2 and length(text[start : at - 1]) > LONGEST):
            raise RefusedError
        parts += (plain, tree) if plain else (tree,)
        plain = ""
    plain += text[at:]
    if not parts:
        return Literal(0, len(text), plain)
    return Template(0, len(text), (*parts, plain) if plain else tuple(parts))


def _value(text: str, at: int, depth: int) -> _Read:
    found = operand(text, at)
    if found is None or depth > DEEPEST:
        raise RefusedError
    match found.lastindex:
        case 2:
            return _call(text, found, depth)
        case 4:
            value = found[3]
            if "'" in value:
                value = value.replace("''", "'")
            return Literal(found.start(3) - 1, found.end(3) + 1, value), found[4], found.end()
        case 6:
            return Literal(*found.span(5), _number(found[5])), found[6], found.end()
        case _:
            return Literal(*found.span(7), WORDS[found[7].lower()]), found[8], found.end()


def _number(digits: str) -> int | float:
    """A number with a point or an exponent is a float, and one beyond floats infinite."""
    if "." in digits or "e" in digits or "E" in digits:
        return float(digits)
    if len(digits) > 18 and (len(digits.lstrip("+-0")) > 19 or int(digits) not in INTEGERS):
        raise RefusedError
    return int(digits)


def _call(text: str, found: Match[str], depth: int) -> _Read:
    name, at = found[1], found.end()
    if name.lower() in WORDS or not (name.isascii() or is_name(name)):
        raise RefusedError
    arguments: list[Expression] = []
    closer = found[2] or ","
    while closer == ",":
        one, closer, at = _value(text, at, depth + 1)
        arguments.append(one)
    if closer != ")":
        raise RefusedError
    return _suffixes(text, Call(found.start(1), at, name, tuple(arguments)), at, depth)


def _suffixes(text: str, tree: Expression, at: int, depth: int) -> _Read:
    """The properties and indexes after a call."""
    start = tree.start
    while found := suffix(text, at):
        kind, at = found.lastindex, found.end()
        if kind == 2:
            name = found[2]
            if not (name.isascii() or is_name(name)):
                break
            tree = Member(start, at, tree, name, found[1] is not None)
        elif kind == 5:
            return tree, found[5], at
        else:
            inner, closer, at = _value(text, at, depth + 1)
            if closer != "]":
                break
            tree = Index(start, at, tree, inner, found[3] is not None)
        if at - start > LONGEST:  # a tree of so many levels could not even be freed
            break
    raise RefusedError
