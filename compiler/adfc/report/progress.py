"""A sign of life on a terminal while long work goes on; nothing is drawn, or imported for it, while it is short."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

PATIENCE = 0.5
"""Seconds that pass before anything is drawn."""


@contextmanager
def progress(words: str) -> Iterator[None]:
    """Show `words` on stderr while the body runs, if it is a terminal and the body takes long; erase them after."""
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()
    sign = threading.Thread(target=_show, args=(words, over), daemon=True)
    sign.start()
    try:
        yield
    finally:
        over.set()
        sign.join()


def _show(words: str, over: threading.Event) -> None:
    if not over.wait(PATIENCE):
        import_module("adfc.report.spinner").spin(words, over)
