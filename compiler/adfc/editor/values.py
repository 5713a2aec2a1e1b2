"""JSON Schemas of the values that a spec may write for ADF's own: plain ones, and what is written in their place.

Wherever the model wants a value, a spec may also write nothing (null), a text whose value is known later, and adfc's
short forms. No definition of a value has a description: it would hide that of the property which refers to it.
"""

from collections.abc import Iterable, Mapping

from adfc.adf.grammar import ValueKind
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.texts import COMPUTED, in_any_case
from adfc.validate.adf.words import WANTED

JSON_WORDS: Mapping[ValueKind, str] = {
    ValueKind.STRING: "string",
    ValueKind.INT: "integer",
    ValueKind.NUMBER: "number",
    ValueKind.BOOL: "boolean",
}
"""By kind of plain value, JSON Schema's word for it."""

ANYTHING: Schema = {
    "type": ["object", "string", "null"],
    "pattern": COMPUTED,
    "patternErrorMessage": "a mapping is wanted here",
}
"""A mapping, or what may stand in its place; what the mapping holds is said beside it."""

NAME: Schema = {"type": ["string", "object", "null"]}
"""A text, where a mapping may also stand."""

HIDDEN: Schema = {"doNotSuggest": True}
"""Any value, at a key that completion does not offer (a keyword of Microsoft's and Red Hat's language servers)."""

EXPRESSION: Schema = {"type": {"const": "Expression", **HIDDEN}, "value": HIDDEN}
"""The keys of ADF's own object for an expression, in whose place specs write the text."""

SHORT_FORMS: Schema = {
    "file": {"type": "string", "description": "The file that holds the value: its path from this spec's folder."},
    "literal": {"description": "The value as it is: text that starts with @ is no expression here."},
}

SECRETS: Schema = {
    "secret": {"type": "string", "description": "The name of a secret in the Key Vault."},
    "vault": {"type": ["string", "object"], "description": "The linked service of the Key Vault."},
    "version": {"type": "string", "description": "The version of the secret; the latest when left out."},
    "secureParameter": {"type": "string", "description": "The name of a secure parameter of the deployment."},
}

ADF_SECRETS = ("SecureString", "AzureKeyVaultSecret")
"""The `type` of a secret in ADF's own words, whose keys completion does not offer."""


def plain(kind: ValueKind, definitions: Definitions, *, secret: bool) -> Schema:
    """A plain value of this kind; with `secret`, a secret may stand in its place."""
    word = JSON_WORDS[kind]
    text = {} if word == "string" else {"pattern": COMPUTED}
    wanted = f"{WANTED[kind]}{' or a secret' if secret else ''} is wanted here"
    types = list(dict.fromkeys((word, "string", "object", "null")))
    return {"type": types, **text, "errorMessage": wanted, **in_place(definitions, secret=secret)}


def computed(kind: ValueKind, definitions: Definitions, *, secret: bool) -> Schema:
    """What has no plain value: a secret, which is never written out, or an expression."""
    wanted = f"{WANTED[kind]} is wanted here"
    texts = {"type": ["string", "object", "null"], "pattern": COMPUTED, "errorMessage": wanted}
    return {**texts, **in_place(definitions, secret=secret)}


def one_of(words: Iterable[str], definitions: Definitions) -> Schema:
    """One of the words, in any letter case; completion offers them as ADF writes them."""
    known = list(words)
    other = {"type": ["string", "object", "null"], "pattern": f"{in_any_case(known)}|{COMPUTED}"}
    return {"anyOf": [{"enum": known}, {**other, **in_place(definitions, secret=False)}]}


def listing(items: Schema, definitions: Definitions) -> Schema:
    """A list."""
    types = {
        "type": ["array", "object", "string", "null"],
        "pattern": COMPUTED,
        "errorMessage": "a list is wanted here",
    }
    return {**types, "items": items, **in_place(definitions, secret=False)}


def mapping(values: Schema, definitions: Definitions) -> Schema:
    """A mapping whose keys are the user's own names, or what may stand in its place."""
    return {**ANYTHING, "if": definitions.ref("expression", _expression), "else": {"additionalProperties": values}}


def shaped(shape: Schema, definitions: Definitions, place: Schema = ANYTHING) -> Schema:
    """A mapping of this shape, or what else may stand in this place."""
    return {**place, "if": definitions.ref("no-shape", _no_shape), "else": shape}


def in_place(definitions: Definitions, *, secret: bool) -> Schema:
    """The keywords for the mappings that may stand in a plain value's place: short forms, and ADF's own objects.

    They stand one level deeper, or else an editor would complete the property as a mapping.
    """
    name, make = ("secret-form", _secret_forms) if secret else ("short-form", _short_forms)
    return {"allOf": [definitions.ref(name, make)]}


def _short_forms() -> Schema:
    told = "no mapping is wanted here but {file: PATH} or {literal: VALUE}"
    return {"properties": {**SHORT_FORMS, **EXPRESSION}, "additionalProperties": False, "errorMessage": told}


def _secret_forms() -> Schema:
    tags = {"type": "string", "pattern": in_any_case((*ADF_SECRETS, "Expression")), **HIDDEN}
    hidden = {"type": tags, "value": HIDDEN, "store": HIDDEN, "secretName": HIDDEN, "secretVersion": HIDDEN}
    together = {"secret": ["vault"], "vault": ["secret"], "version": ["secret"]}
    keys = {**SECRETS, **SHORT_FORMS, **hidden}
    return {"properties": keys, "additionalProperties": False, "dependentRequired": together}


def _expression() -> Schema:
    return {"required": ["type", "value"], "properties": EXPRESSION}


def _no_shape() -> Schema:
    """A mapping that stands in the place of a shape: a short form by itself, or an Expression object."""
    return {"anyOf": [_expression(), *({"required": [key], "maxProperties": 1} for key in SHORT_FORMS)]}
