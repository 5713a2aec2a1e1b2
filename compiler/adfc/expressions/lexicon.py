"""The words of the expression language, as Microsoft's engine reads them (every code unit was tried against it)."""

import re

SPACE = r"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
"""What may stand between two words: white space as .NET has it, which is not quite Python's."""

NAME = r"(?:[^\W\d]|\$)[\w$]*"
"""A name, before `is_name` has looked at what is not ASCII."""

NUMBER = r"(?:[+-]?[0-9]+(?:\.[0-9]*)?|[+-]\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""A number. A point may end it, and begin it after a sign only."""

STRING = r"'([^']*(?:''[^']*)*)'"
"""A text between single quotes; one inside is doubled. Nothing else is escaped."""

CLOSER = r"[,)\]}]|\Z"
"""What follows a value that is whole."""

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
"""The literals that are words, in lower case; compared without case."""

INTEGERS = range(-(2**63), 2**63)
"""A number without a point or an exponent lies in here: the engine has 64 bits for it."""

operand = re.compile(
    rf"{SPACE}(?:({NAME}){SPACE}\({SPACE}(\)?)"
    rf"|{STRING}{SPACE}({CLOSER})"
    rf"|({NUMBER})(?![\w$]){SPACE}({CLOSER})"
    rf"|((?i:true|false|null))(?![\w$]){SPACE}({CLOSER}))"
).match
"""The beginning of a value. The last group that took part tells what it is: 2 a call, 4, 6 and 8 a literal."""

suffix = re.compile(
    rf"{SPACE}(?:(\?{SPACE})?\.{SPACE}({NAME})|(\?{SPACE})?(\[)|({CLOSER}))",
).match
"""What may follow a call. The last group that took part tells what it is: 2 `.name`, 4 `[`, 5 the end of the value."""

LONGEST = 8192
"""The most characters of one expression, as UTF-16 counts them, without its `@` or `@{` and `}`.

https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits says the same.
"""


def length(text: str) -> int:
    """How many UTF-16 units the text has, which is how the engine counts."""
    return len(text) if text.isascii() else len(text) + sum(one > "\uffff" for one in text)


def is_name(word: str) -> bool:
    """Whether a word that looks like a name is one: letters and decimal digits of 16 bits, `_`, `$`.

    The engine reads UTF-16, so that a letter beyond it is none.
    """
    return word.isascii() or all(
        one in "_$" or (one <= "\uffff" and (one.isalpha() or one.isdecimal())) for one in word
    )
