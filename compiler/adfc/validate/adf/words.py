"""How messages name what a field wants and what it has got."""

import re

from adfc.adf.grammar import Type, ValueKind

WANTED = {
    ValueKind.ANY: "any value",
    ValueKind.STRING: "text",
    ValueKind.INT: "a whole number",
    ValueKind.NUMBER: "a number",
    ValueKind.BOOL: "true or false",
    ValueKind.OBJECT: "a mapping",
    ValueKind.MAP: "a mapping",
    ValueKind.SHAPE: "a mapping",
    ValueKind.UNION: "a mapping with a type",
    ValueKind.LIST: "a list",
    ValueKind.ENUM: "text",
    ValueKind.EXPRESSION: "an expression",
    ValueKind.SECURE: "a secret: a SecureString or a Key Vault reference",
}
FOUND: dict[type, str] = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"}


def wanted(of: Type) -> str:
    """What `of` wants, e.g. `a whole number or an expression`."""
    if of.kind is ValueKind.REFERENCE:
        return f"a reference to a {spaced(of.name.removesuffix('Reference'))}"
    return WANTED[of.kind] + (" or an expression" if of.expression else "")


def found(value: object) -> str:
    """What `value` is, e.g. `a list`."""
    return FOUND.get(value.__class__, "a mapping")


def spaced(name: str) -> str:
    """A class name as words: `LinkedService` as `linked service`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
