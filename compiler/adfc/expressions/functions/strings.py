"""Functions of the group string, and the engine's further ones on text: chunk, nthIndexOf, slice, isInt."""

from collections.abc import Sequence
from uuid import UUID

from adfc.expressions.collation import find, starts, trails
from adfc.expressions.functions.contract import Refused, Run, int32_at, integer_at, string_at, wrong_kind
from adfc.expressions.names import lower, upper
from adfc.expressions.texts import text_of, units
from adfc.expressions.values import Value

WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What .NET takes for white space: Python would add four control characters."""


def concat(arguments: Sequence[Value]) -> Value:
    """All arguments as text, one after the other."""
    return "".join(map(text_of, arguments))


def starts_with(arguments: Sequence[Value]) -> Value:
    """Whether the first text begins with the second, whatever the case."""
    return starts(string_at(arguments, 0), string_at(arguments, 1))


def ends_with(arguments: Sequence[Value]) -> Value:
    """Whether the first text ends with the second, whatever the case."""
    return trails(string_at(arguments, 0), string_at(arguments, 1))


def index_of(arguments: Sequence[Value]) -> Value:
    """The place of the second text in the first, whatever the case; -1 without one."""
    return find(units(string_at(arguments, 0)), units(string_at(arguments, 1)))


def last_index_of(arguments: Sequence[Value]) -> Value:
    """The last such place. An empty text is found at the last letter."""
    return find(units(string_at(arguments, 0)), units(string_at(arguments, 1)), last=True)


def nth_index_of(arguments: Sequence[Value]) -> Value:
    """The place where the second text stands in the first for the n-th time; counted from the end below 0."""
    text, wanted = units(string_at(arguments, 0)), units(string_at(arguments, 1))
    number = int32_at(arguments, 2)
    if number == 0:
        raise Refused("the third argument must not be 0", 2, "1 is the first, -1 the last")
    place = -1
    for _ in range(abs(number)):
        place = _next_place(text, wanted, place, last=number < 0)
        if place < 0:
            break
    return place


def _next_place(text: str, wanted: str, before: int, *, last: bool) -> int:
    if last:
        return find(text[: before + len(wanted) - 1] if before >= 0 else text, wanted, last=True)
    found = find(text[before + 1 :], wanted)
    return found + before + 1 if found >= 0 else -1


def replace(arguments: Sequence[Value]) -> Value:
    """The first text with the third wherever the second stands, in the same case."""
    text, old, new = (string_at(arguments, index) for index in range(3))
    if not old:
        raise Refused("the second argument, the text to be replaced, must not be empty", 1)
    return units(text).replace(units(old), units(new))


def split(arguments: Sequence[Value]) -> Value:
    """The parts of the first text between the places of the second; the whole text if that is empty."""
    text, separator = string_at(arguments, 0), string_at(arguments, 1)
    return list(text.split(separator)) if separator else [text]


def substring(arguments: Sequence[Value]) -> Value:
    """The text from a position on, of a given length or to the end."""
    text = units(string_at(arguments, 0))
    start = int32_at(arguments, 1)
    if not 0 <= start < len(text):
        raise Refused(f"the start {start} is not in the string, whose length is {len(text)}", 1)
    if len(arguments) == 2:
        return text[start:]
    length = int32_at(arguments, 2)
    if length < 0 or start + length > len(text):
        raise Refused(f"{length} from {start} on is not in the string, whose length is {len(text)}", 2)
    return text[start : start + length]


def to_lower(arguments: Sequence[Value]) -> Value:
    """The text in lower case, as no culture in particular has it."""
    return lower(string_at(arguments, 0))


def to_upper(arguments: Sequence[Value]) -> Value:
    """The text in upper case, letter by letter: `ß` stays."""
    return upper(string_at(arguments, 0))


def trim(arguments: Sequence[Value]) -> Value:
    """The text without white space around it."""
    return string_at(arguments, 0).strip(WHITE)


def slice_text(arguments: Sequence[Value]) -> Value:
    """The text between two positions, which count from the end below 0."""
    text = units(string_at(arguments, 0))
    start = int32_at(arguments, 1)
    end = int32_at(arguments, 2) if len(arguments) == 3 else len(text)
    return text[start:end]


def chunk(arguments: Sequence[Value]) -> Value:
    """A text or an array cut into pieces of a given length."""
    given = arguments[0]
    if not isinstance(given, str | list):
        raise wrong_kind(arguments, 0, "a string or an array")
    size = integer_at(arguments, 1)
    if not 1 <= size < 2**31:
        raise Refused("the second argument, the length of a piece, must be 1 or more", 1)
    held = units(given) if isinstance(given, str) else given
    return [held[start : start + size] for start in range(0, len(held), size)]


def guid(arguments: Sequence[Value], run: Run) -> Value:
    """A new GUID, in the form D if no other is asked for."""
    form = string_at(arguments, 0) if arguments else "D"
    made = UUID(int=run.random.getrandbits(128), version=4)
    forms = {"N": made.hex, "D": f"{made}", "B": f"{{{made}}}", "P": f"({made})", "X": _in_hexadecimal(made)}
    if form not in forms:
        raise Refused(f'"{form}" is no form of a GUID', 0, f"known: {', '.join(forms)}")
    return forms[form]


def _in_hexadecimal(made: UUID) -> str:
    first, second, third = made.fields[:3]
    rest = ",".join(f"0x{byte:02x}" for byte in made.bytes[8:])
    return f"{{0x{first:08x},0x{second:04x},0x{third:04x},{{{rest}}}}}"


FUNCTIONS = {
    "concat": concat,
    "startswith": starts_with,
    "endswith": ends_with,
    "indexof": index_of,
    "lastindexof": last_index_of,
    "nthindexof": nth_index_of,
    "replace": replace,
    "split": split,
    "substring": substring,
    "tolower": to_lower,
    "toupper": to_upper,
    "trim": trim,
    "slice": slice_text,
    "chunk": chunk,
}
RUN_FUNCTIONS = {"guid": guid}
ARITIES = {"nthIndexOf": (3, 3), "slice": (2, 3), "chunk": (2, 2)}
