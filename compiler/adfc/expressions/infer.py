"""The type of an expression, and what is wrong with it whatever its values will be.

A reference, function or property that is doubtful has the type `ANY`, so that one mistake is told once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adfc.expressions import saying
from adfc.expressions.probes import probe
from adfc.expressions.results import RESULTS
from adfc.expressions.scope import Activities, Problem, Scope
from adfc.expressions.signatures import SIGNATURES, Signature
from adfc.expressions.syntax import Call, Expression, Index, Literal, Member, Template
from adfc.expressions.types import (
    ANY,
    ARRAY,
    BOOLEAN,
    FLOAT,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    PLAIN,
    STRING,
    Shape,
    Type,
)

_TEXT = PLAIN[STRING]
_LITERALS = {
    str: _TEXT,
    int: PLAIN[INTEGER],
    float: PLAIN[FLOAT],
    bool: PLAIN[BOOLEAN],
    type(None): PLAIN[NULL],
}
_FAMILIES: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("greater", "greaterorequals", "less", "lessorequals"), (NUMBER, STRING)),
    **dict.fromkeys(("union", "intersection"), (ARRAY, OBJECT)),
}
"""Numbers are compared with numbers, text with text; arrays are merged with arrays, objects with objects."""
_NOT_FOLDED = frozenset(("utcnow", "guid", "rand", "getpasttime", "getfuturetime", "xpath"))
"""Functions that give something else each time, and one whose evaluation is too much work for a look."""
_NEVER_FAILS = frozenset(
    (
        "and",
        "array",
        "base64",
        "binary",
        "coalesce",
        "concat",
        "contains",
        "createarray",
        "datauri",
        "empty",
        "encodeuricomponent",
        "endswith",
        "equals",
        "first",
        "if",
        "indexof",
        "join",
        "last",
        "lastindexof",
        "length",
        "not",
        "or",
        "startswith",
        "string",
        "tolower",
        "toupper",
        "trim",
        "uricomponent",
    )
)
"""Functions that fail on no value of a type that they take."""


class Inference:
    """One walk over one expression: types come back, problems and constants gather."""

    __slots__ = ("constants", "found", "probes", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.found: list[Problem] = []
        """What is wrong, in the order of the walk."""
        self.constants: dict[int, bool] = {}
        """By the id of its node, each call, property and element that is the same in every run: whether it may fail."""
        self.probes: list[Call] = []
        """Calls made to be tried: they fail only for what is written out in the expression."""

    def of(self, node: Expression) -> Type:
        """The type of a node's value."""
        return _RULES[node.__class__](self, node)

    def tell(self, problem: Problem) -> Type:
        """Keep a problem; what is doubtful may be anything."""
        self.found.append(problem)
        return ANY


def infer(tree: Expression, scope: Scope) -> tuple[Type, list[Problem]]:
    """The type of an expression's value in `scope`, and what is wrong with it, in the order of the walk."""
    run = Inference(scope)
    return run.of(tree), run.found


def _literal(_: Inference, node: Literal) -> Type:
    return _LITERALS[node.value.__class__]


def _template(run: Inference, node: Template) -> Type:
    for part in node.parts:
        if not isinstance(part, str):
            run.of(part)
    return _TEXT


def _call(run: Inference, node: Call) -> Type:
    name = node.name.lower()
    signature = SIGNATURES.get(name)
    if signature is None:
        return _reference(run, node, name)
    arguments = [_RULES[one.__class__](run, one) for one in node.arguments]  # `of`, without a call for each
    count = len(arguments)
    if count < signature.least or (signature.most is not None and count > signature.most):
        run.tell(saying.wrong_count(node, signature))
        return signature.type
    _check_arguments(run, node, signature, arguments)
    _keep_constant(run, node, name)
    special = RESULTS.get(name)
    return special(node, arguments) if special else signature.type


def _check_arguments(run: Inference, node: Call, signature: Signature, arguments: Sequence[Type]) -> None:
    parameters = signature.parameters
    last = len(parameters) - 1
    for at, one in enumerate(arguments):
        if not one.kinds & parameters[min(last, at)]:
            run.tell(saying.never_fits(node, signature, at, one))
    families = _FAMILIES.get(node.name.lower())
    if families and not any(_is_family(family, families, arguments) for family in families):
        run.tell(saying.never_match(node, signature, arguments, families[0] | families[1]))


