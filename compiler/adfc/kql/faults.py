"""What the parser answers, made fit to tell: no follow-on errors, words of our manner, a guess at what was meant."""

import re
from collections.abc import Iterator

import msgspec

from adfc.kql.holes import Masked
from adfc.kql.model import Answer, Columns, Fault, Kind, Question
from adfc.kql.operators import OPERATORS
from adfc.suggest import closest, hint


class Told(msgspec.Struct, frozen=True):
    """A diagnostic of the parser. Places count in UTF-16 units."""

    code: str
    message: str
    start: int
    end: int
    syntax: bool
    table: bool
    known: list[str]


class Raw(msgspec.Struct, frozen=True):
    """An answer of the worker."""

    faults: list[Told]
    columns: list[tuple[str, str]] | None
    command: bool
    loose: int | None


NAMES = frozenset(f"KS{one}" for one in (122, 123, 124, 128, 142, 143, 145, 160, 181, 204, 208, 211, 236, 237))
"""The parser's codes for a name that is not there."""

BOTH_SIDES = "KS145"
"""The code for a column that only one side of a join has."""

FUNCTIONS = frozenset(("KS122", "KS128", "KS143", "KS211"))
"""Those that speak of functions, which a database may have of its own."""

UNSURE = re.compile(r"KS(125|200|203|209|210|213|24[4-8]|26[0-3])")
"""What speaks of things that no spec declares (external tables, views, plug-ins), or of the parser itself."""

REFUSED = re.compile(r"\s*\.replace\s+(async\s+)?extents\s")
"""A command whose documented form, with two queries in braces, the parser takes for an error (12.4.1)."""

QUERY_OF_COMMAND = re.compile(r"<\||[\w)\]]\s*\{")
"""Where the query of a command begins, or the body of the function or view that it makes."""

VIEW = re.compile(r"\bmaterialized-views?\s+$", re.IGNORECASE)
IF_EXISTS = re.compile(r"\bifexists\b", re.IGNORECASE)

SHOWN_KNOWN = 60
"""A list of more names than these helps nobody; a close one among them still does."""


def answer(raw: Raw, question: Question, masked: Masked) -> Answer:
    """What is worth telling of a raw answer about a text whose expressions were masked."""
    place = Places(masked.text)
    told = [msgspec.structs.replace(one, start=place(one.start), end=place(one.end)) for one in raw.faults]
    broken = sorted((one for one in told if one.syntax), key=lambda one: one.start)
    if broken:
        if masked.touches(broken[0].start, broken[0].end) or REFUSED.match(masked.text):
            return Answer()
        return Answer((_of_command(broken[0], masked.text) or _syntax(broken[0], masked.text),))
    loose = None if raw.loose is None else place(raw.loose)
    faults = tuple(_meanings(told, question, masked, loose))
    return Answer(faults, _columns(raw, masked, faults))


def _meanings(told: list[Told], question: Question, masked: Masked, loose: int | None) -> Iterator[Fault]:
    """The faults of a text whose syntax is good, each name once."""
    seen = set()
    named = {(one.start, one.end) for one in told if one.code in NAMES or one.table}
    for one in told:
        word = masked.text[one.start : one.end]
        if (one.start, one.end) in named and one.code not in NAMES:
            continue  # it comes of a name that is not there
        if UNSURE.match(one.code) or (one.code, word) in seen or _is_of_a_hole(one, masked, loose):
            continue
        if one.code in NAMES or one.table:
            seen.add((one.code, word))
            yield from _name(one, word, question, _is_in_command(one, masked.text))
        else:
            yield Fault(Kind.MEANING, _worded(one.message), one.start, one.end, _meant(one, word))


def _is_of_a_hole(one: Told, masked: Masked, loose: int | None) -> bool:
    """Whether a fault may come of what stands for an expression and not of the text."""
    if masked.touches(one.start, one.end):
        return True
    is_anything = bool(masked.holes) and one.code == "KS142" and one.table
    return is_anything or (loose is not None and one.start > loose and one.code in NAMES)


