"""A variable is declared and nothing reads it.

It may be set: then the activity that sets it is of no use either.

Before:

    pipelines:
      load:
        variables: {day: {type: String}, folder: {type: String}}
        activities:
          Set day: {type: SetVariable, variableName: day, value: "@utcNow()"}
          Wait: {type: Wait, waitTimeInSeconds: "@int(variables('day'))", after: [Set day]}

After:

    pipelines:
      load:
        variables: {day: {type: String}}
        activities:
          Set day: {type: SetVariable, variableName: day, value: "@utcNow()"}
          Wait: {type: Wait, waitTimeInSeconds: "@int(variables('day'))", after: [Set day]}

Source: the same opinion as that of Bicep's rule no-unused-vars.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import PIPELINES
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import declared

READ = re.compile(rb"variables\(\s*(?:'([^']*)'\s*\))?")


def check(survey: Survey) -> Iterator[Finding]:
    """Every variable that no expression of its pipeline can read."""
    for pipeline, text in survey.texts_of(PIPELINES):
        variables = declared(pipeline)
        if not variables:
            continue
        read = {name.decode() for name in READ.findall(text)}
        if read - {name.lower() for name in variables}:
            continue  # a name that is worked out at run time, or not declared (ADF313) and meant for one that is
        for name in variables:
            if name.lower() not in read:
                message = f'nothing in pipeline "{pipeline.name}" reads its variable "{name}"'
                yield Finding(pipeline, ("variables", name), message, "take it out, and what sets it", key=True)


RULE = Rule("ADF613", "unused-variable", Severity.INFO, check)
