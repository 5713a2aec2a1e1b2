"""Scalars as YAML 1.2 text: plain where the reader takes them for what they are, quoted where it would not."""

import re

from adfc.model import Data
from adfc.read.unprintable import is_printable
from adfc.read.yaml_scalars import core_value

_START = r"(?![-\s?:,\[\]{}#&*!|>'\"%@`]|<<$)"
_PLAIN = re.compile(_START + r"(?:[^:#\s]|:(?=\S)|(?<=\S)#| +(?=\S))+")
_PLAIN_IN_FLOW = re.compile(_START + r"(?:[^:#?\s,\[\]{}]|:(?=[^?\s,\[\]{}])|(?<=\S)#| +(?=[^\s,\[\]{}]))+")
"""A plain scalar holds no `: `, no ` #`, and between brackets nothing that could end it there
(https://yaml.org/spec/1.2.2/#733-plain-style). `<<` is a merge key to many readers."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def scalar(value: Data, *, flow: bool = False) -> str:
    """What stands for null, a boolean, a number or a text; `flow` says that it stands between brackets."""
    if isinstance(value, str):
        return value if is_plain(value, flow=flow) else quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether `text` without quotes is read as that very text."""
    pattern = _PLAIN_IN_FLOW if flow else _PLAIN
    if not text.isprintable() or pattern.fullmatch(text) is None:
        return False
    try:
        return bool(core_value(text) == text)
    except ValueError:
        return False


def quoted(text: str) -> str:
    """`text` in the quotes that need the fewer escapes; double ones where that makes no difference."""
    if text.isprintable() and text.count('"') + text.count("\\") > text.count("'"):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(char if _stands_for_itself(char) else _escape(char) for char in text) + '"'


def _stands_for_itself(char: str) -> bool:
    return char not in _ESCAPES and char.isprintable()


def _escape(char: str) -> str:
    code = ord(char)
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def block(text: str, indent: str) -> list[str] | None:
    """The lines of a literal block (`|`) that holds `text`, its header first; None where only quotes can hold it.

    One line gains nothing, YAML turns carriage returns into line feeds, blank text has no indentation to see, and of
    several line feeds at the end nobody sees how many belong to the text.
    """
    body = text.removesuffix("\n")
    if "\n" not in body or "\r" in text or body.endswith("\n") or not text.strip() or not is_printable(text):
        return None
    hint = "2" if body[0] in " \t\n" else ""
    chomp = "" if text.endswith("\n") else "-"
    return [f"|{hint}{chomp}", *(indent + line if line else "" for line in body.split("\n"))]
