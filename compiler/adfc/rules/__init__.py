"""Opinions about a factory, one a file: what the service refuses, what leaks, what surprises."""

from functools import partial

from adfc.diagnostic import Diagnostic
from adfc.resolve import Graph
from adfc.rules import idle_trigger, untriggered_pipeline, unused_parameter, unused_resource, unused_variable
from adfc.rules.asking import Asking
from adfc.rules.pages import codes, explain, pages
from adfc.rules.queries import questions
from adfc.rules.registry import RULES
from adfc.rules.settings import Settings
from adfc.rules.survey import Survey

__all__ = ["RULES", "Asking", "Settings", "codes", "explain", "judged", "pages", "run_rules", "surveyed"]


UNUSED = frozenset(
    one.RULE.code for one in (unused_resource, unused_parameter, unused_variable, idle_trigger, untriggered_pipeline)
)
"""Rules about what nobody uses: worth hearing only when every user is there."""


def run_rules(graph: Graph, settings: Settings | None = None, *, whole: bool = True) -> list[Diagnostic]:
    """What the rules find in the factory of `graph`, with the severities and limits of `settings`, but for its KQL."""
    chosen = settings or Settings()
    return judged(Survey(graph, chosen.limits), chosen, whole=whole)


def surveyed(graph: Graph, settings: Settings, asking: Asking | None) -> Survey:
    """The factory of `graph` as rules see it; its KQL is among what `asking` asks."""
    survey = Survey(graph, settings.limits, asking)
    if asking is not None:
        asking.add(partial(questions, survey))
    return survey


def judged(survey: Survey, settings: Settings, *, whole: bool) -> list[Diagnostic]:
    """What the rules find in a survey.

    `whole` says that nothing of the factory failed earlier: else nobody can tell what is unused.
    """
    found: list[Diagnostic] = []
    for rule in RULES:
        severity = settings.severity(rule.code, rule.severity)
        if severity is not None and (whole or rule.code not in UNUSED):
            found.extend(rule.run(survey, severity))
    return found
