"""Something has reached 80 % of what the service allows.

There is still time to split it before it can't be published any more.

Before:

    pipelines:
      everything:
        activities: # 100 of them

After:

    pipelines:
      first_half:
        activities: # 50 of them
      second_half:
        activities: # 50 of them

Source: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits.
"""

from collections.abc import Iterator

from adfc.adf.limits import LIMITS
from adfc.diagnostic import Severity
from adfc.rules.measures import high_measures
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

CHOSEN = frozenset(("forEachBatchCount",))
"""Figures that somebody chose and that do not grow by themselves."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every growing figure from 80 % of its limit up to the limit."""
    for one in high_measures(survey):
        most = survey.limits[one.limit]
        if one.figure <= most and one.limit not in CHOSEN:
            percent = one.figure * 100 // most
            message = f"{one.figure:,} {LIMITS[one.limit].what}: {percent} % of the {most:,} that are allowed"
            page = LIMITS[one.limit].page
            way_out = f"{page.url} of {page.date}; if yours is another, say limits: {{{one.limit}: ...}} in adfc.yml"
            yield Finding(one.resource, one.path, message, way_out, key=True)


RULE = Rule("ADF432", "near-limit", Severity.WARNING, check)
