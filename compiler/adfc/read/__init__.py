"""The text of a file to a Document: YAML (the only door to PyYAML) and the JSON of Git-mode folders."""

from collections.abc import Iterator

from adfc.diagnostic import Diagnostic
from adfc.model import Document
from adfc.read.decode import decode
from adfc.read.json_strict import load_strict
from adfc.read.lines import Lines
from adfc.read.outline import outline
from adfc.read.tree import Tree, read_twice
from adfc.read.written import Written
from adfc.read.yaml_plain import load_plain
from adfc.source import Node, Places, SourceFile

__all__ = ["decode", "read", "read_json", "read_text", "read_yaml"]


def read(source: SourceFile) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a file, read as its name says: `.json` is JSON, everything else YAML."""
    is_json = source.name.lower().endswith(".json")
    return read_json(source) if is_json else read_yaml(source)


def read_yaml(source: SourceFile) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a YAML file (plain dict, list, str, int, float, bool, None), and what is wrong with it.

    No document comes of a text that can't be read to its end. One with lesser errors (duplicate keys, odd numbers and
    the like: ADF004 to ADF006, ADF008 to ADF010, ADF013, ADF014) has one, so that later stages can go on. A root of any
    kind is fine: what a document must be is not the reader's business.
    """
    return read_twice(source, load_plain, _yaml_tree, _yaml_written, outline(source))


def read_json(source: SourceFile) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a JSON file (plain dict, list, str, int, float, bool, None), and what is wrong with it.

    Comments, trailing commas and tabs in text are accepted: people keep them in Git-mode folders. No document comes of
    a text that can't be read to its end; one with lesser errors (ADF002, ADF004, ADF009) has one.
    """
    return read_twice(source, load_strict, _json_tree, _json_written)


def read_text(source: SourceFile) -> Document:
    """A file that is one text, whatever it means: the data are its text."""
    lines = Lines(source)
    whole = Node(lines.span(0, len(source.text)))
    return Document(source.name, source.text, Places(lambda: whole, part=lambda _, __, part: lines.span(*part)))


# The thorough readers are imported when the first file needs one: a small build takes no longer than that.


def _yaml_tree(source: SourceFile) -> Tree:
    from adfc.read.yaml_tree import load_yaml_tree  # noqa: PLC0415

    return load_yaml_tree(source)


def _json_tree(source: SourceFile) -> Tree:
    from adfc.read.json_tree import load_json_tree  # noqa: PLC0415

    return load_json_tree(source)


def _yaml_written(text: str, start: int, end: int) -> Iterator[Written]:
    from adfc.read.yaml_written import yaml_written  # noqa: PLC0415

    return yaml_written(text, start, end)


def _json_written(text: str, start: int, end: int) -> Iterator[Written]:
    from adfc.read.json_written import json_written  # noqa: PLC0415

    return json_written(text, start, end)
