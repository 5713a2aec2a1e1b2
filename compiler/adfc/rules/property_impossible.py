"""An expression reads a property or an element of a value that has none.

Text, numbers and booleans have nothing inside; an array has elements and no properties, an object has properties and
no numbered elements. The engine fails on all of these, behind `?.` too.

Before:

    parameters: {folder: {type: String}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@pipeline().parameters.folder.length"}

After:

    parameters: {folder: {type: String}}
    activities:
      Wait: {type: Wait, waitTimeInSeconds: "@length(pipeline().parameters.folder)"}

Source: the answers of Microsoft's engine.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.expressions import findings
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every property and element that the type of its value rules out."""
    return findings(survey, "ADF315")


RULE = Rule("ADF315", "property-impossible", Severity.ERROR, check)
