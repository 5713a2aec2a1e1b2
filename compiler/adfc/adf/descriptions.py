"""Microsoft's descriptions of shapes and properties, for editors and documentation. A build never loads them."""

from functools import cache
from typing import Any

from adfc.adf.model import Shape, load, read_table


def describe(shape: Shape, key: str = "") -> str:
    """The description of a shape, or of one of its properties (named in ADF's case); empty when there is none."""
    texts = _descriptions()[shape.name]
    if key in texts or not shape.base:
        return str(texts.get(key, ""))
    return describe(load().shape(shape.base), key)


@cache
def _descriptions() -> dict[str, Any]:
    return read_table("descriptions.json")
