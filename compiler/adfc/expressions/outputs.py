"""What the activities return: `activity('x')`, and its `output` by the type of the activity.

Of each type that returns a fixed set of properties, that set; of others the properties that are known, so that a near
miss of one can be told; of those that return what somebody else says (a web service, a function) nothing.
"""

from collections.abc import Callable, Iterable, Mapping

from adfc.expressions.output_tables import COMMON, ERROR, ERROR_ADVICE, KNOWN, METADATA, RUN
from adfc.expressions.scope import DOUBTFUL, OUTPUT
from adfc.expressions.types import (
    ANY,
    INTEGER,
    NULL,
    OBJECT,
    PLAIN,
    STRING,
    Shape,
    Type,
    array_of,
    object_of,
)
from adfc.model import Data

_TEXT, _COUNT = PLAIN[STRING], PLAIN[INTEGER]


def _of_a_run() -> Mapping[str, Type]:
    error = object_of(ERROR, "the error of an activity has no", DOUBTFUL, is_open=True)
    nullable = Type(error.kinds | NULL, None, error.shape)
    return {"output": ANY, "error": nullable, "status": _TEXT, **dict.fromkeys(RUN, ANY)}


_RUN_TYPES = _of_a_run()
_RUN_BY_LOWER = {name.lower(): of for name, of in _RUN_TYPES.items()}
_RUN_NAMES = tuple(_RUN_TYPES)


def run_of(name: str, output: Type) -> Type:
    """What `activity('name')` gives, where its output is of type `output`."""
    missing = f'the run of activity "{name}" has no'
    advice = {one.lower(): f"it stands in the output: .output.{one}" for one in _only_in(output)}
    shape = Shape({**_RUN_BY_LOWER, "output": output}, _RUN_NAMES, missing, DOUBTFUL, True, advice)
    return Type(OBJECT, None, shape)


def _only_in(output: Type) -> Iterable[str]:
    names = output.shape.names if output.shape else ()
    return (one for one in names if one.lower() not in _RUN_BY_LOWER)


def output_of(kind: str, name: str, settings: Mapping[str, Data]) -> Type:
    """The output of an activity, as far as its own body tells.

    Args:
        kind: its type, as ADF writes it.
        name: its name, for messages.
        settings: its typeProperties.
    """
    lowered = kind.lower()
    fixed = _FIXED.get(lowered)
    missing = f'the output of {kind} "{name}" has no'
    if fixed is not None:
        return fixed(missing, settings)
    known = KNOWN.get(lowered)
    if known is None:
        return ANY
    advice = ERROR_ADVICE if lowered == "copy" else None
    return object_of({**COMMON, **known}, missing, DOUBTFUL, is_open=True, advice=advice)


def filtered(name: str, element: Type) -> Type:
    """The output of a Filter activity over elements of type `element`."""
    known = {"ItemsCount": _COUNT, "FilteredItemsCount": _COUNT, "Value": array_of(element)}
    return object_of(known, f'the output of Filter "{name}" has no', OUTPUT)


def executed(name: str, returned: Type) -> Type:
    """The output of an ExecutePipeline activity, whose pipeline returns `returned`."""
    known = {**COMMON, "pipelineName": _TEXT, "pipelineRunId": _TEXT, "pipelineReturnValue": returned}
    return object_of(known, f'the output of ExecutePipeline "{name}" has no', DOUBTFUL, is_open=True)


def returned_by(pipeline: str, names: Mapping[str, Type]) -> Type:
    """What a pipeline returns that sets return values of these names."""
    return object_of(names, f'pipeline "{pipeline}" returns no', OUTPUT)


def looked_up(name: str, settings: Mapping[str, Data], columns: Iterable[str], *, is_all: bool) -> Type:
    """The output of a Lookup activity.

    Args:
        name: its name, for messages.
        settings: its typeProperties.
        columns: those its source is known to have, if any are.
        is_all: whether it has no others for certain.
    """
    row = _row(name, columns, is_all=is_all)
    missing = f'the output of Lookup "{name}" has no'
    first = settings.get("firstRowOnly", True)
    one = {**COMMON, "firstRow": Type(OBJECT | NULL, None, row.shape)}
    all_rows = {**COMMON, "count": ANY, "value": array_of(row)}
    if first is None or str(first).lower() == "true":
        way_out = "it returns firstRow; with firstRowOnly: false it returns count and value"
        return object_of(one, missing, OUTPUT, advice={**ERROR_ADVICE, "value": way_out, "count": way_out})
    if str(first).lower() == "false":
        way_out = "it returns count and value, as firstRowOnly is false: take value[0]"
        return object_of(all_rows, missing, OUTPUT, advice={**ERROR_ADVICE, "firstrow": way_out})
    return object_of({**one, **all_rows}, missing, OUTPUT)


def _row(name: str, columns: Iterable[str], *, is_all: bool) -> Type:
    types = dict.fromkeys(columns, ANY)
    code = OUTPUT if is_all else DOUBTFUL
    return object_of(types, f'a row of Lookup "{name}" has no', code, is_open=not is_all) if types else PLAIN[OBJECT]


def _metadata(missing: str, settings: Mapping[str, Data]) -> Type:
    asked = settings.get("fieldList")
    entries = asked if isinstance(asked, list) else []
    fields = [one for one in entries if isinstance(one, str) and "@" not in one]
    if not fields or len(fields) < len(entries):  # some are worked out at run time
        return object_of({**COMMON, **METADATA}, missing, OUTPUT)
    wanted = {one.lower() for one in fields}
    known = {name: of for name, of in METADATA.items() if name.lower() in wanted}
    other = {one: ANY for one in fields if one.lower() not in {name.lower() for name in METADATA}}
    asked_for = {name.lower(): f"add {name} to its fieldList" for name in METADATA if name not in known}
    advice = {**ERROR_ADVICE, **asked_for}
    return object_of({**COMMON, **known, **other}, missing, OUTPUT, advice=advice)


def _procedure(missing: str, _: Mapping[str, Data]) -> Type:
    way_out = "a stored procedure returns nothing here: a Lookup or Script activity reads what it selects"
    advice = dict.fromkeys(("firstrow", "value", "count", "resultsets", "outputparameters"), way_out)
    return object_of(COMMON, missing, DOUBTFUL, advice=advice, is_open=True)


_FIXED: Mapping[str, Callable[[str, Mapping[str, Data]], Type]] = {
    "getmetadata": _metadata,
    "sqlserverstoredprocedure": _procedure,
}
