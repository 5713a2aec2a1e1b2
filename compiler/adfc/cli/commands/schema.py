"""`adfc schema`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Write the JSON Schemas by which editors check, explain and complete specs and adfc.yml.

They know ADF's own types and the connectors and patterns of this project: write them anew when one of those changes.
"""

EXAMPLES = """\
\b
Examples:
  adfc schema                   to .adfc/schemas/, where the settings of adfc init look for them
  adfc schema --out schemas     to another folder, which then holds nothing else
"""

OUT = click.Option(
    ["--out"],
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Where to write them; without it, .adfc/schemas/ of the project.",
)

COMMAND = click.Command(
    "schema",
    callback=late("schema", "schema"),
    params=[OUT, *common()],
    help=HELP,
    short_help="Write the JSON Schemas for editors.",
    epilog=EXAMPLES,
)
