"""What an unquoted YAML scalar means: YAML 1.2's core schema, within what JSON can hold.

https://yaml.org/spec/1.2.2/#103-core-schema: dates, `12:30:45`, `yes`, `1_000` and `0b11` are text.
"""

import re

from adfc.model import Data
from adfc.read import complaints
from adfc.read.scalars import OddScalarError, decimal, integer, within_64_bits

WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""What is not text although no number."""

LETTERS = "A"
"""A scalar that is not less than this, and none of WORDS, is its own text: numbers start with a digit or `+-.`, which
all sort before letters. Whoever reads many scalars asks this first: it costs far less than `core_value`."""

_NUMBER = re.compile(
    r"(?P<integer>[-+]?[0-9]+)"
    r"|0o(?P<octal>[0-7]+)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<decimal>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<beyond>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


def core_value(text: str) -> Data:
    """The value of a scalar written without quotes as `text`.

    Raises OddScalarError for numbers that JSON does not have, for integers beyond 64 bits and for leading zeros.
    """
    if text in WORDS:
        return WORDS[text]
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    match found.lastgroup:
        case "integer":
            return integer(text)
        case "decimal":
            return decimal(text)
        case "octal":
            return within_64_bits(text, int(found["octal"], 8))
        case "hexadecimal":
            return within_64_bits(text, int(found["hexadecimal"], 16))
    raise OddScalarError(text, complaints.not_finite)
