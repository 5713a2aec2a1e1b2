"""The bytes of a file to its text. Where the bytes came from is nobody's business here."""

import codecs

from adfc.diagnostic import Diagnostic, Problems
from adfc.read.codes import UNDECODABLE
from adfc.read.lines import Lines
from adfc.source import SourceFile

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(name: str, data: bytes) -> tuple[SourceFile | None, list[Diagnostic]]:
    """The text of the file `name`: UTF-8 with or without byte order mark, or UTF-16 with one.

    Line ends stay as they are. Bytes that are not text give ADF001 at the first of them, and no source.
    """
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        return SourceFile(name, data.decode(encoding)), []
    except UnicodeDecodeError as failure:
        return None, _undecodable(name, data, encoding, failure)


def _undecodable(name: str, data: bytes, encoding: str, failure: UnicodeDecodeError) -> list[Diagnostic]:
    found = Problems()
    bad = failure.object[failure.start : failure.end]
    start = len(data) - len(failure.object) + failure.start  # the codec may have cut off the byte order mark
    before = data[:start].decode(encoding)
    span = Lines(SourceFile(name, before)).span(len(before), len(before))
    message = f"0x{bad.hex().upper()} is not {'UTF-16' if encoding == 'utf-16' else 'UTF-8'}"
    found.error(UNDECODABLE, message, span, "save the file as UTF-8")
    return found.found
