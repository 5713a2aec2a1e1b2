"""The functions of the expression language: what each is called, what it takes, and what it gives.

Names and kinds: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions; the numbers
of arguments were read from Microsoft's engine, which takes more than the page says for `and`, `or`, `guid` and `float`.
What each argument may be was asked of the engine: every function was called with values of all seven kinds in each
place, and a kind is left out where each of its values was refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adfc.expressions.types import (
    ANYTHING,
    ARRAY,
    BOOLEAN,
    COLLECTION,
    FLOAT,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    PLAIN,
    SCALAR,
    STRING,
    Type,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a call of a function looks like."""

    name: str
    """As Microsoft writes it; compared without case."""
    group: str
    """`string`, `collection`, `logical`, `conversion`, `math` or `date`."""
    least: int
    most: int | None
    """How many arguments it takes; None for any number."""
    parameters: tuple[int, ...]
    """The kinds (see `types`) that each argument may have; the last entry counts for all further ones."""
    result: int
    """The kinds that its value may have."""

    def wanted(self, at: int) -> int:
        """The kinds that the argument at this position may have."""
        return self.parameters[min(at, len(self.parameters) - 1)]

    @property
    def type(self) -> Type:
        """The type of its value, as far as the arguments don't matter."""
        return PLAIN[self.result]


