"""An activity appends to a variable that is no array.

Only a variable of type Array can be appended to; the service refuses the pipeline.

Before:

    variables: {files: {type: String}}
    activities:
      Remember: {type: AppendVariable, variableName: files, value: a.csv}

After:

    variables: {files: {type: Array}}
    activities:
      Remember: {type: AppendVariable, variableName: files, value: a.csv}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-append-variable-activity.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import declared, variable_name


def check(survey: Survey) -> Iterator[Finding]:
    """Every AppendVariable activity whose variable is declared with another type than Array."""
    for one in survey.activities("AppendVariable"):
        name = variable_name(one) or ""
        body = next((body for other, body in declared(one.pipeline).items() if other.lower() == name.lower()), None)
        kind = body.get("type") if isinstance(body, dict) else None
        if isinstance(kind, str) and kind.lower() != "array":
            message = f'variable "{name}" is of type {kind}, and only an Array can be appended to'
            yield Finding(
                one.pipeline, one.at("typeProperties", "variableName"), message, "declare it with type: Array"
            )


RULE = Rule("ADF442", "append-to-array", Severity.ERROR, check)
