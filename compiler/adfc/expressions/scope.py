"""What an expression can refer to where it stands."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import msgspec

from adfc.expressions.types import Type

REFERENCES = ("pipeline", "activity", "variables", "item", "dataset", "linkedService", "trigger", "triggerBody")
"""What begins a reference rather than a call of a function."""

WITHOUT_ARGUMENTS: Mapping[str, str] = {
    name.lower(): name for name in REFERENCES if name not in ("activity", "variables")
}

SYNTAX = "ADF301"
FUNCTION = "ADF302"
UNDOCUMENTED = "ADF303"
COUNT = "ADF304"
ARGUMENT = "ADF305"
CONSTANT = "ADF306"
MISPLACED = "ADF307"
ACTIVITY = "ADF308"
NOT_BEFORE = "ADF309"
OUTPUT = "ADF310"
PARAMETER = "ADF311"
GLOBAL = "ADF312"
VARIABLE = "ADF313"
SYSTEM = "ADF314"
PROPERTY = "ADF315"
NOT_MARKED = "ADF316"
NOT_EVALUATED = "ADF317"
WRONG_TYPE = "ADF318"
DOUBTFUL = "ADF319"


class Problem(NamedTuple):
    """One thing that is wrong with an expression."""

    code: str
    start: int
    end: int
    """The stretch of the text, in code points."""
    message: str
    way_out: str = ""


class Seen(NamedTuple):
    """What `activity('x')` gives at a place, or why it gives nothing there."""

    type: Type
    code: str = ""
    """Empty when all is well."""
    message: str = ""
    way_out: str = ""


class Activities(Protocol):
    """The activities of a pipeline as one place in it sees them."""

    def find(self, name: str) -> Seen:
        """What `activity('name')` gives there."""


class Scope(msgspec.Struct, frozen=True):
    """What the references give at one place."""

    roots: Mapping[str, Type]
    """By the name of the reference in lower case, those without arguments: `pipeline`, `item`, `dataset`, ..."""
    variables: Mapping[str, Type] | None = None
    """By name in lower case; None where no variables are."""
    variable_names: tuple[str, ...] = ()
    """The same as they are written."""
    activities: Activities | None = None
    """None where no activities are."""
    absent: Mapping[str, str] = {}
    """For references that mean nothing here, by name in lower case: what they need."""
