"""Microsoft's parser of KQL: an npm package, pinned by what is in it, and where it lies."""

import hashlib
from pathlib import Path

NAME = "@kusto/language-service-next"
VERSION = "12.4.1"
INTEGRITY = "sha512-8Ybwi1DVxnFZ8+mnw38ruXjSGIxA2jwx1HeqjStvMa5kSHzHPtEYm5n7et1fwgn5KDUZJzsSNjuRroiI+j8brA=="
"""Of the package's tarball, as npm states it."""

LICENCE = "MIT (Microsoft); the Bridge.NET runtime in it: Apache-2.0"

FILES = {
    "bridge.min.js": "5edc505e5634daf2922197797740180d587d15b5f0f505c95ad7b5dd6b5daae8",
    "Kusto.Language.Bridge.min.js": "3a96a4ac1bff095ba49d6606e7d591f5d00519b529c51a6850032f62b0960a86",
}
"""What is used of the package, each with its sha256."""


class Package:
    """The parser in a user's home of adfc."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "kql" / f"parser-{VERSION}"

    @property
    def is_there(self) -> bool:
        """Whether it is installed: a look at the names, not at what the files hold."""
        return all((self.folder / name).is_file() for name in FILES)

    @property
    def is_whole(self) -> bool:
        """Whether its files are the ones that were pinned."""
        try:
            return all(sha256(self.folder / name) == wanted for name, wanted in FILES.items())
        except OSError:
            return False


def sha256(file: Path) -> str:
    """The sha256 of a file, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