def _name(one: Told, word: str, question: Question, is_in_command: bool) -> Iterator[Fault]:
    """A name that is not there; in a database that nobody declares whole, a table or function may yet be.

    What a command itself speaks of may be there for a while only: that is a guess, and nothing where it says so.
    """
    bare = _unquoted(word)
    if is_in_command and (IF_EXISTS.search(question.text, one.end) or VIEW.search(question.text[: one.start])):
        return
    if _may_be_there(one, question, bare):
        if question.database.tables:
            what = "table" if one.table else "function"
            message = f'nothing in the project declares the {what} "{bare}": what comes of it is not checked'
            yield Fault(Kind.UNDECLARED, message, one.start, one.end)
        return
    close = closest(bare, one.known)
    way_out = f'did you mean "{close}"?' if close else _listed(bare, one)
    if one.code == BOTH_SIDES:
        way_out = f"name both: on $left.{word} == $right.COLUMN"
    yield Fault(Kind.NAME, _worded(one.message), one.start, one.end, way_out, is_guess=is_in_command)


def _may_be_there(one: Told, question: Question, word: str) -> bool:
    """Whether a name is one of a table or function that nobody declares, and that is close to none that is there."""
    database = question.database
    is_function = one.code in FUNCTIONS and not (database.is_whole and database.functions)
    return (is_function or (one.table and not database.is_whole)) and closest(word, one.known) is None


def _listed(word: str, one: Told) -> str:
    return hint(word, one.known, "") if len(one.known) <= SHOWN_KNOWN else ""


def _meant(one: Told, word: str) -> str:
    """The way out for what makes no sense, where one is likely."""
    if one.code == "KS141" and "bool" in one.message and re.search(r"[^=!<>~]=[^=~]", word):
        return "compare with =="
    return ""


def _of_command(one: Told, text: str) -> Fault | None:
    """An error in what a management command says before its query: the service still takes forms of former days."""
    if not _is_in_command(one, text):
        return None
    way_out = "the service may still take an older form of the command"
    return Fault(Kind.SYNTAX, _worded(one.message), one.start, one.end, way_out, is_guess=True)


def _is_in_command(one: Told, text: str) -> bool:
    """Whether an error stands in what a management command says before its query."""
    return text.lstrip().startswith(".") and not QUERY_OF_COMMAND.search(text, 0, one.start)


def _syntax(one: Told, text: str) -> Fault:
    """The first error of syntax; where an operator is misspelt, that is the one to tell."""
    for found in re.finditer(r"\|\s*(?P<operator>[A-Za-z][\w-]*)", text[: one.end + 1]):
        name = found["operator"]
        is_last = "|" not in text[found.end() : one.start]
        if is_last and name not in OPERATORS and _is_code(text, found.start()):
            message = f'there is no operator "{name}"'
            return Fault(Kind.SYNTAX, message, *found.span("operator"), hint(name, OPERATORS))
    way_out = ""
    word = text[one.start : one.end]
    if one.message == "Expected: ;" and word in OPERATORS:
        way_out = f"write | before {word}"
    if re.search(r"\blet\s+$", text[: one.start]) and word.isidentifier():
        way_out = f"{word} is a word of KQL itself: another name, or ['{word}']"
    return Fault(Kind.SYNTAX, _worded(one.message), one.start, one.end, way_out)


def _is_code(text: str, at: int) -> bool:
    """Whether a pipe is one, and no part of a text in quotes or of a comment, as far as its line tells."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count('"') % 2 == 0 and line.count("'") % 2 == 0 and "//" not in line


def _columns(raw: Raw, masked: Masked, faults: tuple[Fault, ...]) -> Columns | None:
    """What the text yields, where that can be told: a wrong name leaves it open, and so does a hole for columns."""
    if raw.columns is None or raw.command or raw.loose is not None:
        return None
    if any(one.kind in (Kind.SYNTAX, Kind.NAME) for one in faults) or (masked.holes and not raw.columns):
        return None
    return None if any(name in masked.holes for name, _ in raw.columns) else dict(raw.columns)


def _worded(message: str) -> str:
    """A message of Microsoft's in our manner: lower case, double quotes, no full stop."""
    quoted = re.sub(r"(?<!\[)'([^'\]]*)'", r'"\1"', message.strip().rstrip("."))
    return quoted[:1].lower() + quoted[1:]


def _unquoted(word: str) -> str:
    found = re.fullmatch(r"\[\s*(['\"])(.*)\1\s*\]", word)
    return found[2] if found else word


class Places:
    """Turns a count of UTF-16 units, as JavaScript counts, into one of code points."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, one in enumerate(text) if ord(one) > 0xFFFF]

    def __call__(self, units: int) -> int:
        """The code point at which so many units have passed."""
        place = units
        for before, at in enumerate(self._wide):
            if at + before >= units:
                break
            place -= 1
        return place
