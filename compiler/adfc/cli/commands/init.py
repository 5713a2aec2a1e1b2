"""`adfc init`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Make a project that builds: adfc.yml, an example in pipelines/, and what Git should know.

FOLDER is made if it is missing; without it, the project is made here. Files that are there already stay as they are.
"""

EXAMPLES = """\
\b
Examples:
  adfc init                     in this folder
  adfc init sales               in sales/
"""

COMMAND = click.Command(
    "init",
    callback=late("init", "init"),
    params=[click.Argument(["folder"], required=False, type=click.Path(file_okay=False)), *common()],
    help=HELP,
    short_help="Make a project that builds.",
    epilog=EXAMPLES,
)