def _is_family(family: int, families: tuple[int, int], arguments: Sequence[Type]) -> bool:
    """Whether all arguments may be of one family; one that fits neither has been told already."""
    both = families[0] | families[1]
    return all(one.kinds & family or not one.kinds & both for one in arguments)


def _keep_constant(run: Inference, node: Call, name: str) -> None:
    may_fail = name not in _NEVER_FAILS
    for one in node.arguments:
        if one.__class__ is not Literal:
            found = run.constants.get(id(one))
            if found is None:
                _keep_probe(run, node, name)
                return
            may_fail = may_fail or found
    if name not in _NOT_FOLDED:
        run.constants[id(node)] = may_fail
    else:
        _keep_probe(run, node, name)


def _keep_probe(run: Inference, node: Call, name: str) -> None:
    made = probe(node, name)
    if made is not None:
        run.probes.append(made)


def _reference(run: Inference, node: Call, name: str) -> Type:
    scope = run.scope
    found = scope.roots.get(name)
    if found is not None:
        if node.arguments:
            run.tell(saying.has_arguments(node))
        return found
    if name == "activity" and scope.activities is not None:
        return _activity(run, node, scope.activities)
    if name == "variables" and scope.variables is not None:
        return _variable(run, node, scope.variables)
    for one in node.arguments:
        run.of(one)
    return run.tell(saying.no_function(node, scope))


def _activity(run: Inference, node: Call, activities: Activities) -> Type:
    name = _named(run, node, "the name of an activity")
    if name is None:
        return ANY
    seen = activities.find(str(name.value))
    if seen.code:
        run.tell(Problem(seen.code, name.start, name.end, seen.message, seen.way_out))
    return seen.type


def _variable(run: Inference, node: Call, declared: Mapping[str, Type]) -> Type:
    name = _named(run, node, "the name of a variable")
    if name is None:
        return ANY
    found = declared.get(str(name.value).lower())
    return found if found is not None else run.tell(saying.no_variable(name, run.scope))


def _named(run: Inference, node: Call, what: str) -> Literal | None:
    """The name that `activity('x')` and `variables('x')` are given; None where it is worked out at run time."""
    if len(node.arguments) != 1:
        run.tell(saying.no_name(node, what))
        return None
    [given] = node.arguments
    if isinstance(given, Literal) and isinstance(given.value, str):
        return given
    kinds = run.of(given).kinds
    if not kinds & STRING:
        run.tell(saying.odd_name(node, given, kinds, what))
    return None


def _member(run: Inference, node: Member) -> Type:
    target = _RULES[node.target.__class__](run, node.target)
    if run.constants and id(node.target) in run.constants:
        run.constants[id(node)] = True
    if target.shape is not None:
        return _property(run, node, target, target.shape, node.name)
    if target.kinds & OBJECT or (node.is_safe and target.kinds & NULL):
        return ANY
    return run.tell(saying.no_properties(node, target))


def _index(run: Inference, node: Index) -> Type:
    target, index = run.of(node.target), run.of(node.index)
    if id(node.target) in run.constants and (isinstance(node.index, Literal) or id(node.index) in run.constants):
        run.constants[id(node)] = True
    if isinstance(node.index, Literal) and isinstance(node.index.value, str) and target.shape is not None:
        return _property(run, node, target, target.shape, node.index.value)
    wanted = (OBJECT if index.kinds & STRING else 0) | (ARRAY if index.kinds & INTEGER else 0)
    if not target.kinds & wanted and not (node.is_safe and target.kinds & NULL):
        return run.tell(saying.no_such_index(node, target, index))
    if index.kinds != INTEGER or target.kinds & ~NULL != ARRAY or target.element is None:
        return ANY
    return _or_null(target.element) if node.is_safe else target.element


def _property(run: Inference, node: Member | Index, target: Type, shape: Shape, name: str) -> Type:
    found = shape.properties.get(name.lower())
    if found is not None:
        return _or_null(found) if node.is_safe else found
    if shape.code and target.kinds & ~NULL == OBJECT and (problem := saying.missing(node, shape, name)):
        return run.tell(problem)
    return ANY


def _or_null(of: Type) -> Type:
    return Type(of.kinds | NULL, of.element, of.shape)


_RULES: dict[type, Callable[[Inference, Any], Type]] = {
    Literal: _literal,
    Template: _template,
    Call: _call,
    Member: _member,
    Index: _index,
}
