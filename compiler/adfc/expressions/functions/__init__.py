"""The functions of the expression language, a module for each group.

How a module offers its functions:

* `FUNCTIONS`, a literal table `{name in lower case: function}`. A function takes the values of its arguments as one
  sequence and returns a value: `def to_lower(arguments: Sequence[Value]) -> Value`. The number of arguments has been
  checked (`adfc.expressions.signatures`), their kinds have not.
* `RUN_FUNCTIONS`, the same for those whose value differs from run to run (utcNow, guid, rand, getFutureTime,
  getPastTime): they take the run, with its clock and its random numbers, as the second argument.
* What can't be is said by `raise Refused(message, index of the argument, way out)`: the evaluator puts the function's
  name before the message, and marks the argument in the expression. A function raises nothing else.
* Values are those of `adfc.expressions.values`: `bool` is no integer, `1` is no float. Strings are Python's; lengths
  and positions of the language count UTF-16 units.
"""
