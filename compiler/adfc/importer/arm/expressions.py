"""ARM's template expressions, `[concat(parameters('a'), '/b')]`: text to a tree, and a tree to its value.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from adfc.importer.arm.functions import FUNCTIONS
from adfc.model import Data

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z_]\w*)|(?P<number>-?\d+)|(?P<text>'(?:[^']|'')*')|(?P<sign>[(),.\[\]]))")


class UnknownValueError(Exception):
    """What an expression stands for can't be known before the template is deployed; the message says why."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number."""

    value: Data


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A property or an item of a value."""

    of: "Tree"
    key: "Tree"


Tree: TypeAlias = Literal | Call | Part
Lookup: TypeAlias = Callable[[str, str], Data]
"""Gives the value of a parameter or variable: `lookup("parameters", name)`."""


def is_expression(text: str) -> bool:
    """Whether ARM evaluates the text; `[[...]` writes `[...]`."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def parse(text: str) -> Tree:
    """The tree of an expression in its brackets; UnknownValueError where it is none."""
    tokens = list(_tokens(text[1:-1], text))
    return _Parser(tokens, text).whole()


def evaluate(tree: Tree, lookup: Lookup) -> Data:
    """The value of a tree.

    Raises:
        UnknownValueError: a function needs the deployment, or its arguments make no sense.
    """
    match tree:
        case Literal(value):
            return value
        case Part(of, key):
            return _part(evaluate(of, lookup), evaluate(key, lookup))
        case Call(name, arguments):
            return _call(name, arguments, lookup)


def _call(name: str, arguments: tuple[Tree, ...], lookup: Lookup) -> Data:
    word = name.lower()
    if word == "if" and len(arguments) == 3:  # the other branch need not have a value
        return evaluate(arguments[1 if evaluate(arguments[0], lookup) is True else 2], lookup)
    values = [evaluate(one, lookup) for one in arguments]
    if word in ("parameters", "variables") and len(values) == 1:
        return lookup(word, str(values[0]))
    function = FUNCTIONS.get(word)
    if function is None:
        raise UnknownValueError(f'"{name}" is known only where the template is deployed')
    try:
        return function(*values)
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        raise UnknownValueError(f'"{name}" can\'t be done: {error}') from error


def _part(value: Data, key: Data) -> Data:
    if isinstance(value, dict) and isinstance(key, str):
        found = next((one for one in value if one.lower() == key.lower()), None)
        if found is not None:
            return value[found]
    if isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
        return value[key]
    raise UnknownValueError(f'there is no "{key}"')


def _tokens(text: str, whole: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnknownValueError(f'"{whole}" is no expression of ARM')
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, tokens: list[tuple[str, str]], text: str) -> None:
        self._tokens, self._text, self._at = tokens, text, 0

    def whole(self) -> Tree:
        """The tree of all tokens."""
        tree = self._value()
        if self._at < len(self._tokens):
            self._stop()
        return tree

    def _value(self) -> Tree:
        kind, token = self._next()
        tree: Tree
        if kind == "text":
            tree = Literal(token[1:-1].replace("''", "'"))
        elif kind == "number":
            tree = Literal(int(token))
        elif kind == "name" and self._take("("):
            tree = Call(token, tuple(self._arguments()))
        else:
            self._stop()
        return self._parts(tree)

    def _parts(self, tree: Tree) -> Tree:
        while True:
            if self._take("."):
                tree = Part(tree, Literal(self._next()[1]))
            elif self._take("["):
                tree = Part(tree, self._value())
                self._expect("]")
            else:
                return tree

    def _arguments(self) -> Iterator[Tree]:
        if self._take(")"):
            return
        yield self._value()
        while self._take(","):
            yield self._value()
        self._expect(")")

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            self._stop()
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, sign: str) -> bool:
        taken = self._at < len(self._tokens) and self._tokens[self._at] == ("sign", sign)
        self._at += taken
        return taken

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            self._stop()

    def _stop(self) -> NoReturn:
        raise UnknownValueError(f'"{self._text}" is no expression of ARM')
