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

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.expressions.parser import parse
from adfc.expressions.syntax import Call, ExpressionError, Literal
from adfc.expressions.walk import calls
from adfc.model import Data
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import variable_name


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity that sets or appends to a variable and reads the same one in its expression."""
    for one in survey.activities("SetVariable", "AppendVariable"):
        name = variable_name(one)
        read = _read(one.settings.get("value"), name.lower()) if name else None
        if read is not None:
            message = f'variable "{name}" can\'t be set from its own value'
            way_out = "set a second variable from this one, then this one from the second"
            within = (read.start, read.end)
            yield Finding(one.pipeline, one.at("typeProperties", "value"), message, way_out, within=within)


def _read(value: Data, name: str) -> Call | None:
    """Where an expression reads the variable `name` (in lower case); None where it does not."""
    text = value.get("value") if isinstance(value, dict) else value
    if not isinstance(text, str) or "@" not in text or name not in text.lower():
        return None
    try:
        found = calls(parse(text))
    except ExpressionError:
        return None
    return next((one for one in found if one.name.lower() == "variables" and _names(one, name)), None)


def _names(call: Call, name: str) -> bool:
    given = call.arguments[0] if len(call.arguments) == 1 else None
    return isinstance(given, Literal) and str(given.value).lower() == name


RULE = Rule("ADF443", "variable-from-itself", Severity.ERROR, check)
