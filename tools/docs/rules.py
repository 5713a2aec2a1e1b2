"""Writes docs/rules.md from the pages of all codes; with --check, says whether it is up to date."""

import sys
from pathlib import Path

from adfc.adf.limits import LIMITS
from adfc.rules import pages

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "rules.md"

INTRO = """\
# Codes and rules

<!-- Written by tools/docs/rules.py from the docstrings of compiler/adfc/rules/ and from compiler/adfc/pages/. -->

Every complaint has a code, and every code has a page: here, and with `adfc explain CODE`.

| codes | about |
| --- | --- |
| ADF0xx | files, `adfc.yml`, variables, overrides, patterns, connectors |
| ADF1xx | ADF's types and the language of specs |
| ADF2xx | references |
| ADF3xx | expressions and KQL |
| ADF4xx | what the service refuses or does otherwise than one thinks; its limits; the ARM template |
| ADF5xx | security |
| ADF6xx | style |
| ADF9xx | publishing |

`adfc.yml` gives any code but those of reading (ADF0xx) another severity, and limits another figure:

```yaml
rules: {ADF471: warning, ADF511: off} # off, info, warning or error
limits: {activitiesPerPipeline: 80}
```

A comment silences one code on its own line, and says why:

```yaml
firstRowOnly: false # adfc: ignore ADF473 the table has thirty rows
```
"""

OTHERS = (
    ("template checker, adf-lint", "pipeline without a trigger, direct or indirect", "ADF615"),
    ("template checker, adf-lint", "pipeline with an impossible execution chain", "ADF413"),
    (
        "template checker, adf-lint",
        "pipeline, data flow, activity, linked service, dataset, trigger without description",
        "ADF601",
    ),
    ("template checker, adf-lint", "pipeline, dataset without folder", "ADF603"),
    ("template checker, adf-lint", "pipeline, linked service, dataset, trigger without annotations", "ADF602"),
    ("template checker, adf-lint", "activity timeout still the default", "ADF471"),
    ("template checker, adf-lint", "parallel ForEach without batchCount", "ADF472"),
    (
        "template checker, adf-lint",
        "ForEach with a batchCount below 50",
        "not here: fewer at once is often what the other end stands",
    ),
    ("template checker, adf-lint", "linked service that does not use Key Vault", "ADF501, ADF502, ADF511, ADF541"),
    ("template checker, adf-lint", "unused linked service, dataset", "ADF611"),
    ("template checker, adf-lint", "unused trigger", "ADF461, ADF614"),
    ("adf-lint", "data integration units of a copy still Auto", "not here: Auto is what Microsoft recommends"),
    ("adf-lint", 'pipeline called "master" without trigger', "ADF615, for all pipelines"),
    (
        "factorylint",
        "names by patterns of one's own",
        (
            "not here: what the service and its documentation ask is ADF402, ADF403, ADF404; further "
            "patterns are a team's own"
        ),
    ),
    ("adf-validate", "nesting of control activities", "ADF421, ADF422, ADF423"),
    ("adf-validate", "activities, parameters of a pipeline above or near the limit", "ADF431, ADF432"),
    ("adf-validate", "variables above 50", "not here: Microsoft's table of limits has no such figure"),
    (
        "adf-validate",
        "batchCount above 50, warning above 30",
        "ADF431; not the warning: the figure is somebody's choice",
    ),
    ("adf-validate", "Set Variable in a parallel ForEach", "ADF444"),
    ("adf-validate", "dataset without file name or wildcard", "ADF457"),
    ("adf-validate", "AzureBlobFSLocation without fileSystem", "ADF456"),
    ("adf-validate", "DelimitedText without columnDelimiter", "ADF458"),
    ("adf-validate", "source or sink of a copy against the dataset's type", "ADF451, ADF452"),
    ("adf-validate", "Lookup with firstRowOnly false", "ADF473"),
    ("adf-validate", "additionalColumns instead of a static file", "not here: a pattern, not a mistake"),
    ("azure.datafactory.tools", "references exist", "ADF202"),
    (
        "azure.datafactory.tools",
        "file name is the object's name; duplicate names",
        "cannot happen: files are written from names, and a name twice is ADF027",
    ),
    ("azure.datafactory.tools", "dash in the name of a linked service, dataset, data flow", "ADF404"),
    ("Azure Policy", "linked services should use Key Vault for storing secrets", "ADF501, ADF502, ADF504"),
    ("Azure Policy", "linked services should use managed identity when it is supported", "ADF541"),
    (
        "Azure Policy",
        "linked service resource type should be in the allow list",
        "not here: the list is the assignment's",
    ),
    (
        "Azure Policy",
        "customer-managed key, private endpoints, private DNS, public network access, outbound traffic",
        "not here: settings of the factory, which a project does not write",
    ),
    (
        "Azure Policy",
        "data factories should use a Git repository",
        "not here: a setting of the factory, and a project is in one anyway",
    ),
    (
        "Azure Policy",
        "cores of an integration runtime, SSIS runtimes in a virtual network",
        "not here: what a subscription allows",
    ),
    (
        "checkov, trivy",
        "Git repository, public network access, customer-managed key",
        "not here: settings of the factory",
    ),
    ("PSRule for Azure", "version 2 of Data Factory", "cannot happen: there is no other in what is written"),
    (
        "arm-ttk",
        "rules of ARM templates",
        (
            "not here: the template is what Microsoft's exporter writes, and it is checked against "
            "Microsoft's schemas; ADF482 to ADF485 are about its limits"
        ),
    ),
)
"""What the other linters of Data Factory look at: the tool, its rule, and the code here or why there is none."""


def text() -> str:
    """The page's text."""
    found = pages()
    return "\n".join([INTRO, _overview(), _limits(), _others(), *(_chapter(page) for page in found.values())])


def _others() -> str:
    rows = [f"| {tool} | {rule} | {here} |" for tool, rule, here in OTHERS]
    return "\n".join(["## Rules of other tools", "", "| tool | its rule | here |", "| --- | --- | --- |", *rows, ""])


def _overview() -> str:
    rows = [f"| [{code}](#{_anchor(page)}) | {_severity(page)} | {_summary(page)} |" for code, page in pages().items()]
    return "\n".join(["## All codes", "", "| code | severity | what |", "| --- | --- | --- |", *rows, ""])


def _limits() -> str:
    rows = [
        f"| `{name}` | {one.figure:,} | {one.what} | [{one.page.date}]({one.page.url}) |"
        for name, one in LIMITS.items()
    ]
    intro = "What `limits:` can name, with the date of the page that each figure was read on."
    return "\n".join(
        ["## Limits", "", intro, "", "| limit | figure | of | page |", "| --- | --- | --- | --- |", *rows, ""]
    )


def _chapter(page: str) -> str:
    """The page of a code, its headings one level lower."""
    return "\n".join(f"#{line}" if line.startswith("# ") else line for line in page.splitlines()) + "\n"


def _anchor(page: str) -> str:
    """What a Markdown reader makes of the heading."""
    return page.splitlines()[0].removeprefix("# ").lower().replace(":", "").replace(" ", "-")


def _severity(page: str) -> str:
    return next(line for line in page.splitlines() if line.startswith("Severity: ")).removeprefix("Severity: ")


def _summary(page: str) -> str:
    """The paragraph behind the severity, as a cell of a table."""
    behind = page.partition("Severity: ")[2].split("\n\n")[1]
    return " ".join(behind.splitlines()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` compare it; the exit code."""
    if "--check" not in arguments:
        PAGE.write_text(text(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not up to date: run python {Path(__file__).relative_to(ROOT)}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
