"""A parameter is declared and nothing reads it.

Whoever calls the pipeline or uses the dataset passes it and wonders what it does.

Before:

    pipelines:
      load:
        parameters: {day: {type: String}, country: {type: String}}
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@int(pipeline().parameters.day)"}

After:

    pipelines:
      load:
        parameters: {day: {type: String}}
        activities:
          Wait: {type: Wait, waitTimeInSeconds: "@int(pipeline().parameters.day)"}

Source: the same opinion as that of Bicep's rule no-unused-params.
"""

import re
from collections.abc import Iterator

from adfc.diagnostic import Severity
from adfc.kinds import DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Resource
from adfc.rules.reads import reads
from adfc.rules.rule import Finding, Rule
from adfc.rules.survey import Survey

READERS = {
    PIPELINES: re.compile(rb"pipeline\(\s*\)\s*\??\.\s*parameters"),
    DATASETS: re.compile(rb"dataset\(\s*\)"),
    LINKED_SERVICES: re.compile(rb"linkedservice\(\s*\)"),
}
"""How an expression comes to the parameters of each kind, in lower case (JSON may write `\\n` in front of it)."""


def check(survey: Survey) -> Iterator[Finding]:
    """Every parameter that no expression of its resource can read."""
    for kind, reader in READERS.items():
        for resource, text in survey.texts_of(kind):
            declared = resource.properties.get("parameters")
            if isinstance(declared, dict) and declared:
                yield from _unread(resource, list(declared), reads(text, reader))


def _unread(resource: Resource, declared: list[str], read: set[str] | None) -> Iterator[Finding]:
    if read is None or read - {name.lower() for name in declared}:
        return  # a name that is not declared (ADF311) may be meant for one that is
    for name in declared:
        if name.lower() not in read:
            message = f'nothing in {resource.kind.noun} "{resource.name}" reads its parameter "{name}"'
            yield Finding(resource, ("parameters", name), message, "take it out, here and where it is passed", key=True)


RULE = Rule("ADF612", "unused-parameter", Severity.INFO, check)
