"""Names of files and folders that every system accepts, made of names that ADF accepts."""

import re
from dataclasses import dataclass, field

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
"""What Windows keeps for itself (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""

LONGEST = 100
"""Characters of one name: Windows refuses paths of more than 260."""


def file_name(name: str) -> str:
    """`name` with `_` for what no file name may hold; hidden files are never made."""
    plain = _REFUSED.sub("_", name)[:LONGEST].strip(" ").rstrip(".")
    if not plain or plain.startswith(".") or plain.partition(".")[0].lower() in _DEVICES:
        return f"_{plain}"
    return plain


@dataclass(frozen=True, slots=True)
class Taken:
    """The names that are taken, compared without case as Windows and macOS do."""

    names: set[str] = field(default_factory=set)

    def free(self, stem: str, ending: str, other: str = "") -> str:
        """The first free name of `stem`, `other`, and then `stem` with a number; it is taken afterwards."""
        stems = [stem, *([other] if other else [])]
        number = 1
        while (name := stems[0] + ending).lower() in self.names:
            number += 1
            stems = stems[1:] or [f"{stem} {number}"]
        self.names.add(name.lower())
        return name
