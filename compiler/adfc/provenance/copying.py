"""The activity `copy` of ours: what its spec says, what the parts of its two ends made, what it adds by itself."""

from collections.abc import Iterator

from adfc.adf.model import TYPE_PROPERTIES
from adfc.configure.overrides import BY_NAME
from adfc.lower.catalog import name_of
from adfc.lower.ends import SETTINGS
from adfc.model import Data
from adfc.provenance.cause import Cause
from adfc.provenance.inside import Inside
from adfc.provenance.template import Made, made_by
from adfc.provenance.written import written
from adfc.source import Path

COPY = Cause("activity", "activity type copy")
"""What a `copy` says without being told: ADF's type, a policy, what ADF Studio writes."""

BY_COLUMNS = Cause("activity", f"{COPY.words}, by the columns of its sink")

ENDS = {"inputs": "source", "outputs": "sink"}


def copy_activity(inside: Inside, path: Path) -> tuple[Path, Path] | None:
    """The path in a pipeline's spec of the `copy` that `path` leads into, and the path inside it; None if into none."""
    for length in range(1, len(path)):
        at, rest = inside.follow((), path[:length])
        value = inside.value(at)
        if not rest and at[-2:-1] and at[-2] in BY_NAME and isinstance(value, dict) and value.get("type") == "copy":
            return at, path[length:]
    return None


def of_copy(inside: Inside, base: Path, path: Path) -> Iterator[Cause]:
    """The causes of what stands at `path` of the activity that the `copy` at `base` became."""
    first, second = (*path, "", "")[:2]
    if first in ENDS:
        yield from inside.causes((*base, ENDS[str(first)], "dataset"), path[2:], COPY)
    elif first == TYPE_PROPERTIES and second in SETTINGS:
        yield from _of_end(inside, (*base, str(second)), path[2:])
    elif path[:2] == (TYPE_PROPERTIES, "translator") and "translator" not in inside.value(base):
        yield from _of_columns(inside, base, path[2:])
    else:
        yield from inside.causes(base, path, COPY)
        if path == ("type",):
            yield COPY


def _of_end(inside: Inside, base: Path, path: Path) -> Iterator[Cause]:
    made = None if "type" in inside.value(base) else _made(inside, base, path)
    yield from inside.causes(base, path, COPY) if made is None else inside.made(base, made)


def _made(inside: Inside, base: Path, path: Path) -> Made | None:
    """How the parts of the dataset's connector, and of the store that its files lie on, make a value of an end."""
    role, end, catalog = str(base[-1]), inside.value(base), inside.scope.catalog
    dataset = catalog.dataset(name_of(end["dataset"]))
    connector = catalog.connector(dataset, "dataset") if dataset else None
    part = connector.part(role) if connector else None
    if dataset is None or connector is None or part is None:
        return None
    store = catalog.store(dataset) if connector.is_format else None
    settings = store.part(SETTINGS[role]) if store else None
    return made_by(part, path, end, {"storeSettings": settings} if settings else {})


def _of_columns(inside: Inside, base: Path, path: Path) -> Iterator[Cause]:
    """The causes of a mapping of columns: what the spec says of it, else the columns of the sink's dataset."""
    body = inside.value(base)
    dataset = inside.scope.catalog.dataset(name_of(body["sink"]["dataset"]))
    columns = dataset.body.get("columns") if dataset else None
    if "mapping" in body:
        yield from written(inside.origin, (*base, "mapping", *_column(body["mapping"], path)), inside.scope)
        yield COPY
    elif dataset is not None and isinstance(columns, dict):
        yield BY_COLUMNS
        yield from written(dataset.origin, ("columns", *_column(columns, path)), inside.scope, key=True)
    else:
        yield COPY


def _column(columns: Data, path: Path) -> Path:
    """The column that an item of `mappings` is of, as a path below `columns`; none for what is of no column."""
    names = list(columns) if path[:1] == ("mappings",) and len(path) > 1 else []
    return (names[int(path[1])],) if names else ()
