"""The type of a field, out of its annotation and, where that is `Any`, out of its description.

The package says `Any` for every field that may be an expression; the description of four in five names the type:
"Type: integer (or Expression with resultType integer)".
"""

import re
from dataclasses import dataclass, replace

from tools.model.declared import Declared, DeclaredClass, DeclaredField

from adfc.adf.grammar import Field, Type, ValueKind

SIMPLE = {
    "Any": ValueKind.ANY,
    "str": ValueKind.STRING,
    "int": ValueKind.INT,
    "float": ValueKind.NUMBER,
    "bool": ValueKind.BOOL,
    "datetime.datetime": ValueKind.STRING,
}
SECRETS = {"SecretBase": "", "SecureString": "SecureString", "AzureKeyVaultSecretReference": "AzureKeyVaultSecret"}
STRINGS = Type(ValueKind.LIST, inner=Type(ValueKind.STRING))
OBJECTS = Type(ValueKind.LIST, inner=Type(ValueKind.OBJECT))
PROSE = {
    "string": Type(ValueKind.STRING),
    "integer": Type(ValueKind.INT),
    "int": Type(ValueKind.INT),
    "number": Type(ValueKind.NUMBER),
    "double": Type(ValueKind.NUMBER),
    "boolean": Type(ValueKind.BOOL),
    "bool": Type(ValueKind.BOOL),
    "object": Type(ValueKind.OBJECT),
    "key value pairs": Type(ValueKind.OBJECT),
    "array of strings": STRINGS,
    "array of objects": OBJECTS,
    "array": Type(ValueKind.LIST, inner=Type(ValueKind.ANY)),
}
"""What descriptions call a type. Longer names stand before those they begin with in the pattern below."""
SAID = re.compile(r"\bType: ?(" + "|".join(sorted(PROSE, key=len, reverse=True)) + r")\b", re.IGNORECASE)
SAID_ENUM = re.compile(r"\bType: ?\w+Enum\b")
"""Enums that descriptions name and the package does not declare."""
OR_EXPRESSION = re.compile(r"or Expression\b")
OR_SECRET = re.compile(r"AzureKeyVaultSecretReference\b")
WRAPPERS = re.compile(r"(Optional|list|dict)\[(?:str, )?(.*)\]")
MODEL = re.compile(r"'_models\.(\w+)'")


@dataclass(slots=True)
class TypedClass:
    """A class with the types of its own fields. The overlay corrects it in place."""

    name: str
    base: str
    tag: str
    text: str
    discriminator: str
    """The property that chooses a subclass, or empty."""
    reference: str
    """The only `type` an object of this class has, when it refers to something by name; else empty."""
    fields: dict[str, Field]
    texts: dict[str, str]
    """The descriptions of the fields."""


def typed(known: Declared) -> dict[str, TypedClass]:
    """Every declared class, typed."""
    return {name: _class(one, known) for name, one in known.classes.items()}


def _class(one: DeclaredClass, known: Declared) -> TypedClass:
    return TypedClass(
        name=one.name,
        base=one.base if one.base in known.classes else "",
        tag=one.tag,
        text=one.text,
        discriminator=_discriminator(one),
        reference=_reference(one, known),
        fields={field.name: _field(field, known) for field in one.fields},
        texts={field.name: field.text for field in one.fields},
    )


def _field(field: DeclaredField, known: Declared) -> Field:
    required = not field.annotation.startswith("Optional[")
    return Field(field.name, _type(field, known), required, field.read_only)


def _type(field: DeclaredField, known: Declared) -> Type:
    found = _annotated(field.annotation, known)
    if found.kind is ValueKind.ANY:
        found = _said(field.text)
    return replace(
        found,
        expression=bool(OR_EXPRESSION.search(field.text)),
        secret=found.kind is ValueKind.STRING and bool(OR_SECRET.search(field.text)),
    )


def _annotated(text: str, known: Declared) -> Type:
    if text in SIMPLE:
        return Type(SIMPLE[text])
    if wrapped := WRAPPERS.fullmatch(text):
        return _wrapped(wrapped[1], wrapped[2], known)
    name = MODEL.findall(text)[0]
    return Type(ValueKind.ENUM, name) if name in known.enums else _of_class(known.classes[name], known)


def _wrapped(wrapper: str, text: str, known: Declared) -> Type:
    inner = _annotated(text, known)
    if wrapper == "Optional":
        return inner
    return Type(ValueKind.LIST if wrapper == "list" else ValueKind.MAP, inner=inner)


def _of_class(one: DeclaredClass, known: Declared) -> Type:
    if one.name in SECRETS:
        return Type(ValueKind.SECURE, SECRETS[one.name])
    if one.name == "Expression":
        return Type(ValueKind.EXPRESSION)
    if reference := _reference(one, known):
        return Type(ValueKind.REFERENCE, reference)
    return Type(ValueKind.UNION if _discriminator(one) else ValueKind.SHAPE, one.name)


def _discriminator(one: DeclaredClass) -> str:
    return next((field.name for field in one.fields if field.discriminator), "")


def _reference(one: DeclaredClass, known: Declared) -> str:
    fields = {field.name: field for field in one.fields}
    if "referenceName" not in fields:
        return ""
    values = [value for name in MODEL.findall(fields["type"].annotation) for value in known.enums.get(name, ())]
    return values[0] if len(values) == 1 else ""


def _said(text: str) -> Type:
    if said := SAID.search(text):
        return PROSE[said[1].lower()]
    return Type(ValueKind.STRING if SAID_ENUM.search(text) else ValueKind.ANY)
