"""A KQL text is an expression as a whole, so it can't be checked before it runs.

With `@{...}` for the parts that change, the rest is read, and checked, as it stands.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "@concat('Cases | take ', pipeline().RunId)"}

After:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | take @{pipeline().RunId}"}

Source: https://learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions#expressions.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.rules.queries import is_whole_expression, texts
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every KQL text that is worked out at run time; told to those whose KQL is checked."""
    for activity, path, text, _ in texts(survey) if survey.kql else ():
        if is_whole_expression(text):
            message = "the KQL is worked out at run time as a whole: it is not checked"
            yield Finding(activity.pipeline, path, message, "write it as text, with @{...} for the parts that change")


RULE = Rule("ADF325", "kql-expression", Severity.INFO, check)
