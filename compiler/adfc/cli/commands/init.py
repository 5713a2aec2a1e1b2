"""`adfc init`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Make a project that builds: adfc.yml, an example in pipelines/, and what Git should know.

FOLDER is made if it is missing; without it, the project is made here. Files that are there already stay as they are.
With --ci a project gets a release pipeline for its targets, one that is there already as well as a new one.
"""

EXAMPLES = """\
\b
Examples:
  adfc init                     in this folder
  adfc init sales               in sales/
  adfc init --ci azure          and azure-pipelines.yml, which checks, plans and publishes
  adfc init --ci github --deploy arm
                                .github/workflows/adfc.yml, which deploys the ARM template
"""

COMMAND = click.Command(
    "init",
    callback=late("init", "init"),
    params=[
        click.Argument(["folder"], required=False, type=click.Path(file_okay=False)),
        click.Option(
            ["--ci"],
            type=click.Choice(("azure", "github"), case_sensitive=False),
            metavar="SERVICE",
            help="Write a release pipeline for Azure Pipelines (azure) or GitHub Actions (github).",
        ),
        click.Option(
            ["--deploy"],
            type=click.Choice(("publish", "arm"), case_sensitive=False),
            default="publish",
            metavar="WAY",
            help="What it deploys by: adfc publish (default), or arm, the template with Microsoft's scripts.",
        ),
        *common(),
    ],
    help=HELP,
    short_help="Make a project that builds.",
    epilog=EXAMPLES,
)
