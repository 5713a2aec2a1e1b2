"""Something is larger than the service allows.

Microsoft raises its limits now and then, and some are higher for a factory that asked: each figure here has the date
of the page it was read on, and `limits:` in `adfc.yml` says what holds for yours.

Before:

    parameters: {days: {type: Array}}
    activities:
      Each:
        type: ForEach
        batchCount: 100
        items: "@pipeline().parameters.days"
        activities:
          Load: {type: Wait, waitTimeInSeconds: 1}

After:

    parameters: {days: {type: Array}}
    activities:
      Each:
        type: ForEach
        batchCount: 50
        items: "@pipeline().parameters.days"
        activities:
          Load: {type: Wait, waitTimeInSeconds: 1}

Source: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits.
"""

from collections.abc import Iterator

from adfc.adf.limits import LIMITS
from adfc.diagnostic import Severity
from adfc.rules.measures import high_measures
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey


def check(survey: Survey) -> Iterator[Finding]:
    """Every figure above its limit."""
    for one in high_measures(survey):
        most = survey.limits[one.limit]
        if one.figure > most:
            message = f"{one.figure:,} {LIMITS[one.limit].what}: {most:,} are allowed"
            page = LIMITS[one.limit].page
            way_out = f"{page.url} of {page.date}; if yours is another, say limits: {{{one.limit}: ...}} in adfc.yml"
            yield Finding(one.resource, one.path, message, way_out, key=True)


RULE = Rule("ADF431", "over-limit", Severity.ERROR, check)
