"""A part of a final text, found in what the user wrote: before placeholders were replaced, or in a file of its own."""

from collections.abc import Iterator
from itertools import pairwise

from adfc.configure.variables import PLACEHOLDER
from adfc.read import read_json, read_text
from adfc.read.written import Written
from adfc.source import Path, SourceFile, Span


def before_replacing(written: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets in `written` that became `text[start:end]`; None where `text` was not made of it.

    What a placeholder became is the whole placeholder: nobody wrote a part of it here.
    """
    if written == text:
        return start, end
    whole = _replaced(list(_fixed(written)), written, text)
    return whole.stretch(start, end) if whole else None


def in_body(file: SourceFile, path: Path, text: str, start: int, end: int) -> Span | None:
    """The place in a file that stands for a value: `path` leads from there to the string `text`.

    The value is the file's text, a list of its lines, or the data of a JSON file. None where it is none of these.
    """
    if path in ((), ("value",)) and file.text.startswith(text):
        return read_text(file).inside((), file.text, start, end)
    if len(path) == 1 and isinstance(path[0], int):
        lines = file.text.split("\n")
        at = sum(len(one) + 1 for one in lines[: path[0]])
        if lines[path[0] : path[0] + 1] and lines[path[0]].startswith(text):
            return read_text(file).inside((), file.text, at + start, at + end)
    document = read_json(file)[0] if file.name.endswith(".json") else None
    return document.inside(path, text, start, end) if document and document.at(path) == text else None


def _fixed(written: str) -> Iterator[Written]:
    """What stays of a text around and between its placeholders; `$${` became `${`."""
    fixed, at = Written(), 0
    for found in PLACEHOLDER.finditer(written):
        fixed.add_plain(written[at : found.start()], at)
        at = found.end()
        if found[1]:
            yield fixed
            fixed = Written()
        else:
            fixed.add("$", found.start(), at)
            fixed.add("{", found.start(), at)
    fixed.add_plain(written[at:], at)
    yield fixed


def _replaced(fixed: list[Written], written: str, text: str) -> Written | None:
    """The final text, each character with where it comes from in `written`.

    A fixed text between two placeholders is looked for from both ends: it is certain where both find it at one place.
    What lies between two certain ones comes from all that is written between them.
    """
    words = [one.text for one in fixed]
    early = _places(words, text)
    late = _places([one[::-1] for one in reversed(words)], text[::-1])
    if early is None or late is None:
        return None
    begins = [len(text) - at - len(word) for at, word in zip(reversed(late), words, strict=True)]
    begins[0] = 0
    inner = range(1, len(words) - 1)
    certain = sorted({0, len(words) - 1, *(at for at in inner if words[at] and early[at] == begins[at])})
    whole = Written()
    whole.extend(fixed[0])
    for this, following in pairwise(certain):
        gap = text[begins[this] + len(words[this]) : begins[following]]
        start = fixed[this].ends[-1] if words[this] else 0
        end = fixed[following].starts[0] if words[following] else len(written)
        for character in gap:
            whole.add(character, start, end)
        whole.extend(fixed[following])
    return whole


def _places(words: list[str], text: str) -> list[int] | None:
    """Where each of the words stands first after the one before it; the first begins the text, the last ends it."""
    places, at = [], 0
    for number, word in enumerate(words):
        found = text.find(word, at) if number < len(words) - 1 else max(at, len(text) - len(word))
        if not text.startswith(word, found) or found < 0 or (number == 0 and found):
            return None
        places.append(found)
        at = found + len(word)
    return places
