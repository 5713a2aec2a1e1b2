"""A text looks like an expression and is none.

An expression begins with `@` in the very first place, or stands in `@{...}` inside a text. Everything else is text: a
call without `@`, an `@` after a space, `@item()` in the midst of a query, `@{...}` inside the quotes of an
expression.

Before:

    parameters: {name: {type: String}}
    variables: {file: {type: String}}
    activities:
      Set: {type: SetVariable, variableName: file, value: "in/pipeline().parameters.name/orders.csv"}

After:

    parameters: {name: {type: String}}
    variables: {file: {type: String}}
    activities:
      Set: {type: SetVariable, variableName: file, value: "in/@{pipeline().parameters.name}/orders.csv"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions#expressions.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every text that was meant as an expression, as far as that is sure."""
    return findings(survey, "ADF316")


RULE = Rule("ADF316", "expression-not-marked", Severity.WARNING, check)