_DOCUMENTED = (
    Signature("concat", "string", 1, None, (ANYTHING,), STRING),
    Signature("endsWith", "string", 2, 2, (STRING,), BOOLEAN),
    Signature("guid", "string", 0, 1, (STRING,), STRING),
    Signature("indexOf", "string", 2, 2, (STRING,), INTEGER),
    Signature("lastIndexOf", "string", 2, 2, (STRING,), INTEGER),
    Signature("replace", "string", 3, 3, (STRING,), STRING),
    Signature("split", "string", 2, 2, (STRING,), ARRAY),
    Signature("startsWith", "string", 2, 2, (STRING,), BOOLEAN),
    Signature("substring", "string", 2, 3, (STRING, INTEGER), STRING),
    Signature("toLower", "string", 1, 1, (STRING,), STRING),
    Signature("toUpper", "string", 1, 1, (STRING,), STRING),
    Signature("trim", "string", 1, 1, (STRING,), STRING),
    Signature("contains", "collection", 2, 2, (STRING | COLLECTION, ANYTHING), BOOLEAN),
    Signature("empty", "collection", 1, 1, (STRING | COLLECTION | NULL,), BOOLEAN),
    Signature("first", "collection", 1, 1, (STRING | ARRAY,), ANYTHING),
    Signature("intersection", "collection", 2, None, (COLLECTION,), COLLECTION),
    Signature("join", "collection", 2, 2, (ARRAY, STRING), STRING),
    Signature("last", "collection", 1, 1, (STRING | ARRAY,), ANYTHING),
    Signature("length", "collection", 1, 1, (STRING | ARRAY,), INTEGER),
    Signature("skip", "collection", 2, 2, (STRING | ARRAY, INTEGER), STRING | ARRAY),
    Signature("take", "collection", 2, 2, (STRING | ARRAY, INTEGER), STRING | ARRAY),
    Signature("union", "collection", 2, None, (COLLECTION,), COLLECTION),
    Signature("and", "logical", 1, None, (BOOLEAN,), BOOLEAN),
    Signature("equals", "logical", 2, None, (ANYTHING,), BOOLEAN),
    Signature("greater", "logical", 2, 2, (STRING | NUMBER,), BOOLEAN),
    Signature("greaterOrEquals", "logical", 2, 2, (STRING | NUMBER,), BOOLEAN),
    Signature("if", "logical", 3, 3, (BOOLEAN, ANYTHING), ANYTHING),
    Signature("less", "logical", 2, 2, (STRING | NUMBER,), BOOLEAN),
    Signature("lessOrEquals", "logical", 2, 2, (STRING | NUMBER,), BOOLEAN),
    Signature("not", "logical", 1, 1, (BOOLEAN,), BOOLEAN),
    Signature("or", "logical", 1, None, (BOOLEAN,), BOOLEAN),
    Signature("array", "conversion", 1, 1, (ANYTHING,), ARRAY),
    Signature("base64", "conversion", 1, 1, (STRING | COLLECTION,), STRING),
    Signature("base64ToBinary", "conversion", 1, 1, (STRING,), OBJECT),
    Signature("base64ToString", "conversion", 1, 1, (STRING,), STRING),
    Signature("binary", "conversion", 1, 1, (SCALAR | COLLECTION,), OBJECT),
    Signature("bool", "conversion", 1, 1, (SCALAR,), BOOLEAN),
    Signature("coalesce", "conversion", 1, None, (ANYTHING,), ANYTHING),
    Signature("createArray", "conversion", 1, None, (ANYTHING,), ARRAY),
    Signature("dataUri", "conversion", 1, 1, (SCALAR | COLLECTION,), STRING),
    Signature("dataUriToBinary", "conversion", 1, 1, (STRING,), OBJECT),
    Signature("dataUriToString", "conversion", 1, 1, (STRING,), STRING),
    Signature("decodeBase64", "conversion", 1, 1, (STRING,), STRING),
    Signature("decodeDataUri", "conversion", 1, 1, (STRING,), STRING),
    Signature("decodeUriComponent", "conversion", 1, 1, (STRING,), STRING),
    Signature("encodeUriComponent", "conversion", 1, None, (ANYTHING,), STRING),
    Signature("float", "conversion", 1, 2, (SCALAR, STRING), FLOAT),
    Signature("int", "conversion", 1, 1, (SCALAR,), INTEGER),
    Signature("json", "conversion", 1, 1, (STRING | OBJECT,), ANYTHING),
    Signature("string", "conversion", 1, 1, (ANYTHING,), STRING),
    Signature("uriComponent", "conversion", 1, None, (ANYTHING,), STRING),
    Signature("uriComponentToBinary", "conversion", 1, 1, (STRING,), OBJECT),
    Signature("uriComponentToString", "conversion", 1, 1, (STRING,), STRING),
    Signature("xml", "conversion", 1, 1, (STRING | OBJECT,), OBJECT),
    Signature("xpath", "conversion", 2, 2, (OBJECT, STRING), ANYTHING),
    Signature("add", "math", 2, 2, (NUMBER,), NUMBER),
    Signature("div", "math", 2, 2, (NUMBER,), NUMBER),
    Signature("max", "math", 1, None, (NUMBER | ARRAY,), NUMBER),
    Signature("min", "math", 1, None, (NUMBER | ARRAY,), NUMBER),
    Signature("mod", "math", 2, 2, (NUMBER,), NUMBER),
    Signature("mul", "math", 2, 2, (NUMBER,), NUMBER),
    Signature("rand", "math", 2, 2, (INTEGER,), INTEGER),
    Signature("range", "math", 2, 2, (INTEGER,), ARRAY),
    Signature("sub", "math", 2, 2, (NUMBER,), NUMBER),
    Signature("addDays", "date", 2, 3, (STRING, INTEGER, STRING), STRING),
    Signature("addHours", "date", 2, 3, (STRING, INTEGER, STRING), STRING),
    Signature("addMinutes", "date", 2, 3, (STRING, INTEGER, STRING), STRING),
    Signature("addSeconds", "date", 2, 3, (STRING, INTEGER, STRING), STRING),
    Signature("addToTime", "date", 3, 4, (STRING, INTEGER, STRING), STRING),
    Signature("convertFromUtc", "date", 2, 3, (STRING,), STRING),
    Signature("convertTimeZone", "date", 3, 4, (STRING,), STRING),
    Signature("convertToUtc", "date", 2, 3, (STRING,), STRING),
    Signature("dayOfMonth", "date", 1, 1, (STRING,), INTEGER),
    Signature("dayOfWeek", "date", 1, 1, (STRING,), INTEGER),
    Signature("dayOfYear", "date", 1, 1, (STRING,), INTEGER),
    Signature("formatDateTime", "date", 1, 3, (STRING,), STRING),
    Signature("getFutureTime", "date", 2, 3, (INTEGER, STRING), STRING),
    Signature("getPastTime", "date", 2, 3, (INTEGER, STRING), STRING),
    Signature("startOfDay", "date", 1, 2, (STRING,), STRING),
    Signature("startOfHour", "date", 1, 2, (STRING,), STRING),
    Signature("startOfMonth", "date", 1, 2, (STRING,), STRING),
    Signature("subtractFromTime", "date", 3, 4, (STRING, INTEGER, STRING), STRING),
    Signature("ticks", "date", 1, 1, (STRING,), INTEGER),
    Signature("utcNow", "date", 0, 1, (STRING,), STRING),
)

SIGNATURES: Mapping[str, Signature] = {one.name.lower(): one for one in _DOCUMENTED}
"""Every documented function, by its name in lower case."""

ENGINE_ONLY = (
    "addProperty",
    "base64ToJson",
    "chunk",
    "dateDifference",
    "decimal",
    "encodeBase64",
    "formatNumber",
    "formatTimeSpan",
    "isFloat",
    "isInt",
    "nthIndexOf",
    "parse",
    "parseDateTime",
    "removeProperty",
    "reverse",
    "setProperty",
    "slice",
    "sort",
    "strongEquals",
    "uriHost",
    "uriPath",
    "uriPathAndQuery",
    "uriPort",
    "uriQuery",
    "uriScheme",
)
"""Functions that the engine has and ADF's page does not name: Logic Apps documents them."""
