"""How letters sort and match in no culture in particular: the root collation of Unicode's CLDR, as ICU 72 has it.

`root.collation` was taken from ICU by `tools/collation/root.py`. Ideographs and what the table does not hold sort by
their code points, after all else.
"""

import zlib
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

TABLE = Path(__file__).parent / "root.collation"
BEYOND = 1 << 24
"""Above the primary weight of everything in the table."""


class Element(NamedTuple):
    """A weight on three levels: letter, accent, case and width. 0 is none."""

    primary: int
    secondary: int
    tertiary: int


Elements = tuple[Element, ...]


@cache
def _table() -> dict[int, Elements]:
    """The elements of each code point, read once."""
    columns = zlib.decompress(TABLE.read_bytes())
    size, total = array("I", columns[:8])
    at = 8
    codes = accumulate(array("I", columns[at : at + 4 * size]))
    at += 4 * size
    counts = columns[at : at + size]
    at += size
    primaries = (weight & 0xFFFF for weight in accumulate(array("H", columns[at : at + 2 * total])))
    at += 2 * total
    weights = map(Element, primaries, columns[at : at + total], columns[at + total : at + 2 * total])
    return {code: tuple(next(weights) for _ in range(count)) for code, count in zip(codes, counts, strict=True)}


def elements_of(letter: str) -> Elements:
    """The elements of one letter; none for what counts for nothing."""
    code = ord(letter)
    known = _table().get(code)
    if known is not None:
        return known
    parts = normalize("NFD", letter)
    if parts != letter:
        return tuple(element for part in parts for element in elements_of(part))
    return (Element(BEYOND + _implicit(code), 1, 1),)


def _implicit(code: int) -> int:
    """The order of what the table does not hold: the common ideographs, their extensions, all else."""
    if 0x4E00 <= code < 0xA000:
        return code
    is_extension = 0x3400 <= code < 0x4DC0 or 0x20000 <= code < 0x323B0
    return code + (0x20_0000 if is_extension else 0x40_0000)
