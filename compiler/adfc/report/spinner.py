"""The drawing of `progress`: the only module that knows rich."""

from threading import Event

from rich.console import Console
from rich.text import Text


def spin(words: str, over: Event) -> None:
    """Draw a turning sign and `words` on stderr until `over` is set, then erase them."""
    with Console(stderr=True).status(Text(words)):
        over.wait()
