"""Opinions about a factory, one a file: what the service refuses, what leaks, what surprises."""

from adfc.diagnostic import Diagnostic
from adfc.resolve import Graph
from adfc.rules import idle_trigger, untriggered_pipeline, unused_parameter, unused_resource, unused_variable
from adfc.rules.pages import codes, explain, pages
from adfc.rules.registry import RULES
from adfc.rules.settings import Settings
from adfc.rules.survey import Survey

__all__ = ["RULES", "Settings", "codes", "explain", "pages", "run_rules"]


UNUSED = frozenset(
    one.RULE.code for one in (unused_resource, unused_parameter, unused_variable, idle_trigger, untriggered_pipeline)
)
"""Rules about what nobody uses: worth hearing only when every user is there."""


def run_rules(graph: Graph, settings: Settings | None = None, *, whole: bool = True) -> list[Diagnostic]:
    """What the rules find in the factory of `graph`, with the severities and limits of `settings`.

    `whole` says that nothing of the factory failed earlier: else nobody can tell what is unused.
    """
    chosen = settings or Settings()
    survey = Survey(graph, chosen.limits)
    found: list[Diagnostic] = []
    for rule in RULES:
        severity = chosen.severity(rule.code, rule.severity)
        if severity is not None and (whole or rule.code not in UNUSED):
            found.extend(rule.run(survey, severity))
    return found
