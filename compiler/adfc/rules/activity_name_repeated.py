"""Two activities of one pipeline have the same name.

The service tells activities apart by their names, which it compares without case, in the whole pipeline: an activity
inside a ForEach may not be called like one beside it. It refuses the pipeline. (A mapping of activities can't have a
name twice in one container; two containers can.)

Before:

    parameters: {days: {type: Array}}
    activities:
      Load: {type: Wait, waitTimeInSeconds: 1}
      Each:
        type: ForEach
        items: "@pipeline().parameters.days"
        activities:
          load: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {days: {type: Array}}
    activities:
      Load: {type: Wait, waitTimeInSeconds: 1}
      Each:
        type: ForEach
        items: "@pipeline().parameters.days"
        activities:
          Load day: {type: Wait, waitTimeInSeconds: 1}

Source: https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities; in 1,849 pipelines of published
factories no name stands twice.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import Activity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every activity whose name an earlier one of its pipeline has."""
    first: dict[tuple[str, str], Activity] = {}
    for scope in survey.scopes:
        for one in scope.activities:
            earlier = first.setdefault((one.pipeline.name, one.name.lower()), one)
            if earlier is not one:
                message = f'the name "{one.name}" is taken by another activity of this pipeline'
                related = (("the other one", earlier.at("name")),)
                yield Finding(one.pipeline, one.at("name"), message, "choose another name", related=related)


RULE = Rule("ADF401", "activity-name-repeated", Severity.ERROR, check)
