"""A variable is set inside a ForEach that runs its items side by side.

A variable belongs to the pipeline, not to the item: with items running at the same time each sees the value that
another one has just set. What is appended stands in any order. `isSequential: true` runs one item after the other; a
pipeline of its own for the item keeps the speed.

Before:

    parameters: {days: {type: Array}}
    variables: {day: {type: String}}
    activities:
      Each day:
        type: ForEach
        items: "@pipeline().parameters.days"
        activities:
          Set day: {type: SetVariable, variableName: day, value: "@item()"}

After:

    parameters: {days: {type: Array}}
    variables: {day: {type: String}}
    activities:
      Each day:
        type: ForEach
        isSequential: true
        items: "@pipeline().parameters.days"
        activities:
          Set day: {type: SetVariable, variableName: day, value: "@item()"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity#limitations-and-workarounds.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey
from adfc.rules.variables import is_return_value


def check(survey: Survey) -> Iterator[Finding]:
    """Every variable set or appended to below a ForEach that is not sequential."""
    for one in survey.activities("SetVariable", "AppendVariable"):
        loop = next((other for other in one.containers if other.type == "ForEach"), None)
        if loop is None or loop.settings.get("isSequential") or is_return_value(one):
            continue
        if one.type == "SetVariable":
            message = f'"{one.name}" sets a variable that all items of "{loop.name}" share while they run in parallel'
            way_out = f'give "{loop.name}" isSequential: true, or run a pipeline of its own for each item'
        else:
            message = f'"{one.name}" appends in any order: the items of "{loop.name}" run in parallel'
            way_out = f'give "{loop.name}" isSequential: true if the order matters'
        yield Finding(one.pipeline, one.at("name"), message, way_out, related=(("the loop", loop.at("name")),))


RULE = Rule("ADF444", "variable-in-parallel", Severity.WARNING, check)
