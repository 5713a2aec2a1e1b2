"""What wrote a value that stands in a spec: its file or an override, variables, a pattern, a file of its own."""

from collections.abc import Iterator
from dataclasses import replace

from adfc.configure.spec import Layer, SpecOrigin
from adfc.configure.variables import PLACEHOLDER
from adfc.lower.bodies import beside
from adfc.model import Data
from adfc.provenance.cause import Cause
from adfc.provenance.scope import Scope
from adfc.provenance.variables import descend, variables
from adfc.source import Path, Span


def written(origin: SpecOrigin, path: Path, scope: Scope, *, key: bool = False) -> Iterator[Cause]:
    """The causes of what stands at a path of a spec's body (with `key`, of its key there), the nearest first."""
    if path and path[0] in origin.given and not key:
        of, base = origin.given[str(path[0])]
        first, *more = written(of, base + path[1:], scope)
        yield first if first.words else replace(first, kind="declared", words="environment")
        yield from more
        return
    layer, at, raw, rest = (origin.layers[0], path, None, ()) if key else _layer(origin, path)
    span = layer.span(at, key=key)
    if layer is not origin.layers[0]:
        yield Cause("override", f"override of target {scope.target.name}", span)
    elif span.via is not None:
        pattern = span.file.split("/")[-2]
        yield Cause("pattern", f"pattern {pattern}, line {span.line}, used at", span.via)
    else:
        yield Cause("spec", span=span)
    text = _file_name(raw) or raw
    if isinstance(text, str):
        yield from variables(text, rest, scope)
    yield from _file(origin, path, span)


def _layer(origin: SpecOrigin, path: Path) -> tuple[Layer, Path, Data, Path]:
    """The last layer that writes the value, the path of the body as it writes it, what it writes, and the steps left.

    Steps are left where the value stands inside a variable that the layer names.
    """
    first = origin.layers[0]
    for layer in reversed(origin.layers[1:]):
        for one in (path, origin.by_name(path)):
            raw, _, rest = descend(layer.document.data, (), layer.path + one)
            if not rest or (isinstance(raw, str) and PLACEHOLDER.fullmatch(raw)):
                return layer, one, raw, rest
    raw, _, rest = descend(first.document.data, (), first.path + path)
    return first, path, raw, rest


def _file(origin: SpecOrigin, path: Path, place: Span) -> Iterator[Cause]:
    """The file that holds the body, where the spec names one."""
    body = origin.body
    for step in path:
        body = body[step]
    name = _file_name(body)
    file = beside((place.via or place).file, name) if name else None
    if file is not None:
        yield Cause("file", "file", Span(file, 1, 1, 1, 1))


def _file_name(body: Data) -> str:
    name = body.get("file") if isinstance(body, dict) and len(body) == 1 else None
    return name if isinstance(name, str) else ""
