"""No rule calls a factory wrong that was published and runs; what leaked from one is told."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from adfc.diagnostic import Diagnostic, Severity
from adfc.model import Data
from adfc.resolve import External, Graph, resolve
from adfc.rules import RULES, Settings, run_rules
from tests.conformance.published import Published, all_published, needs_corpus, tell
from tests.rules.build import places

pytestmark = needs_corpus

SECRETS = {"ADF501", "ADF502", "ADF503", "ADF504"}
"""What published factories do hold: secrets in plain sight (in the data words that look like some stand for them)."""

AT_RUN_TIME = {"ADF301", "ADF305", "ADF306", "ADF310", "ADF314", "ADF315", "ADF318"}
"""What the service publishes and fails on when it runs. Each such finding in published factories was looked at and is
right: a failed Lookup is asked for `output.message` where an error is reported."""


@cache
def resolved() -> dict[str, tuple[Published, Graph, list[Diagnostic]]]:
    """By name, each factory with its graph and what `resolve` says about it."""
    return {one.name: (one, *resolve(one.folder.factory, External())) for one in all_published()}


def wrong_in_use(found: dict[str, list[Diagnostic]]) -> dict[str, list[str]]:
    """The errors told of factories that were published, secrets aside."""
    in_use = {name for name, (one, _, _) in resolved().items() if one.date}
    assert in_use
    errors = {name: [one for one in found[name] if one.is_error and one.code not in SECRETS] for name in sorted(in_use)}
    return {name: places(each) for name, each in errors.items() if each}


def test_references_of_published_factories_are_right() -> None:
    assert wrong_in_use({name: found for name, (_, _, found) in resolved().items()}) == {}


def test_published_factories_break_no_rule() -> None:
    found = {name: run_rules(graph) for name, (_, graph, _) in resolved().items()}
    wrong = {name: [one for one in each if one[:6] not in AT_RUN_TIME] for name, each in wrong_in_use(found).items()}
    tell([f"{name}: {one}" for name, each in wrong_in_use(found).items() for one in each])
    assert {name: each for name, each in wrong.items() if each} == {}


def test_every_rule_runs_on_every_factory() -> None:
    loud = Settings({rule.code: rule.severity or Severity.INFO for rule in RULES})
    said = Counter(one.code for _, graph, _ in resolved().values() for one in run_rules(graph, loud))
    tell([f"{said[rule.code]:6} {rule.code} {rule.name}" for rule in RULES])
    assert len(said) > 20


def test_no_reference_is_passed_over() -> None:
    for _, graph, _ in resolved().values():
        for resource in graph.factory.resources:
            found = [one.path for one in graph.references(resource)]
            ours = [path for path, tag in named(resource.properties, ()) if not tag.startswith("SqlPool")]
            assert found == ours


def named(value: Data, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every object with a `referenceName` anywhere, with its type."""
    if isinstance(value, dict) and "referenceName" in value:
        yield path, value["type"]
    for step, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from named(inner, (*path, step))
