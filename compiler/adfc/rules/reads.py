"""Which names the expressions of a resource read, found by looking at its text."""

import re

AFTER = re.compile(rb"\s*\??(?:\.\s*(?P<plain>[\w-]+)|\[\s*'(?P<quoted>[^']*)'\s*\])")
"""What stands behind `pipeline().parameters` and names one of them."""


def reads(text: bytes, reader: re.Pattern[bytes]) -> set[str] | None:
    """The names, in lower case, that `text` (lower-case JSON) reads wherever `reader` matches.

    None where one of the places names none: the whole object, or a name worked out at run time.
    """
    names = set()
    for found in reader.finditer(text):
        name = AFTER.match(text, found.end())
        if name is None:
            return None
        names.add((name["plain"] or name["quoted"]).decode())
    return names
