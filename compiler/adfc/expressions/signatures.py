"""The functions of the expression language: what each is called, and how many arguments it takes.

Names and kinds: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions; the numbers
of arguments were read from Microsoft's engine, which takes more than the page says for `and`, `or`, `guid` and `float`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


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


_DOCUMENTED = (
    Signature("concat", "string", 1, None),
    Signature("endsWith", "string", 2, 2),
    Signature("guid", "string", 0, 1),
    Signature("indexOf", "string", 2, 2),
    Signature("lastIndexOf", "string", 2, 2),
    Signature("replace", "string", 3, 3),
    Signature("split", "string", 2, 2),
    Signature("startsWith", "string", 2, 2),
    Signature("substring", "string", 2, 3),
    Signature("toLower", "string", 1, 1),
    Signature("toUpper", "string", 1, 1),
    Signature("trim", "string", 1, 1),
    Signature("contains", "collection", 2, 2),
    Signature("empty", "collection", 1, 1),
    Signature("first", "collection", 1, 1),
    Signature("intersection", "collection", 2, None),
    Signature("join", "collection", 2, 2),
    Signature("last", "collection", 1, 1),
    Signature("length", "collection", 1, 1),
    Signature("skip", "collection", 2, 2),
    Signature("take", "collection", 2, 2),
    Signature("union", "collection", 2, None),
    Signature("and", "logical", 1, None),
    Signature("equals", "logical", 2, None),
    Signature("greater", "logical", 2, 2),
    Signature("greaterOrEquals", "logical", 2, 2),
    Signature("if", "logical", 3, 3),
    Signature("less", "logical", 2, 2),
    Signature("lessOrEquals", "logical", 2, 2),
    Signature("not", "logical", 1, 1),
    Signature("or", "logical", 1, None),
    Signature("array", "conversion", 1, 1),
    Signature("base64", "conversion", 1, 1),
    Signature("base64ToBinary", "conversion", 1, 1),
    Signature("base64ToString", "conversion", 1, 1),
    Signature("binary", "conversion", 1, 1),
    Signature("bool", "conversion", 1, 1),
    Signature("coalesce", "conversion", 1, None),
    Signature("createArray", "conversion", 1, None),
    Signature("dataUri", "conversion", 1, 1),
    Signature("dataUriToBinary", "conversion", 1, 1),
    Signature("dataUriToString", "conversion", 1, 1),
    Signature("decodeBase64", "conversion", 1, 1),
    Signature("decodeDataUri", "conversion", 1, 1),
    Signature("decodeUriComponent", "conversion", 1, 1),
    Signature("encodeUriComponent", "conversion", 1, None),
    Signature("float", "conversion", 1, 2),
    Signature("int", "conversion", 1, 1),
    Signature("json", "conversion", 1, 1),
    Signature("string", "conversion", 1, 1),
    Signature("uriComponent", "conversion", 1, None),
    Signature("uriComponentToBinary", "conversion", 1, 1),
    Signature("uriComponentToString", "conversion", 1, 1),
    Signature("xml", "conversion", 1, 1),
    Signature("xpath", "conversion", 2, 2),
    Signature("add", "math", 2, 2),
    Signature("div", "math", 2, 2),
    Signature("max", "math", 1, None),
    Signature("min", "math", 1, None),
    Signature("mod", "math", 2, 2),
    Signature("mul", "math", 2, 2),
    Signature("rand", "math", 2, 2),
    Signature("range", "math", 2, 2),
    Signature("sub", "math", 2, 2),
    Signature("addDays", "date", 2, 3),
    Signature("addHours", "date", 2, 3),
    Signature("addMinutes", "date", 2, 3),
    Signature("addSeconds", "date", 2, 3),
    Signature("addToTime", "date", 3, 4),
    Signature("convertFromUtc", "date", 2, 3),
    Signature("convertTimeZone", "date", 3, 4),
    Signature("convertToUtc", "date", 2, 3),
    Signature("dayOfMonth", "date", 1, 1),
    Signature("dayOfWeek", "date", 1, 1),
    Signature("dayOfYear", "date", 1, 1),
    Signature("formatDateTime", "date", 1, 3),
    Signature("getFutureTime", "date", 2, 3),
    Signature("getPastTime", "date", 2, 3),
    Signature("startOfDay", "date", 1, 2),
    Signature("startOfHour", "date", 1, 2),
    Signature("startOfMonth", "date", 1, 2),
    Signature("subtractFromTime", "date", 3, 4),
    Signature("ticks", "date", 1, 1),
    Signature("utcNow", "date", 0, 1),
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
