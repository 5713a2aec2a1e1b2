"""KQL is not checked, because Microsoft's parser is not there or gave no answer.

Said once, at the first of the texts. `adfc kql install` brings the parser; Node.js runs it, or mini-racer, which
`pip install adfc[kql]` brings. `adfc kql status` tells what would be used.

Before:

    activities:
      Which days:
        type: Lookup
        dataset: cases_table
        source: {type: AzureDataExplorerSource, query: "Cases | project updated"}

After:

    activities:
      Which days:
        type: Lookup
        dataset: orders_table
        source: {type: AzureSqlSource, sqlReaderQuery: select day from orders}

Source: https://github.com/microsoft/Kusto-Query-Language.
"""

from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kql import Unanswered
from adfc.rules.queries import replies
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """The first KQL text without an answer, for all of them."""
    for query, reply in replies(survey):
        if isinstance(reply, Unanswered) and survey.kql:
            count = survey.kql.unanswered(survey)
            what = "the KQL is" if count == 1 else f"{count} KQL texts are"
            if count:
                yield Finding(query.resource, query.path, f"{what} not checked: {reply.reason}", reply.way_out)
            return


RULE = Rule("ADF329", "kql-unchecked", Severity.INFO, check)
