"""What an expression sees of a run: parameters, variables, outputs of activities, the item of a loop, the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adfc.expressions.functions.contract import Run
from adfc.expressions.values import Value


@dataclass(frozen=True, slots=True)
class State:
    """The values that references yield. Names are compared without case."""

    pipeline: Mapping[str, Value] = field(default_factory=dict)
    """What `pipeline()` gives: `parameters` and `globalParameters` (objects), and the system properties."""
    variables: Mapping[str, Value] = field(default_factory=dict)
    activities: Mapping[str, Value] = field(default_factory=dict)
    """By name of the activity an object with `output`, `status` and `error`."""
    item: Value = None
    has_item: bool = False
    """Whether `item()` means something here: inside ForEach and Filter."""
    dataset: Mapping[str, Value] | None = None
    """The parameters that `dataset()` gives inside a dataset; None elsewhere."""
    linked_service: Mapping[str, Value] | None = None
    trigger: Value = None
    """What `trigger()` gives in a trigger's parameters; null elsewhere."""
    run: Run | None = None
    """The clock and the random numbers; without them utcNow(), guid() and their like can't be told."""
