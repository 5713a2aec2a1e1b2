"""What is said of each mistake that inference finds."""

from collections.abc import Sequence

from adfc.expressions.other_languages import MEANT
from adfc.expressions.scope import (
    ARGUMENT,
    COUNT,
    FUNCTION,
    MISPLACED,
    PROPERTY,
    REFERENCES,
    UNDOCUMENTED,
    VARIABLE,
    WITHOUT_ARGUMENTS,
    Problem,
    Scope,
)
from adfc.expressions.signatures import ENGINE_ONLY, SIGNATURES, Signature
from adfc.expressions.syntax import Call, Expression, Index, Literal, Member
from adfc.expressions.types import (
    ARRAY,
    BOOLEAN,
    COLLECTION,
    FLOAT,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    STRING,
    Shape,
    Type,
    words,
)
from adfc.expressions.types import given as described
from adfc.suggest import closest, hint

_UNDOCUMENTED = {name.lower(): name for name in ENGINE_ONLY}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def wrong_count(node: Call, signature: Signature) -> Problem:
    """A function gets too few or too many arguments."""
    least, most, given = signature.least, signature.most, len(node.arguments)
    wanted = f"at least {least}" if most is None else str(least) if least == most else f"{least} to {most}"
    noun = "argument" if wanted.endswith("1") else "arguments"
    return Problem(COUNT, *name_of(node), f"{signature.name} takes {wanted} {noun}, and gets {given or 'none'}")


def has_arguments(node: Call) -> Problem:
    """`pipeline('x')`."""
    return Problem(COUNT, *name_of(node), f"{WITHOUT_ARGUMENTS[node.name.lower()]} takes no arguments")


def never_fits(node: Call, signature: Signature, at: int, given: Type) -> Problem:
    """An argument is of no kind that the function takes there."""
    wanted = signature.wanted(at)
    which = "the argument" if len(node.arguments) == 1 else f"the {_ordinal(at)} argument"
    message = f"{which} of {signature.name} must be {words(wanted)}, not {described(given.kinds)}"
    argument = node.arguments[at]
    return Problem(ARGUMENT, argument.start, argument.end, message, _conversion(wanted, given.kinds))


def _ordinal(at: int) -> str:
    return _ORDINALS[at] if at < len(_ORDINALS) else f"{at + 1}th"


def _conversion(wanted: int, given: int) -> str:
    """The function that makes of the one what the other wants; empty where none does."""
    if wanted & STRING and given != NULL:
        return "string(...) makes text of it"
    if wanted & INTEGER and given & (STRING | FLOAT):
        return "int(...) makes a number of it"
    if wanted == BOOLEAN and given & (STRING | INTEGER):
        return "bool(...) or a comparison makes a boolean of it"
    if wanted & ARRAY and given & STRING:
        return "split(...), json(...) or createArray(...) makes an array of it"
    return ""


def never_match(node: Call, signature: Signature, arguments: Sequence[Type], wanted: int) -> Problem:
    """Two arguments are of kinds that don't go together."""
    kinds = " and ".join(described(one.kinds & wanted) for one in arguments[:2])
    message = f"{signature.name} takes arguments of one kind, not {kinds}"
    is_mixed = any(one.kinds & STRING for one in arguments) and wanted & NUMBER
    return Problem(ARGUMENT, *name_of(node), message, "int(...) makes a number of text" if is_mixed else "")


def no_function(node: Call, scope: Scope) -> Problem:
    """A call of what is neither a function nor a reference, or a reference that means nothing here."""
    name = node.name.lower()
    if name in scope.absent:
        return Problem(MISPLACED, *name_of(node), f"{node.name}() means nothing here", scope.absent[name])
    if name in _UNDOCUMENTED:
        message = f"{_UNDOCUMENTED[name]} is a function of Logic Apps that nobody documents for Data Factory"
        return Problem(UNDOCUMENTED, *name_of(node), message, "use a documented function")
    close = closest(node.name, [*(one.name for one in SIGNATURES.values()), *REFERENCES])
    meant = MEANT.get(name) or (f'did you mean "{close}"?' if close else "")
    way_out = (
        meant
        or "the functions: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions"
    )
    return Problem(FUNCTION, *name_of(node), f'there is no function "{node.name}"', way_out)


def no_name(node: Call, what: str) -> Problem:
    """`activity()` or `variables('a', 'b')`: not one name."""
    count = len(node.arguments) or "no"
    return Problem(COUNT, *name_of(node), f"{node.name} takes {what}, and gets {count} arguments")


def odd_name(node: Call, given: Expression, kinds: int, what: str) -> Problem:
    """`variables(1)`: a name is a string."""
    return Problem(ARGUMENT, given.start, given.end, f"{node.name} takes {what}, not {described(kinds)}")


def no_variable(name: Literal, scope: Scope) -> Problem:
    """A variable that is not declared."""
    way_out = hint(str(name.value), scope.variable_names, "the pipeline declares no variables")
    return Problem(VARIABLE, name.start, name.end, f'the pipeline has no variable "{name.value}"', way_out)


def missing(node: Member | Index, shape: Shape, name: str) -> Problem | None:
    """A property that the shape does not have. With `?` and in open shapes only a near miss is a mistake."""
    advice = shape.advice.get(name.lower(), "")
    if (node.is_safe or (shape.is_open and not advice)) and closest(name, shape.names) is None:
        return None
    return Problem(shape.code, *_place(node), f'{shape.missing} "{name}"', advice or hint(name, shape.names))


def no_properties(node: Member, target: Type) -> Problem:
    """A property of what has none."""
    message = f'{described(target.kinds)} has no property "{node.name}"'
    way_out = "take one of its elements first: [0] or first(...)" if target.kinds & ARRAY else ""
    if target.kinds & STRING:
        way_out = "if the text is JSON, read it first: json(...)"
    return Problem(PROPERTY, *_place(node), message, way_out)


def no_such_index(node: Index, target: Type, index: Type) -> Problem:
    """An element of what has none, an array by name, an object by number."""
    if not target.kinds & COLLECTION:
        way_out = "substring(...) cuts text" if target.kinds & STRING else ""
        return Problem(PROPERTY, *_place(node), f"{described(target.kinds)} has nothing in it to index", way_out)
    message = f"{words(target.kinds & COLLECTION)} is not indexed by {described(index.kinds)}"
    by_name = target.kinds & OBJECT
    way_out = "its properties have names: .name or ['name']" if by_name else "its elements are numbered: [0]"
    return Problem(PROPERTY, *_place(node), message, way_out)


def name_of(node: Call) -> tuple[int, int]:
    """Where the name of a function stands."""
    return node.start, node.start + len(node.name)


def _place(node: Member | Index) -> tuple[int, int]:
    """Where the name of the property stands."""
    if isinstance(node, Index):
        return node.index.start, node.index.end
    return node.end - len(node.name), node.end
