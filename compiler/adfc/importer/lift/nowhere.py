"""Places for what stands in no file: specs on trial, whose complaints nobody will read."""

from adfc.source import Node, Places, Span

NOWHERE = Span("", 1, 1, 1, 1)


def nowhere(*_: object, **__: object) -> Span:
    """The place of anything."""
    return NOWHERE


def no_places() -> Places:
    """The places of a document that is no file."""
    return Places(lambda: Node(NOWHERE))
