"""Uses of patterns, each turned into spec documents: once, or once for every item of `forEach`."""

from collections.abc import Iterator, Sequence

from adfc.configure.spec import Spec
from adfc.connectors import Library, Pattern
from adfc.diagnostic import Problems
from adfc.model import Data, Document
from adfc.source import Path, Span
from adfc.suggest import hint
from adfc.validate import schema


def use_schema() -> Data:
    """The JSON Schema of one entry of the section `use`."""
    return schema.packaged("use.schema.json")


def expand(uses: Sequence[Spec], library: Library, problems: Problems) -> list[Document]:
    """The documents that the uses make. Adds ADF062 (no such pattern) and what the pattern's schema refuses."""
    documents: list[Document] = []
    for use in uses:
        if not schema.check(use.body, use_schema(), use.origin.at, problems, f'use "{use.name}"'):
            continue
        name = use.body["template"]
        pattern = library.pattern(name)
        if pattern is not None:
            documents += _documents(use, pattern, problems)
        elif name not in library.patterns:
            is_connector = name in library.connectors
            message = f'"{name}" is a connector and no pattern' if is_connector else f'there is no pattern "{name}"'
            problems.error("ADF062", message, use.origin.at(("template",)), hint(name, library.patterns))
    return documents


def _documents(use: Spec, pattern: Pattern, problems: Problems) -> Iterator[Document]:
    for values, path in _rounds(use):
        what = f'use "{use.name}" of pattern "{pattern.name}"'
        if schema.check(
            values, pattern.schema, lambda at, key=False, base=path: _where(use, at, base, key), problems, what
        ):
            document = pattern.render(values, use.origin.at(path), problems)
            if document is not None:
                yield document


def _rounds(use: Spec) -> Iterator[tuple[dict[str, Data], Path]]:
    """The values of each rendering, with the path that stands for it: every item is laid over `with`."""
    shared = use.body.get("with") or {}
    items = use.body.get("forEach")
    if items is None:
        yield shared, ("with",)
        return
    for index, item in enumerate(items):
        yield {**shared, **item}, ("forEach", index)


def _where(use: Spec, path: Path, base: Path, key: bool) -> Span:
    """The place of a value: in the item that gave it, else in `with`."""
    item = use.body
    for step in base:
        item = item.get(step, {}) if isinstance(item, dict) else item[step]
    inside = not path or path[0] in item
    return use.origin.at(base + path if inside else ("with", *path), key=key)
