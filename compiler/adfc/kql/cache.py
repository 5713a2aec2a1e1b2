"""What the parser has said of a text, kept by content: the same question is never asked twice."""

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

KEPT = 90 * 24 * 3600
"""Seconds after which an answer is forgotten."""


class Cache:
    """A folder with a file for each answer: it begins with the sha256 of the rest, so what is broken is not believed.

    A file appears whole or not at all, so runs beside each other do no harm; a folder that can't be written costs time
    and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The answer of that key, or None."""
        try:
            seal, _, answer = (self._folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return answer if seal == _seal(answer) else None

    def put(self, key: str, answer: bytes) -> None:
        """Keep an answer."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                file.write(_seal(answer) + b"\n" + answer)
            try:
                os.replace(file.name, self._folder / key)  # noqa: PTH105 (a name, no path object)
            except OSError:
                Path(file.name).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Remove what is older than `KEPT`."""
        with suppress(OSError):
            oldest = time.time() - KEPT
            for entry in os.scandir(self._folder):
                if entry.is_file() and entry.stat().st_mtime < oldest:
                    Path(entry.path).unlink(missing_ok=True)


def _seal(answer: bytes) -> bytes:
    return sha256(answer).hexdigest().encode()
