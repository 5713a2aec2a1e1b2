"""What flows from activity to activity: the columns that a source yields, and those that arrive at a sink."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adfc.kql import Columns
from adfc.kql.types import UNKNOWN
from adfc.model import Data
from adfc.rules.activities import Activity
from adfc.rules.copying import Copy, Side, sides
from adfc.rules.databases import TABLE, database_of, declared, table_of
from adfc.rules.queries import SOURCE, answer_of
from adfc.rules.survey import Survey
from adfc.source import Path

QUERIES = ("query", "sqlReaderQuery", "oracleReaderQuery", "sqlReaderStoredProcedureName", "requestBody")
"""Settings of a source after which its columns are no longer those of its dataset."""

CHOOSES = re.compile("query(?!timeout)|procedure|script|filter", re.IGNORECASE)
"""Settings of a source that may say which columns it reads, of whatever store."""

TOP = re.compile(r"\$(?:\.|\['|\[\")(?P<name>[^.'\"\]]+)")
"""The first name of a JSON path."""

OTHER_MAPPINGS = frozenset(("columnMappings", "schemaMapping", "collectionReference"))
"""Ways to map columns that say more than which becomes which."""

FIELD = re.compile(r"\$?(?:\.(?P<plain>\w+)|\[\s*'(?P<quoted>[^']+)'\s*\])|(?P<bare>\w+)")
"""A path in a mapping that names a property of the document itself: `$['id']`, `$.id` or `id`."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One entry of a copy's mapping, as far as it says which column becomes which."""

    source: str
    """Empty where it is no single column."""
    sink: str
    """Empty likewise."""
    top: str
    """The column of the sink, or the first name of a path into a document."""
    path: Path
    """Where the entry stands."""


def columns_of(survey: Survey, activity: Activity) -> Columns | None:
    """The columns that the source of a Copy or Lookup yields, with their KQL types; None where nobody knows.

    From the parser where the source is KQL; else what the dataset declares, as long as no query comes between.
    """
    [by_activity] = survey.once(_sources)
    found = by_activity.get(id(activity))
    return source_columns(survey, found) if found else None


def row_of(survey: Survey, activity: Activity) -> tuple[Columns, bool]:
    """The columns of a row that a Lookup returns, and whether there are no others for certain.

    The parser's word on a KQL text without mistakes is certain, what a dataset declares may be a part; of a text that
    chooses columns in a way nobody reads here, none are known.
    """
    [by_activity] = survey.once(_sources)
    found = by_activity.get(id(activity))
    if found is None or (any(CHOOSES.search(key) for key in found.body) and not has_query(found)):
        return {}, False
    answer = answer_of(survey, activity) if has_query(found) else None
    known = source_columns(survey, found) or {}
    return known, answer is not None and not answer.faults


def _sources(survey: Survey) -> Iterator[dict[int, Side]]:
    yield {id(one.activity): one for one in sides(survey) if one.key == "source"}


def source_columns(survey: Survey, side: Side) -> Columns | None:
    """The same of one source."""
    if has_query(side):
        found = answer_of(survey, side.activity) if side.body.get("type") == SOURCE else None
        known = found.columns if found else None
    else:
        known = declared(side.dataset) or None
    return None if known is None else {**known, **_added(side)}


def has_query(side: Side) -> bool:
    """Whether a query of the source says which columns it gives, and no longer its dataset."""
    return any(side.body.get(key) for key in QUERIES)


def sink_columns(survey: Survey, side: Side) -> Columns:
    """The columns that the dataset of a sink has, or its table as another part of the specs declares it."""
    own = declared(side.dataset)
    if own or side.dataset.properties.get("type") != TABLE:
        return own
    database = database_of(survey, side.dataset.properties.get("linkedServiceName"))
    return database.tables.get(table_of(side.dataset), {})


def arriving(survey: Survey, copy: Copy) -> Columns | None:
    """What arrives at the sink of a copy: columns by the names they have there; None where nobody knows."""
    known, entries = source_columns(survey, copy.source), mapped(copy)
    if entries is None:
        return None
    if not entries:
        return known
    if any(not one.top for one in entries):
        return None
    return {one.top: (known or {}).get(one.source, UNKNOWN) if one.sink else UNKNOWN for one in entries}


def mapped(copy: Copy) -> list[Mapped] | None:
    """The entries of a copy's mapping; none where columns go by their names, None for a mapping nobody can read."""
    translator = copy.activity.settings.get("translator")
    if not translator:
        return []
    if not isinstance(translator, dict) or translator.keys() & OTHER_MAPPINGS:
        return None
    entries = translator.get("mappings") or []
    return list(_entries(copy, entries)) if isinstance(entries, list) else None


def _entries(copy: Copy, entries: list[Data]) -> Iterator[Mapped]:
    for index, one in enumerate(entries):
        path = copy.activity.at("typeProperties", "translator", "mappings", index)
        source, sink = (one.get(key) if isinstance(one, dict) else None for key in ("source", "sink"))
        yield Mapped(column_name(source), column_name(sink), column_name(sink) or _top(sink), path)


def column_name(column: Data) -> str:
    """The column or property that one side of an entry names; empty where it is none of the row or document itself."""
    if not isinstance(column, dict):
        return ""
    name, path = column.get("name"), column.get("path")
    if isinstance(name, str):
        return name
    found = FIELD.fullmatch(path) if isinstance(path, str) else None
    return next(filter(None, found.groups()), "") if found else ""


def _top(column: Data) -> str:
    """The first name of the path of a column; empty where there is none."""
    path = column.get("path") if isinstance(column, dict) else None
    found = TOP.match(path) if isinstance(path, str) else None
    return found["name"] if found else ""


def _added(side: Side) -> Mapping[str, str]:
    """The columns that a source adds to every row."""
    added = side.body.get("additionalColumns")
    names = [one.get("name") for one in added if isinstance(one, dict)] if isinstance(added, list) else []
    return {name: "string" for name in names if isinstance(name, str)}
