"""An activity sets a variable that its pipeline does not declare.

The service refuses the pipeline. (Variables that expressions read are checked with the expressions.)

Before:

    variables: {folder: {type: String}}
    activities:
      Set folder: {type: SetVariable, variableName: folders, value: "2024"}

After:

    variables: {folder: {type: String}}
    activities:
      Set folder: {type: SetVariable, variableName: folder, value: "2024"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-set-variable-activity; all 858 such activities of
published factories name a declared variable, or set the pipeline's return value.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import declared, is_return_value, variable_name
from adfc.suggest import hint


def check(survey: Survey) -> Iterator[Finding]:
    """Every variable that is set or appended to and not declared."""
    for one in survey.activities("SetVariable", "AppendVariable"):
        name = variable_name(one)
        if name is None or is_return_value(one):
            continue
        known = declared(one.pipeline)
        if name.lower() not in {other.lower() for other in known}:
            message = f'the pipeline has no variable "{name}"'
            way_out = hint(name, known, "declare it under variables")
            yield Finding(one.pipeline, one.at("typeProperties", "variableName"), message, way_out)


RULE = Rule("ADF441", "variable-unknown", Severity.ERROR, check)
