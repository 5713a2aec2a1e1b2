"""The roles that an environment grants, as a page for people: a change of rights shows in the build's diff."""

from collections.abc import Iterator

from adfc.emit.build import Build
from adfc.environment.grants import Grant, grants, missing
from adfc.environment.names import name_of
from adfc.model import Factory

HEAD = """\
# Who may do what

What build/environment/azuredeploy.json grants. adfc derives from the pipelines what the factory's identities need, and
no more; the rest is declared in the section environment.
"""

COLUMNS = "| who | role | on | because |\n| --- | --- | --- | --- |"


def page(build: Build) -> str:
    """The page: a table for every target, targets that grant the same together."""
    tables: dict[str, list[str]] = {}
    for target, factory in build.factories.items():
        tables.setdefault("\n".join(_rows(factory)), []).append(target)
    parts = [f"## {', '.join(targets)}\n\n{table or 'Nothing is granted.'}" for table, targets in tables.items()]
    return HEAD + "\n" + "\n\n".join(parts) + "\n"


def _rows(factory: Factory) -> Iterator[str]:
    found = grants(factory)
    if found:
        yield COLUMNS
    for one in found:
        yield f"| {_cell(str(one.principal))} | {one.role} | {_cell(_on(one))} | {_cell(_because(one))} |"
    for need in missing(factory):
        database = f", database {need.database}" if need.database else ""
        on = f"{need.part.kind.noun} {name_of(need.part)}{database}"
        yield f"| {_cell(str(need.principal))} | **lacks {need.role}** | {_cell(on)} | {_cell(need.why)} |"


def _on(grant: Grant) -> str:
    database = f", database {grant.database}" if grant.database else ""
    return f"{grant.part.kind.noun} {name_of(grant.part)}{database}"


def _because(grant: Grant) -> str:
    return "; ".join(grant.why) if grant.why else "it is declared"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
