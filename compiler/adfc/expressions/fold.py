"""Constant parts of an expression that fail whenever they are evaluated."""

from collections.abc import Iterable, Iterator, Mapping

from adfc.expressions.scope import CONSTANT, Problem
from adfc.expressions.syntax import Expression
from adfc.expressions.walk import inside

_SOME_DAY = 638_505_760_890_000_000
"""The clock of what is tried, in 100 ns since 0001-01-01: whether it fails does not depend on it."""


class Folding:
    """Evaluates constants, each text once."""

    def __init__(self) -> None:
        self._good: set[str] = set()

    def probed(self, probes: Iterable[Expression]) -> list[Problem]:
        """What fails of calls made to be tried."""
        found = (self._problem(one, repr(one)) for one in probes)
        return [one for one in found if one]

    def problems(self, tree: Expression, text: str, constants: Mapping[int, bool]) -> list[Problem]:
        """What fails of the largest constant parts of an expression.

        Args:
            tree: the expression.
            text: the text it was parsed from.
            constants: as `Inference.constants` holds them after the walk over `tree`.
        """
        found = (self._problem(one, text[one.start : one.end]) for one in _largest(tree, constants))
        return [one for one in found if one]

    def _problem(self, node: Expression, text: str) -> Problem | None:
        if text in self._good:
            return None
        # Few expressions have constants that may fail: who has none does not wait for the evaluator.
        from random import Random  # noqa: PLC0415

        from adfc.expressions.evaluate import EvaluationError, evaluate  # noqa: PLC0415
        from adfc.expressions.functions.contract import Run  # noqa: PLC0415
        from adfc.expressions.state import State  # noqa: PLC0415

        try:
            evaluate(node, State(run=Run(_SOME_DAY, Random(0))))  # noqa: S311 (nothing random is kept)
        except EvaluationError as error:
            message = f"this fails in every run: {error.message}"
            return Problem(CONSTANT, error.start, error.end, message, error.way_out)
        self._good.add(text)
        return None


def _largest(tree: Expression, constants: Mapping[int, bool]) -> Iterator[Expression]:
    may_fail = constants.get(id(tree))
    if may_fail is None:
        for inner in inside(tree):
            yield from _largest(inner, constants)
    elif may_fail:
        yield tree
