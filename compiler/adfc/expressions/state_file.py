"""The state of an expression as JSON: what `adfc eval --state` reads."""

from adfc.expressions.functions.contract import Run
from adfc.expressions.state import State
from adfc.expressions.values import Value, a_kind
from adfc.suggest import hint

OBJECTS = ("pipeline", "variables", "activities", "dataset", "linkedService")
KNOWN = (*OBJECTS, "item", "trigger")


class BadState(Exception):  # noqa: N818 (the command line makes its own refusal of it)
    """A document that is no state: what is wrong with it, and the way out."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


def state_of(document: Value, run: Run | None) -> State:
    """The state that a document describes. All of its keys may be missing.

    * `pipeline`: `{"parameters": {...}, "globalParameters": {...}, "RunId": ..., and other system properties}`
    * `variables`: `{name: value}`
    * `activities`: `{name: {"output": ..., "status": ..., "error": ...}}`
    * `item`: the item of the loop
    * `dataset`, `linkedService`: `{parameter: value}`
    * `trigger`: what `trigger()` gives

    Raises:
        BadState: it is no object, holds a key of another name, or one of another kind.
    """
    if not isinstance(document, dict):
        raise BadState(f"a state must be an object, not {a_kind(document)}", f"its keys are {', '.join(KNOWN)}")
    odd = next((key for key in document if key not in KNOWN), None)
    if odd is not None:
        raise BadState(f'a state has no key "{odd}"', hint(odd, KNOWN))
    pipeline = {"parameters": {}, "globalParameters": {}, **(_object(document, "pipeline") or {})}
    return State(
        pipeline=pipeline,
        variables=_object(document, "variables") or {},
        activities=_object(document, "activities") or {},
        item=document.get("item"),
        has_item="item" in document,
        dataset=_object(document, "dataset"),
        linked_service=_object(document, "linkedService"),
        trigger=document.get("trigger"),
        run=run,
    )


def _object(document: dict[str, Value], key: str) -> dict[str, Value] | None:
    value = document.get(key)
    if key in document and not isinstance(value, dict):
        raise BadState(f'"{key}" of a state must be an object, not {a_kind(value)}', "it holds values by their names")
    return value if isinstance(value, dict) else None
