"""The hand-written corrections: read from `overlay.yml`, applied to the typed classes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from tools.model.typed import TypedClass

from adfc.adf.grammar import Field, Type, ValueKind, read_field
from adfc.adf.model import TYPE_PROPERTIES

FILE = Path(__file__).with_name("overlay.yml")


def read() -> dict[str, Any]:
    """The overlay as data."""
    overlay: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return overlay


def correct(overlay: dict[str, Any], classes: dict[str, TypedClass], enums: dict[str, tuple[str, ...]]) -> None:
    """Applies `overlay` in place. KeyError for a name that the package no longer declares: the line has had its day."""
    for name, shape in overlay["shapes"].items():
        classes[name] = TypedClass(name, "", "", shape["describes"], "", "", {}, {})
        _set_fields(classes[name], shape["fields"])
    for place, line in overlay["fields"].items():
        owner, field = _owned(place, classes)
        _set_fields(owner, {field: line["is"]})
    for name, line in overlay["everywhere"].items():
        for one in classes.values():
            _set_fields(one, {name: line["is"]} if name in one.fields else {})
    for name, line in overlay["values"].items():
        enums[name] = (*enums[name], *line["add"])
    for place, name in overlay["names"].items():
        _rename(*_owned(place, classes), name)
    for union in overlay["secret_strings"]:
        _let_strings_be_secrets(union, classes)
    for one in classes.values():
        _let_be_absent(one, classes)


def _set_fields(owner: TypedClass, fields: dict[str, str]) -> None:
    owner.fields.update({name: read_field(name, text) for name, text in fields.items()})


def _owned(place: str, classes: dict[str, TypedClass]) -> tuple[TypedClass, str]:
    owner, _, field = place.partition(".")
    return classes[owner], field


def _rename(owner: TypedClass, name: str, new: str) -> None:
    owner.fields[new] = replace(owner.fields.pop(name), name=new)
    owner.texts[new] = owner.texts.pop(name)


def _let_be_absent(one: TypedClass, classes: dict[str, TypedClass]) -> None:
    """Lets `typeProperties` be left out where nothing in them is required, as published datasets do."""
    found = one.fields.get(TYPE_PROPERTIES)
    if found and found.required and not _requires_anything(found.type, classes):
        one.fields[TYPE_PROPERTIES] = replace(found, required=False)


def _requires_anything(of: Type, classes: dict[str, TypedClass]) -> bool:
    inside = classes.get(of.name)
    while inside:
        if any(field.required for field in inside.fields.values()):
            return True
        inside = classes.get(inside.base)
    return False


def _let_strings_be_secrets(union: str, classes: dict[str, TypedClass]) -> None:
    members = [one for one in classes.values() if one.base == union]
    inside = {one.fields[TYPE_PROPERTIES].type.name for one in members} - {""}
    for one in classes.values():
        if one.name in inside or one.base in inside:
            one.fields.update({name: _secret_string(field) for name, field in one.fields.items()})


def _secret_string(field: Field) -> Field:
    if field.type.kind not in {ValueKind.STRING, ValueKind.ANY}:
        return field
    return replace(field, type=replace(field.type, secret=True))
