"""The KQL of a factory: what is read from Azure Data Explorer, and the commands that it is given."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from adfc.kql import Answer, Database, Fault, Kind, Question, Reply
from adfc.model import Data, Resource, text_of
from adfc.rules.activities import Activity
from adfc.rules.commanded import COMMAND
from adfc.rules.copying import sides
from adfc.rules.databases import database_at, database_of, databases
from adfc.rules.rule import Finding
from adfc.rules.stored import stored
from adfc.rules.survey import Survey
from adfc.source import Path

SOURCE = "AzureDataExplorerSource"


@dataclass(frozen=True, slots=True)
class Query:
    """A KQL text, and where it stands."""

    resource: Resource
    """The pipeline, or of a stored function the cluster."""
    path: Path
    question: Question
    activity: Activity | None = None
    before: int = 0
    """At which character of what is asked the text of the specs begins."""


def is_whole_expression(text: str) -> bool:
    """Whether all of a text is worked out at run time, so that nobody can read it before."""
    return text.startswith("@") and not text.startswith(("@{", "@@"))


def texts(survey: Survey) -> tuple[tuple[Activity, Path, str, Data], ...]:
    """Every text that Azure Data Explorer gets: its activity, its place, and the reference to its linked service."""
    return survey.once(_texts)


def queries(survey: Survey) -> tuple[Query, ...]:
    """The texts that can be checked."""
    return survey.once(_queries)


def questions(survey: Survey) -> Iterator[Question]:
    """What there is to ask about the factory."""
    return (one.question for one in queries(survey))


def replies(survey: Survey) -> Iterator[tuple[Query, Reply]]:
    """Every text with what the parser says; nothing where no parser is asked."""
    if survey.kql is not None:
        for one in queries(survey):
            yield one, survey.kql.reply(one.question)


def answer_of(survey: Survey, activity: Activity) -> Answer | None:
    """What the parser says of an activity's text; None where it has none, or that is not checked."""
    [by_activity] = survey.once(_by_activity)
    reply = by_activity.get(id(activity))
    return reply if isinstance(reply, Answer) else None


def _by_activity(survey: Survey) -> Iterator[dict[int, Reply]]:
    yield {id(query.activity): reply for query, reply in replies(survey) if query.activity}


def faults(survey: Survey, kind: Kind) -> Iterator[Finding]:
    """What is wrong in one way with the texts."""
    for query, reply in replies(survey):
        for one in reply.faults if isinstance(reply, Answer) else ():
            if one.kind is kind:
                yield _finding(query, one)


def _finding(query: Query, fault: Fault) -> Finding:
    is_empty = fault.start == fault.end  # what is missing is shown at the end of what is there
    start = max(0, fault.start - is_empty - query.before)
    within = start, max(start, fault.end - query.before)
    return Finding(query.resource, query.path, fault.message, fault.way_out, within=within, is_guess=fault.is_guess)


def _texts(survey: Survey) -> Iterator[tuple[Activity, Path, str, Data]]:
    for side in sides(survey):
        if side.body.get("type") == SOURCE and (text := text_of(side.body.get("query"))):
            service = side.dataset.properties.get("linkedServiceName")
            yield side.activity, (*side.path, "query"), text, service
    for one in survey.activities(COMMAND):
        if text := text_of(one.settings.get("command")):
            yield one, one.at("typeProperties", "command"), text, one.body.get("linkedServiceName")


def _queries(survey: Survey) -> Iterator[Query]:
    for activity, path, text, service in texts(survey):
        if not is_whole_expression(text):
            question = _question(survey, text, database_of(survey, service))
            yield Query(activity.pipeline, path, question, activity)
    for part, path, command, before, at in stored(survey):
        yield Query(part, path, _question(survey, command, database_at(survey, *at)), before=before)


def _question(survey: Survey, text: str, database: Database) -> Question:
    """What to ask about a text. Where it names no database, names do not count, and one answer fits all targets."""
    if "database(" not in text.replace(" ", ""):
        return Question(text, replace(database, name="", cluster=""))
    return Question(text, database, tuple(one for one in databases(survey) if one.cluster and one is not database))
