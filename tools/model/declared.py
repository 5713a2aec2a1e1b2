"""What the package declares: its classes and enums, read from the source by `ast`, without importing it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tools.model.package import Sources


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """A property as declared: its name on the wire, its annotation and its description as text."""

    name: str
    annotation: str
    text: str
    discriminator: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class DeclaredClass:
    """A model class as declared: its own fields only."""

    name: str
    base: str
    tag: str
    """The value of the base's discriminator that chooses this class, or empty."""
    text: str
    fields: tuple[DeclaredField, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything the package declares, by class name."""

    classes: dict[str, DeclaredClass]
    enums: dict[str, tuple[str, ...]]


def declared(sources: Sources) -> Declared:
    """The declarations in `sources`."""
    classes = {one.name: _class(one) for one in _class_definitions(sources.models)}
    return Declared(classes, {one.name: _members(one) for one in _class_definitions(sources.enums)})


def _class_definitions(source: str) -> Iterator[ast.ClassDef]:
    return (one for one in ast.parse(source).body if isinstance(one, ast.ClassDef))


def _members(enum: ast.ClassDef) -> tuple[str, ...]:
    """The values on the wire. One is published with a trailing space that the service does not use."""
    return tuple(ast.literal_eval(one.value).strip() for one in enum.body if isinstance(one, ast.Assign))


def _class(one: ast.ClassDef) -> DeclaredClass:
    tags = [ast.literal_eval(word.value) for word in one.keywords if word.arg == "discriminator"]
    base = ast.unparse(one.bases[0])
    return DeclaredClass(one.name, base, tags[0] if tags else "", _summary(one), tuple(_fields(one)))


def _summary(one: ast.ClassDef) -> str:
    """The class's description, without the list of its subclasses and of its fields."""
    text = ast.get_docstring(one) or ""
    return _one_line(text.split("\n:ivar")[0].split("\nYou probably want")[0])


def _fields(one: ast.ClassDef) -> Iterator[DeclaredField]:
    """The fields, each with the string that follows it. A `Literal` repeats the tag of the class and is left out."""
    for statement, after in pairwise(one.body):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call):
            annotation = ast.unparse(statement.annotation)
            if not annotation.startswith("Literal["):
                yield _field(statement, statement.value, annotation, after)


def _field(statement: ast.AnnAssign, call: ast.Call, annotation: str, after: ast.stmt) -> DeclaredField:
    options = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    return DeclaredField(
        name=options.get("name", ast.unparse(statement.target)),
        annotation=annotation,
        text=_one_line(ast.literal_eval(after.value)) if isinstance(after, ast.Expr) else "",
        discriminator=ast.unparse(call.func) == "rest_discriminator",
        read_only=options["visibility"] == ["read"],
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
