"""JSON text to data, the quick way: the standard library's decoder, for strict text with nothing to say about it."""

import json
import re
from typing import NoReturn

from adfc.model import Data
from adfc.read.scalars import decimal, integer
from adfc.read.tree import UnusualError

MAX_DEPTH = 200
"""Published pipelines nest up to some 40 levels."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def load_strict(text: str) -> Data:
    """The data of `text`; raises UnusualError if it is not strict JSON or anything is wrong with it.

    An escaped surrogate makes it give up too: the decoder does not ask whether it is one of a pair.
    """
    if "\\ud" in text or "\\uD" in text or not (text.isascii() or _SURROGATE.search(text) is None):
        raise UnusualError
    try:
        data = _DECODER.decode(text)
    except (ValueError, RecursionError) as odd:
        raise UnusualError from odd
    if _is_deep(data):
        raise UnusualError
    return data


def _is_deep(data: Data) -> bool:
    """Whether lists and objects are nested deeper than MAX_DEPTH; looks at one level after the other."""
    level = [data] if type(data) is dict or type(data) is list else []
    for _ in range(MAX_DEPTH):
        if not level:
            return False
        level = [
            value
            for one in level
            for value in (one.values() if type(one) is dict else one)
            if type(value) is dict or type(value) is list
        ]
    return bool(level)


def _unique(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise UnusualError
    return data


def _refuse(_: str) -> NoReturn:
    raise UnusualError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=integer, parse_float=decimal, parse_constant=_refuse)
