"""The files that editors read: a JSON Schema of specs, one of `adfc.yml`."""

import msgspec

from adfc.adf.model import load
from adfc.configure.project import project_schema
from adfc.connectors import Library
from adfc.editor.adf import Adf
from adfc.editor.definitions import Definitions, Schema
from adfc.editor.sections import Sections
from adfc.model import Artifact

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SPEC = "spec.schema.json"
PROJECT = "project.schema.json"


def editor_files(library: Library) -> tuple[Artifact, ...]:
    """The schemas for the connectors and patterns of `library`, as compact JSON: the same library, the same bytes.

    What is wrong with a connector or a pattern is in `library.problems` afterwards; the schemas leave it out.
    """
    schemas = {SPEC: spec_schema(library), PROJECT: adfc_yml_schema(library)}
    return tuple(Artifact(name, msgspec.json.encode(one).decode()) for name, one in schemas.items())


def spec_schema(library: Library) -> Schema:
    """The schema of a spec file (JSON Schema 2020-12, complete in itself)."""
    adf = Adf(Definitions(), load())
    sections = Sections(adf, library).schema()
    return {"$schema": DIALECT, **sections, "$defs": adf.definitions.in_order()}


def adfc_yml_schema(library: Library) -> Schema:
    """The schema of `adfc.yml`: the compiler's own, with the parts of specs that a target's overrides may write."""
    adf = Adf(Definitions(), load(), whole=False)
    sections = Sections(adf, library).schema()
    strict = project_schema()
    target = strict["$defs"]["target"]
    about = target["properties"]["overrides"]["description"]
    keys = {**target["properties"], "overrides": {**sections, "description": about}}
    definitions = {**strict["$defs"], "target": {**target, "properties": keys}, **adf.definitions.in_order()}
    # An editor shows the title of the whole above every hover that has none of its own.
    return {**{key: value for key, value in strict.items() if key != "title"}, "$defs": definitions}
