"""The examples of the pages of codes, as projects that can be compiled.

A page shows what is wrong and the way out under `Before` and `After`. A block names its file in its info string; under
`After` stand the files that change, or of a Git-mode folder, which is all JSON, those that are left. A block without a
name is a spec, or the inside of a pipeline; what it refers to stands in `pages_scene.yml`. A block whose info string
ends in `ignore` leaves something to the reader's mind.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from adfc.compile import compile_folder, compile_project
from adfc.configure.collect import SECTION_NAMES
from adfc.diagnostic import Diagnostic
from adfc.files import PROJECT_FILE
from adfc.kql import KqlParser
from adfc.rules import RULES
from tests.walkthrough import FENCE

ENV = {"AZURE_SUBSCRIPTION_ID": "11111111-1111-1111-1111-111111111111"}
DEFAULT = "name: sales\nfactory: sales-df\n"
SCENE = "pipelines/scene.yml"
SILENT = {rule.code for rule in RULES if rule.severity is None}
FORM = re.compile(
    r"# (?P<code>ADF\d{3}): (?P<name>[a-z0-9-]+)\n\nSeverity: (?P<severity>[^\n]+)\n\n(?P<text>.+?)\n\n"
    r"Before:\n\n(?P<before>.+?)\n\nAfter:\n\n(?P<after>.+?)\n\nSource:\s(?P<source>.+)\n",
    re.DOTALL,
)


@dataclass(frozen=True)
class Page:
    """The parts of a page."""

    code: str
    name: str
    severity: str
    text: str
    before: str
    after: str
    source: str

    @property
    def is_whole(self) -> bool:
        """Whether its examples can be compiled as they stand."""
        blocks = FENCE.finditer(f"{self.before}\n{self.after}\n")
        return self.code != "ADF432" and not any(block["info"].endswith("ignore") for block in blocks)

    def files(self, half: str) -> Mapping[str, str]:
        """The files of `before` or `after`, by name."""
        before, after = named(self.before), named(self.after)
        if not before:
            return self._unnamed(textwrap.dedent(getattr(self, half)) + "\n")
        if half == "before":
            return before
        return before | after if is_project(before) else after

    def _unnamed(self, text: str) -> dict[str, str]:
        if text.partition(":")[0] not in SECTION_NAMES:
            text = "pipelines:\n  example:\n" + textwrap.indent(text, "    ")
        taken = {(section, name) for section, bodies in yaml.safe_load(text).items() for name in bodies}
        scene = yaml.safe_load(Path(__file__).with_name("pages_scene.yml").read_text(encoding="utf-8"))
        rest = {
            section: {name: body for name, body in bodies.items() if (section, name) not in taken}
            for section, bodies in scene.items()
        }
        rules = f"rules: {{{self.code}: info}}\n" if self.code in SILENT else ""
        return {PROJECT_FILE: DEFAULT + rules, "pipelines/example.yml": text, SCENE: yaml.safe_dump(rest)}


def named(part: str) -> dict[str, str]:
    """The blocks of a part of a page by their files."""
    return {block["info"].partition(" ")[2]: block["body"] for block in FENCE.finditer(f"{part}\n")}


def is_project(files: Mapping[str, str]) -> bool:
    return not all(name.endswith(".json") for name in files)


def written(root: Path, files: Mapping[str, str]) -> Path:
    """The folder, with the files in it."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def page_of(text: str) -> Page:
    """The parts of the page `text`.

    Raises:
        AssertionError: it has not the form that all pages have.
    """
    found = FORM.fullmatch(text)
    assert found, f"another form than all pages have:\n{text}"
    return Page(**found.groupdict())


def compiled(files: Mapping[str, str], root: Path, kql: KqlParser | None = None) -> list[Diagnostic]:
    """What is reported of the files, written to the folder `root`: a project, or a Git-mode folder if all are JSON."""
    if is_project(files):
        found = compile_project(written(root, {PROJECT_FILE: DEFAULT, **files}), env=ENV, kql=kql)
    else:
        found = compile_folder(written(root, files))[1]
    return [one for one in found.diagnostics if one.span.file != SCENE]
