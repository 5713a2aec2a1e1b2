"""A variable is set from its own value.

The service refuses an expression that reads the variable it sets. A second variable for the sum, copied back, does
it.

Before:

    variables: {count: {type: String}}
    activities:
      Count:
        type: SetVariable
        variableName: count
        value: "@string(add(int(variables('count')), 1))"

After:

    variables: {count: {type: String}, next: {type: String}}
    activities:
      Next:
        type: SetVariable
        variableName: next
        value: "@string(add(int(variables('count')), 1))"
      Count: {type: SetVariable, variableName: count, value: "@variables('next')", after: [Next]}

Source: ADF Studio and the service answer "self referencing variable"; of 858 variables set in published factories
none reads itself.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.model import Data
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import variable_name
from adfc.validate.adf.scalars import is_expression

READ = re.compile(r"\bvariables\(\s*'([^']+)'\s*\)", re.IGNORECASE)


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity that sets or appends to a variable and reads the same one in its expression."""
    for one in survey.activities("SetVariable", "AppendVariable"):
        name = variable_name(one)
        text = _expression(one.settings.get("value"))
        if name is not None and name.lower() in {read.lower() for read in READ.findall(text)}:
            message = f'variable "{name}" can\'t be set from its own value'
            way_out = "set a second variable from this one, then this one from the second"
            yield Finding(one.pipeline, one.at("typeProperties", "value"), message, way_out)


def _expression(value: Data) -> str:
    text = value.get("value") if isinstance(value, dict) else value
    return text if isinstance(text, str) and is_expression(text) else ""


RULE = Rule("ADF443", "variable-from-itself", Severity.ERROR, check)
