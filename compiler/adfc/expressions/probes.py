"""Time units and time zones that are written out, tried without the values beside them.

`addToTime(item().day, 1, 'Months')` fails whatever the day is: with values that are fine in the places of those that
nobody knows before the run, the evaluator tells of the unit.
"""

from collections.abc import Mapping

from adfc.expressions.syntax import Call, Expression, Literal

_Sample = str | int
_DAY = "2024-05-06T07:08:09Z"

_SAMPLES: Mapping[str, tuple[_Sample, ...]] = {
    **dict.fromkeys(("addtotime", "subtractfromtime"), (_DAY, 1, "Day", "o")),
    **dict.fromkeys(("getfuturetime", "getpasttime"), (1, "Day", "o")),
    **dict.fromkeys(("convertfromutc", "converttoutc"), (_DAY, "UTC", "o")),
    "converttimezone": (_DAY, "UTC", "UTC", "o"),
}
"""By function in lower case: values of its arguments with which it does not fail."""
_OLD = frozenset(("mid-atlantic standard time", "kamchatka standard time"))
"""Zones that Windows still knows and no table of the world's zones has: nothing is said of them."""


def probe(node: Call, name: str) -> Call | None:
    """A call that fails only for the units and zones in `node`, a call of the function `name`; None where it has none.

    The number of its arguments, and their kinds, are right.
    """
    samples = _SAMPLES.get(name)
    if samples is None or not any(_names(one, sample) for one, sample in zip(node.arguments, samples, strict=False)):
        return None
    pairs = zip(node.arguments, samples, strict=False)
    return Call(node.start, node.end, node.name, tuple(_known(one, sample) for one, sample in pairs))


def _names(argument: Expression, sample: _Sample) -> bool:
    text = argument.value if isinstance(argument, Literal) else None
    return isinstance(text, str) and sample not in (_DAY, "o") and text.lower() not in _OLD


def _known(argument: Expression, sample: _Sample) -> Expression:
    return argument if _names(argument, sample) else Literal(argument.start, argument.end, sample)
