"""The types of KQL columns, by the words that specs and ADF have for them."""

from typing import Final

UNKNOWN: Final = "unknown"

_WORDS = {
    "bool": "bool boolean bit",
    "datetime": "datetime date datetimeoffset datetime2 smalldatetime",
    "decimal": "decimal sqldecimal numeric money",
    "dynamic": "dynamic object array",
    "guid": "guid uuid uniqueid uniqueidentifier",
    "int": "int int32 int16 byte sbyte uint16 uint32 smallint tinyint",
    "long": "long int64 integer bigint uint64",
    "real": "real double single float number",
    "string": "string",
    "timespan": "timespan time",
}
_TYPES = {word: name for name, words in _WORDS.items() for word in words.split()}

NUMBERS = frozenset(("int", "long", "real", "decimal"))


def kql_type(word: object) -> str:
    """The KQL type that a column's type means, `unknown` for one that KQL has no word for.

    KQL's own names and their aliases (https://learn.microsoft.com/kusto/query/scalar-data-types), and the interim types
    of ADF's datasets (`Int32`, `System.Int32`, ...), and the words of SQL that mean the same.
    """
    return _TYPES.get(str(word).lower().removeprefix("system."), UNKNOWN)


def converts(source: str, sink: str) -> bool:
    """Whether a copy between tables can turn a value of the one KQL type into one of the other.

    https://learn.microsoft.com/azure/data-factory/copy-activity-schema-and-type-mapping#data-type-mapping: text becomes
    anything and anything text; numbers and booleans become each other. What is unknown or dynamic may be anything.
    """
    if source == sink or "string" in (source, sink) or {source, sink} & {UNKNOWN, "dynamic"}:
        return True
    plain = NUMBERS | {"bool"}
    return source in plain and sink in plain
