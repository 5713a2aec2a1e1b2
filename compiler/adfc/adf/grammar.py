"""The type of a field, and the short text in which the committed model holds it.

    field := ["!" required] ["~" read-only] type
    type  := ["@" or an expression] ["$" or a secret object] kind [":" name or inner type]

So `!@string` is a required string or expression, `list:reference:DatasetReference` a list of references to datasets.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class ValueKind(StrEnum):
    """What a value is."""

    ANY = "any"
    STRING = "string"
    INT = "int"
    NUMBER = "number"
    BOOL = "bool"
    OBJECT = "object"
    """A mapping of which the model knows no more."""
    EXPRESSION = "expression"
    """An object `{type: Expression, value}`: no literal may stand in its place."""
    SECURE = "secure"
    """A SecureString or a Key Vault reference."""
    ENUM = "enum"
    LIST = "list"
    MAP = "map"
    """A mapping whose keys are the user's own names."""
    SHAPE = "shape"
    """A mapping with known keys."""
    UNION = "union"
    """A mapping whose `type` chooses its shape."""
    REFERENCE = "reference"
    """An object `{referenceName, type: ...Reference}`."""


@dataclass(frozen=True, slots=True)
class Type:
    """What a field holds."""

    kind: ValueKind
    name: str = ""
    """Of the enum, shape or union; the `type` of the reference (`DatasetReference`) or of the only secret allowed."""
    inner: "Type | None" = None
    """Of the elements of a list, of the values of a map."""
    expression: bool = False
    """The description says "or Expression". The service takes expressions in more places than the descriptions say."""
    secret: bool = False
    """A secret object may stand here instead."""


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a shape: its name in ADF's case, its type."""

    name: str
    type: Type
    required: bool = False
    read_only: bool = False
    """The service writes it; what a user writes there is kept, and the service ignores it."""


def read_field(name: str, text: str) -> Field:
    """The field that `text` of the committed model describes."""
    required, text = _flag("!", text)
    read_only, text = _flag("~", text)
    return Field(name, read_type(text), required, read_only)


def write_field(field: Field) -> str:
    """The text of a field: what `read_field` reads."""
    return "!" * field.required + "~" * field.read_only + write_type(field.type)


@cache
def read_type(text: str) -> Type:
    """The type that `text` describes; ValueError for a text that `write_type` does not write."""
    expression, text = _flag("@", text)
    secret, text = _flag("$", text)
    word, _, rest = text.partition(":")
    kind = ValueKind(word)
    if kind in {ValueKind.LIST, ValueKind.MAP}:
        return Type(kind, "", read_type(rest), expression, secret)
    return Type(kind, rest, None, expression, secret)


def write_type(one: Type) -> str:
    """The text of a type: what `read_type` reads."""
    inner = write_type(one.inner) if one.inner else one.name
    return "@" * one.expression + "$" * one.secret + one.kind + (":" + inner if inner else "")


def _flag(sign: str, text: str) -> tuple[bool, str]:
    return text.startswith(sign), text.removeprefix(sign)
