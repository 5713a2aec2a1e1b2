"""Take the root collation out of an installed ICU: `python tools/collation/root.py [libicui18n.so.72]`.

Writes `compiler/adfc/expressions/root.collation`: compressed columns of numbers (see `weights.py`, which reads them).
Weights become their ranks, which is all that comparing needs. Not taken: ideographs and Hangul syllables, whose order
follows from their code points, and scripts outside the basic plane.
"""

import ctypes
import re
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parents[2] / "compiler/adfc/expressions/root.collation"
LEFT_OUT = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xFB00))
FURTHER = ((0x10400, 0x10450), (0x1D400, 0x1D800), (0x1F000, 0x1FB00))
"""Deseret (the letters with case), mathematical letters, emoji."""

Weights = tuple[int, int, int]


class Icu:
    """The collator of the root locale in a library of ICU."""

    def __init__(self, name: str) -> None:
        self._library = ctypes.CDLL(name)
        version = re.search(r"\d+$", name)
        self._suffix = f"_{version[0]}" if version else ""
        self._status = ctypes.byref(ctypes.c_int(0))
        self._collator = self._call("ucol_open", b"root", self._status)

    def _call(self, name: str, *arguments: object) -> int:
        function = getattr(self._library, name + self._suffix)
        function.restype = ctypes.c_void_p
        return int(function(*arguments) or 0)

    def elements(self, letter: str) -> list[Weights]:
        """The weights of a letter on three levels; a weight in two halves is joined."""
        data = letter.encode("utf-16-le")
        iterator = ctypes.c_void_p(
            self._call("ucol_openElements", ctypes.c_void_p(self._collator), data, len(data) // 2, self._status)
        )
        found: list[Weights] = []
        while (raw := self._call("ucol_next", iterator, self._status) & 0xFFFFFFFF) != 0xFFFFFFFF:
            primary, secondary, tertiary = raw >> 16, raw >> 8 & 0xFF, raw & 0xFF
            if tertiary & 0xC0 == 0xC0 and found:
                first = found.pop()
                found.append((first[0] | primary, first[1] | secondary, first[2] | tertiary & 0x3F))
            else:
                found.append((primary << 16, secondary << 8, (tertiary & 0x3F) << 8))
        self._call("ucol_closeElements", iterator)
        return [one for one in found if any(one)]


def code_points() -> Iterator[int]:
    """What the table holds."""
    basic = (code for code in range(0x10000) if not any(start <= code < end for start, end in LEFT_OUT))
    further = (code for start, end in FURTHER for code in range(start, end))
    for code in (*basic, *further):
        if code < 0x80 or unicodedata.category(chr(code)) not in {"Cn", "Co", "Cs"}:
            yield code


def ranks(weights: Sequence[int]) -> list[int]:
    """Each weight as its place among all; none stays 0."""
    order = {weight: place for place, weight in enumerate(sorted({0, *weights}))}
    return [order[weight] for weight in weights]


def steps(numbers: Sequence[int], kind: str, modulus: int) -> bytes:
    """The differences of neighbours: they compress well."""
    return array(kind, [(after - before) % modulus for before, after in pairwise([0, *numbers])]).tobytes()


def main() -> None:
    """Write the table."""
    icu = Icu(sys.argv[1] if len(sys.argv) > 1 else "libicui18n.so.72")
    codes = list(code_points())
    elements = [icu.elements(chr(code)) for code in codes]
    columns = [ranks(level) for level in zip(*(one for some in elements for one in some), strict=True)]
    data = b"".join(
        (
            array("I", [len(codes), len(columns[0])]).tobytes(),
            steps(codes, "I", 2**32),
            bytes(map(len, elements)),
            steps(columns[0], "H", 2**16),
            bytes(columns[1]),
            bytes(columns[2]),
        )
    )
    TARGET.write_bytes(zlib.compress(data, 9))


if __name__ == "__main__":
    main()
