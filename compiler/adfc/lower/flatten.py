"""Bodies written in ADF's own types: `typeProperties` put back, keys in the order in which ADF Studio writes them."""

from collections.abc import Callable, Sequence

from adfc.adf.model import TYPE_PROPERTIES, Shape, load
from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.source import Span
from adfc.suggest import closest

Where = Callable[..., Span]

ORDER = {
    "LinkedService": ("description", "parameters", "annotations", "type", TYPE_PROPERTIES, "connectVia"),
    "Dataset": (
        "description", "linkedServiceName", "parameters", "folder", "annotations", "type", TYPE_PROPERTIES, "schema",
    ),
    "Activity": (
        "name", "description", "type", "state", "onInactiveMarkAs", "dependsOn", "policy", "userProperties",
        TYPE_PROPERTIES, "linkedServiceName", "inputs", "outputs",
    ),
    "Trigger": ("description", "annotations", "runtimeState", "pipeline", "pipelines", "type", TYPE_PROPERTIES),
    "DataFlow": ("description", "folder", "annotations", "type", TYPE_PROPERTIES),
    "Pipeline": (
        "description", "activities", "concurrency", "policy", "parameters", "variables", "folder", "annotations",
    ),
}  # fmt: skip
"""By union (or shape) of the model: the order seen in nearly all published factories; what is not listed goes last."""


def ordered(body: dict[str, Data], name: str) -> dict[str, Data]:
    """The body with its keys in ADF Studio's order."""
    order = ORDER.get(name, ())
    first = {key: body[key] for key in order if key in body}
    return first | {key: value for key, value in body.items() if key not in first}


def unflatten(
    body: dict[str, Data], union: str, where: Where, problems: Problems, ours: Sequence[str] = ()
) -> dict[str, Data]:
    """The body with everything that is no common key of its type under `typeProperties`, in Studio's order.

    Args:
        body: the body as written; its `type` is ADF's own.
        union: the union of the model whose member the type is.
        where: gives the place of a path of the body.
        problems: takes ADF124: a key stands in both places, or text where ADF wants a dataset's columns.
        ours: keys that are ours, which a guess may suggest and nothing moves.
    """
    common = load().common_keys(union, body.get("type") or "")
    shape = load().union(union).member(body.get("type"))
    of = shape.type_properties if shape else None
    inner = load().shape(of.name) if of and of.name else None
    # Where nobody knows what belongs under `typeProperties`, it says so itself when it is written out.
    if (shape and of is None) or (inner is None and TYPE_PROPERTIES in body):
        return ordered(_without_null(body), union)
    top, moved = _split(body, {key.lower() for key in (*common, *ours)} | {TYPE_PROPERTIES.lower()})
    if inner:
        _keep_typos(top, moved, inner, [key for key in (*common, *ours) if key not in body])
        _check_schema(body, inner, where, problems)
    if moved:
        top[TYPE_PROPERTIES] = _merged(body.get(TYPE_PROPERTIES), moved, where, problems)
    return ordered(_without_null(top), union)


def _without_null(body: dict[str, Data]) -> dict[str, Data]:
    """Null means absent: `typeProperties: null` says that all there is stands beside `type`."""
    if body.get(TYPE_PROPERTIES, "") is not None:
        return body
    return {key: value for key, value in body.items() if key != TYPE_PROPERTIES}


def _split(body: dict[str, Data], common: set[str]) -> tuple[dict[str, Data], dict[str, Data]]:
    top: dict[str, Data] = {}
    moved: dict[str, Data] = {}
    for key, value in body.items():
        (top if key.lower() in common else moved)[key] = value
    return top, moved


def _keep_typos(top: dict[str, Data], moved: dict[str, Data], inner: Shape, common: list[str]) -> None:
    """Leave a misspelt common key where it stands, so that the guess about it is the right one.

    Where `typeProperties` is written out, an unknown key beside it belongs beside it.
    """
    for key in [key for key in moved if key.lower() not in inner.by_lower]:
        if TYPE_PROPERTIES in top or (closest(key, common) and not closest(key, inner.fields)):
            top[key] = moved.pop(key)


def _check_schema(body: dict[str, Data], inner: Shape, where: Where, problems: Problems) -> None:
    schema = body.get("schema")
    if isinstance(schema, str) and "schema" in inner.fields:
        message = f'"schema" beside "type" is the list of columns, not "{schema}"'
        problems.error(
            "ADF124", message, where(("schema",)), "write the table's schema under typeProperties: {schema: ...}"
        )


def _merged(explicit: Data, moved: dict[str, Data], where: Where, problems: Problems) -> Data:
    if explicit is None:
        return moved
    if not isinstance(explicit, dict):
        return explicit
    for key in moved:
        if key in explicit:
            message = f'"{key}" stands beside "type" and under "typeProperties"'
            problems.error("ADF124", message, where((key,), key=True), "write it once")
    return {**explicit, **moved}
