"""A loop stands inside a container.

A ForEach or an Until may hold If conditions and Switches, but no other loop, and an If condition or a Switch may hold
no loop either. The way round it is a pipeline of its own for the inner loop, run by an Execute Pipeline activity.

Before:

    parameters: {countries: {type: Array}}
    activities:
      Each country:
        type: ForEach
        items: "@pipeline().parameters.countries"
        activities:
          Each day:
            type: ForEach
            items: "@item().days"
            activities:
              Load: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {countries: {type: Array}}
    activities:
      Each country:
        type: ForEach
        items: "@pipeline().parameters.countries"
        activities:
          Load country:
            type: ExecutePipeline
            pipeline: load_country
            parameters: {days: "@item().days"}

Source: https://learn.microsoft.com/azure/data-factory/concepts-nested-activities; in 139 published factories no loop
stands in a container.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.activities import BRANCHES, LOOPS
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every loop with a container around it."""
    for one in survey.activities(*LOOPS):
        around = next((other for other in one.containers if other.type in LOOPS | BRANCHES), None)
        if around is not None:
            message = f'the {one.type} "{one.name}" can\'t stand inside the {around.type} "{around.name}"'
            way_out = "move it to a pipeline of its own, and run that with an ExecutePipeline activity here"
            related = (("the container", around.at("name")),)
            yield Finding(one.pipeline, one.at("name"), message, way_out, related=related)


RULE = Rule("ADF421", "nested-loop", Severity.ERROR, check)
