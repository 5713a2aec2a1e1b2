"""What is asked about KQL, and what is answered."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeAlias

import msgspec

Columns: TypeAlias = Mapping[str, str]
"""Column to KQL type, in order; `unknown` where the type can't be told."""


class Database(msgspec.Struct, frozen=True):
    """What is known of a database of Azure Data Explorer."""

    name: str
    """Empty where it is known only at run time."""
    cluster: str = ""
    """The host of the cluster, empty likewise."""
    tables: Mapping[str, Columns] = {}
    """By name, letter case counts; of a table without columns these are not known."""
    functions: Mapping[str, tuple[str, str]] = {}
    """Stored functions by name: the parameters in parentheses, and the body in braces."""
    is_whole: bool = False
    """Whether there are no other tables than these, nor other functions, where any is declared."""


class Question(msgspec.Struct, frozen=True):
    """A KQL text as a spec has it, `@{...}` included, and the database that it runs in."""

    text: str
    database: Database
    others: tuple[Database, ...] = ()
    """Further databases that the text may name."""


class Kind(StrEnum):
    """What is wrong with a stretch of KQL."""

    SYNTAX = "syntax"
    NAME = "name"
    """A name that is not there."""
    MEANING = "meaning"
    """Types, arguments, and all else that makes no sense."""
    UNDECLARED = "undeclared"
    """A table or function that may well be there: nobody says what the whole database holds."""


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a text."""

    kind: Kind
    message: str
    start: int
    end: int
    """Where it stands in the text, in code points."""
    way_out: str = ""
    is_guess: bool = False
    """Whether the service may take it all the same."""


class Answer(msgspec.Struct, frozen=True):
    """What the parser finds."""

    faults: tuple[Fault, ...] = ()
    columns: Columns | None = None
    """What the text yields; None where that can't be told."""


class Unanswered(msgspec.Struct, frozen=True):
    """Why a text was not checked, and the way out."""

    reason: str
    way_out: str


Reply: TypeAlias = Answer | Unanswered


class KqlParser(Protocol):
    """Who answers questions about KQL."""

    def ask(self, questions: Sequence[Question]) -> Sequence[Reply]:
        """One reply to each question, in order; it neither raises nor hangs."""
