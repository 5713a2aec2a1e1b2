"""The error of evaluation."""


class EvaluationError(Exception):
    """An expression without a value in this state: what is wrong, where in the text, and the way out.

    `start` and `end` (exclusive) count code points in the text, as the nodes of the tree do.
    """

    def __init__(self, message: str, start: int, end: int, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.way_out = way_out
