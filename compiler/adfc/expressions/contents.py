"""Objects that stand for bytes: `{"$content-type": ..., "$content": <base64>}`, what binary() and xml() give."""

import codecs
import re
from dataclasses import dataclass

from adfc.expressions.values import Value

BINARY = "application/octet-stream"
XML = "application/xml;charset=utf-8"

_WELL_FORMED = re.compile(r"\s*[^\s/;,]+/[^\s/;,]+\s*(?:;.*)?", re.DOTALL)
_CHARSET = re.compile(r';\s*charset\s*=\s*("?)([^";\s]*)\1', re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "unicodefffe": "utf-16-be",
    "utf-32": "utf-32-le",
    "utf-7": "utf-7",
}
"""The charsets that .NET Core knows by itself."""


@dataclass(frozen=True, slots=True)
class Content:
    """An object that holds bytes: their media type, and the bytes as base64."""

    media_type: str
    base64: str

    @property
    def codec(self) -> str:
        """Python's name of the charset.

        Raises:
            LookupError: the media type is none, or the charset is unknown.
        """
        if not _WELL_FORMED.fullmatch(self.media_type):
            raise LookupError(f'its $content-type "{self.media_type}" is not well-formed')
        found = _CHARSET.search(self.media_type)
        if not found:
            return "utf-8"
        if found[2].lower() not in _CODECS:
            raise LookupError(f'its charset "{found[2]}" is unknown')
        return codecs.lookup(_CODECS[found[2].lower()]).name

    @property
    def unknown(self) -> tuple[str, str]:
        """What stands for bytes that are no text, and what to write instead of it."""
        return ("\ufffd", "?" if self.codec == "ascii" else "\ufffd")

    @property
    def is_xml(self) -> bool:
        """Whether json() reads it as XML."""
        kind = self.media_type.partition(";")[0].strip().lower()
        return kind == "application/xml" or (kind.startswith("application/") and kind.endswith("+xml"))


def content_of(value: Value) -> Content | None:
    """The content that an object holds; None for every other value."""
    if not isinstance(value, dict):
        return None
    names = {name.lower(): one for name, one in value.items()}
    media_type, data = names.get("$content-type"), names.get("$content")
    if media_type is None or data is None:
        return None
    return Content(str(media_type), str(data))


def as_object(content: Content) -> Value:
    """The object of a content."""
    return {"$content-type": content.media_type, "$content": content.base64}
