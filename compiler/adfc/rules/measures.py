"""What the service counts, counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Resource
from adfc.rules.survey import Survey
from adfc.source import Path
from adfc.validate.adf.scalars import is_expression

SIZES = {PIPELINES: "pipelineSize", DATASETS: "datasetSize", LINKED_SERVICES: "linkedServiceSize"}
"""Kinds whose JSON may not be longer than a limit says."""

NEAR = 80
"""Percent of a limit from where on it is worth a warning."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, and the limit it is held against."""

    limit: str
    """A name in `adfc.adf.limits.LIMITS`."""
    figure: int
    resource: Resource
    path: Path


def high_measures(survey: Survey) -> tuple[Measure, ...]:
    """Every figure that has reached 80 % of its limit."""
    return survey.once(_high)


def _high(survey: Survey) -> Iterator[Measure]:
    for one in _measures(survey):
        if one.figure * 100 >= survey.limits[one.limit] * NEAR:
            yield one


def _measures(survey: Survey) -> Iterator[Measure]:
    resources = survey.factory.resources
    if resources:
        yield Measure("entitiesPerFactory", len(resources), resources[-1], ())
    for resource, text in survey.texts:
        if resource.kind in SIZES:
            yield Measure(SIZES[resource.kind], len(text), resource, ())
    yield from _pipelines(survey)
    yield from _expressions(survey)
    for one in survey.activities("ForEach"):
        count = one.settings.get("batchCount")
        if isinstance(count, int):
            yield Measure("forEachBatchCount", count, one.pipeline, one.at("typeProperties", "batchCount"))


def _pipelines(survey: Survey) -> Iterator[Measure]:
    counts: dict[tuple[str, str], int] = {}
    for scope in survey.scopes:
        counts[scope.pipeline.key] = counts.get(scope.pipeline.key, 0) + len(scope.activities)
    for pipeline in survey.factory.of(PIPELINES):
        yield Measure("activitiesPerPipeline", counts.get(pipeline.key, 0), pipeline, ("activities",))
        parameters = pipeline.properties.get("parameters")
        if isinstance(parameters, dict):
            yield Measure("parametersPerPipeline", len(parameters), pipeline, ("parameters",))


def _expressions(survey: Survey) -> Iterator[Measure]:
    least = survey.limits["expressionLength"] * NEAR // 100
    for at, (resource, text) in enumerate(survey.texts):
        if _has_long_string(text, least):
            for path, string in survey.strings(at):
                if len(string) >= least and is_expression(string):
                    yield Measure("expressionLength", len(string), resource, path)


def _has_long_string(text: bytes, least: int) -> bool:
    """Whether compact JSON may hold a string of `least` characters: so many bytes without a quote of its own.

    From a quote it looks back from `least` bytes further on, so it jumps over all that is short.
    """
    if len(text) < least:
        return False
    if b'\\"' in text:
        text = text.replace(b'\\"', b"__")
    start = 0
    while start + least <= len(text):
        quote = text.rfind(b'"', start, start + least)
        if quote < 0:
            return True
        start = quote + 1
    return False
