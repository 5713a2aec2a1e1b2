"""Stored functions of Kusto, in the three ways in which an environment may write one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

COMMAND = re.compile(
    r"""\.create-or-alter\s+function\s+
    (?:with\s*\((?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^)'"])*\)\s*)?
    (?P<name>[\w-]+|\[\s*['"][^'"]+['"]\s*\])\s*(?=\()""",
    re.VERBOSE,
)


COMMENTS = re.compile(r"(?:\s|//[^\n]*(?:\n|$))*")


@dataclass(frozen=True, slots=True)
class StoredFunction:
    """A function of a database."""

    name: str
    parameters: str
    """With the parentheses around them."""
    body: str
    """With the braces around it."""
    command: str = ""
    """The whole command, where the environment writes it; empty where it is made of the above."""


def stored_function(name: str, text: str) -> StoredFunction:
    """The function that a text is: `{...}` with or without `(parameters)`, a bare query, or a whole command."""
    text = text[heading(text) :].strip()
    command = COMMAND.match(text)
    if command:
        parameters, body = _divided(text[command.end() :])
        return StoredFunction(command["name"].strip("[]'\" "), parameters, body, text)
    if text.startswith("{"):
        return StoredFunction(name, "()", text)
    if text.startswith("("):
        return StoredFunction(name, *_divided(text))
    return StoredFunction(name, "()", f"{{\n{text}\n}}")


def in_order(functions: Mapping[str, str]) -> list[tuple[str, str]]:
    """The functions by name, each after those that its text names: Kusto takes none that calls what is not there yet.

    Where they go round in a circle, which Kusto refuses, the order is as declared.
    """
    words = {name: set(re.findall(r"\w+", text)) for name, text in functions.items()}
    calls = {name: [one for one in functions if one != name and one in words[name]] for name in functions}
    try:
        return [(name, functions[name]) for name in TopologicalSorter(calls).static_order()]
    except CycleError:
        return list(functions.items())


def heading(text: str) -> int:
    """How many characters of comments and blanks a text begins with."""
    found = COMMENTS.match(text)
    return found.end() if found else 0


def _divided(text: str) -> tuple[str, str]:
    """Parameters and body: the parentheses that open the text, and the rest; parameters may be tables, `T:(a:int)`."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[: at + 1], text[at + 1 :].strip()
    return text, "{}"
