"""Functions that other languages have, and how this one says the same."""

from collections.abc import Mapping

_SAME: Mapping[str, str] = {
    "add": "plus sum",
    "and": "all",
    "concat": "join_strings concatenate",
    "createArray": "list makeArray toArray",
    "dayOfMonth": "day",
    "empty": "isEmpty isNullOrEmpty",
    "equals": "eq",
    "formatDateTime": "toDate formatDate dateFormat toTimestamp",
    "greater": "gt",
    "greaterOrEquals": "gte",
    "guid": "newGuid uuid",
    "if": "iif case ternary",
    "int": "toInt toInteger parseInt cint",
    "json": "parseJson toJson fromJson jsonParse",
    "length": "len size count strlen",
    "less": "lt",
    "lessOrEquals": "lte",
    "or": "any",
    "coalesce": "ifNull nvl",
    "startsWith": "beginsWith",
    "string": "toString str cstr text",
    "substring": "substr mid left right",
    "toLower": "lower lowerCase lcase",
    "toUpper": "upper upperCase ucase",
    "trim": "ltrim rtrim strip",
    "utcNow": "now today getDate getUtcDate currentTimestamp currentUtc currentDate sysdate",
}
_OTHERWISE: Mapping[str, str] = {
    "datediff": "subtract ticks: div(sub(ticks(b), ticks(a)), 864000000000) gives days",
    "globalparameters": "write pipeline().globalParameters.NAME",
    "isnotnull": "write not(equals(..., null))",
    "isnull": "write equals(..., null); coalesce(..., b) gives b in place of null",
    "notequals": "write not(equals(a, b))",
    "parameters": "write pipeline().parameters.NAME",
    "addmonths": "write addToTime(..., 1, 'Month')",
    "addweeks": "write addToTime(..., 1, 'Week')",
    "addyears": "write addToTime(..., 1, 'Year')",
}

MEANT: Mapping[str, str] = {
    **{word.lower(): f'did you mean "{name}"?' for name, words in _SAME.items() for word in words.split()},
    **_OTHERWISE,
}
"""By name in lower case: the way out."""
