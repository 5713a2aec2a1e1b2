"""`adfc check`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common, factory, report_format

HELP = """\
Check the specs for every target, and write nothing.

FOLDER may also be one of ADF's own JSON, as ADF Studio keeps it in Git: it is checked as it stands.

Findings go to stdout; the exit code is 1 if one of them is an error, else 0.
"""

EXAMPLES = """\
\b
Examples:
  adfc check                              the project around this folder
  adfc check demo                         the project in demo/
  adfc check ../factory                   a folder that ADF Studio keeps in Git
  adfc check --format sarif > adfc.sarif  for code scanning
  adfc check --format azure               as issues of an Azure Pipelines run
"""

COMMAND = click.Command(
    "check",
    callback=late("check", "check"),
    params=[click.Argument(["folder"], required=False), factory(), report_format(), *common()],
    help=HELP,
    short_help="Check the specs, and write nothing.",
    epilog=EXAMPLES,
)
