"""Writes docs/connectors.md from the connectors' schemas and cases; with --check, says whether it is up to date."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from adfc.connectors import PARTS, Connector, Library, Part, open_library
from adfc.files import Folder
from adfc.validate.wanted import joined, resolve, wanted

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "connectors.md"
CASES = ROOT / "tests" / "cases" / "connectors"

INTRO = """\
# Connectors

<!-- Written by tools/docs/connectors.py from templates/ and tests/cases/connectors/: change those. -->

A `type` in lower case names a connector: a folder under `templates/` with a schema and a template per part. Everything
that ADF has a word for is called as ADF calls it, but for `auth`, which reads alike in all connectors. Each part also
takes what every linked service, dataset, source or sink of ADF takes: `description`, `parameters`, `annotations`,
`connectVia`, `folder`, `maxConcurrentConnections` and the like. Where a value is wanted, an expression can stand.

`csv`, `json` and the other formats lie on a store of files: their datasets take the store's properties too (its
`container`, its `folderPath`), and so do the source and the sink of a `copy`.

To add one of your own, see [adding a connector](adding-a-connector.md).
"""

HEADINGS = {
    "linkedService": "Linked service",
    "dataset": "Dataset",
    "location": "Dataset of a format on it",
    "source": "Source of a copy",
    "sink": "Sink of a copy",
    "readSettings": "Source of a copy, for a format on it",
    "writeSettings": "Sink of a copy, for a format on it",
}
"""The parts that the page shows, and what it calls them."""


def page(library: Library) -> str:
    """The page's text."""
    connectors = [one for name in library.connectors if (one := library.connector(name))]
    chapters = [_chapter(one) for one in connectors]
    return "\n".join([INTRO, _overview(connectors), _signing_in(connectors), *chapters])


def _overview(connectors: list[Connector]) -> str:
    rows = [f"| [`{one.name}`](#{one.name}) | {_title(one)} | {', '.join(_abilities(one))} |" for one in connectors]
    return "\n".join(["| type | what | a copy can |", "| --- | --- | --- |", *rows, ""])


def _abilities(connector: Connector) -> Iterator[str]:
    if connector.has("source") or connector.has("readSettings"):
        yield "read"
    if connector.has("sink") or connector.has("writeSettings"):
        yield "write"


def _signing_in(connectors: list[Connector]) -> str:
    """The forms of `auth`, each with who takes it: those that are shared first."""
    forms: dict[str, tuple[str, list[str]]] = {}
    for connector in connectors:
        for form in _forms(connector):
            forms.setdefault(form["title"], (form["description"], []))[1].append(f"`{connector.name}`")
    rows = [f"| `{title}` | {about} | {', '.join(names)} |" for title, (about, names) in sorted(forms.items())]
    secret = next(iter(connectors)).part("linkedService")
    about_secret = f"`SECRET`, and every other secret, is {_code(secret.schema['$defs']['secret'])}." if secret else ""
    return "\n".join(["## auth", "", about_secret, "", "| form | what | taken by |", "| --- | --- | --- |", *rows, ""])


def _forms(connector: Connector) -> list[Mapping[str, Any]]:
    part = connector.part("linkedService")
    auth = part.schema["properties"].get("auth", {}) if part else {}
    return [resolve(one, part.schema["$defs"]) for one in auth.get("oneOf", ())] if part else []


def _code(secret: Mapping[str, Any]) -> str:
    """The title of the secret with its forms as code."""
    text = str(secret["title"]).removeprefix("a secret: ")
    return " or ".join(f"`{form}`" for form in text.split(" or "))


def _chapter(connector: Connector) -> str:
    lines = [f"## {connector.name}", "", *_about(connector), "", "```yaml", _example(connector.name), "```", ""]
    for role in PARTS:
        part = connector.part(role) if role in HEADINGS else None
        if part and part.keys:
            lines += [f"**{HEADINGS[role]}** ({part.adf_type})", "", *_table(part), ""]
    return "\n".join(lines)


def _about(connector: Connector) -> Iterator[str]:
    parts = [part for role in PARTS if (part := connector.part(role))]
    described = next((part.schema["description"] for part in parts if "description" in part.schema), "")
    yield f"{_title(connector)}. {described}".strip()


def _title(connector: Connector) -> str:
    return str(next(part.schema["title"] for role in PARTS if (part := connector.part(role))))


def _example(name: str) -> str:
    return (CASES / name / "pipelines" / "example.yml").read_text(encoding="utf-8").rstrip("\n")


def _table(part: Part) -> Iterator[str]:
    yield "| property | value | default | meaning |"
    yield "| --- | --- | --- | --- |"
    needed = _needed(part.schema)
    for name, written in part.schema["properties"].items():
        schema = resolve(written, part.schema["$defs"])
        about = f"{needed.get(name, '')} {schema['description']}".strip()
        yield f"| `{name}` | {_value(schema, part)} | {_default(schema)} | {about} |"


def _needed(schema: Mapping[str, Any]) -> dict[str, str]:
    """The properties that must be given, and when, in words."""
    needed = dict.fromkeys(schema.get("required", ()), "**Required.**")
    for rule in (schema, *schema.get("allOf", ())):
        for names, unless in _conditional(rule, []):
            needed |= dict.fromkeys(names, f"**Required**, unless {' or '.join(unless)}.")
    return needed


def _conditional(rule: Mapping[str, Any], unless: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What a rule wants, with what makes it unneeded."""
    if "not" in rule.get("if", {}):
        branch, more = rule.get("then", {}), [f"`{rule['if']['not']['required'][0]}` gives it"]
    else:
        branch, more = rule.get("else", {}), ["the secret of `auth` names it"]
    if branch.get("required"):
        yield branch["required"], [*unless, *more]
    if "if" in branch:
        yield from _conditional(branch, [*unless, *more])


def _value(schema: Mapping[str, Any], part: Part) -> str:
    """What may stand there, in the words of messages."""
    definitions = part.schema["$defs"]
    if "oneOf" in schema and "title" not in schema:
        return joined(f"`{wanted(one, definitions)}`" for one in schema["oneOf"])
    words = wanted(schema, definitions)
    return f"`{words}`" if words.startswith("{") else words


def _default(schema: Mapping[str, Any]) -> str:
    if "default" not in schema:
        return ""
    value = schema["default"]
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` compare it; the exit code."""
    text = page(open_library(Folder(ROOT)))
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not up to date: run python {Path(__file__).relative_to(ROOT)}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
