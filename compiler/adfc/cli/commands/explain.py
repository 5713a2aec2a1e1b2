"""`adfc explain`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Say what a code of a finding means, why it matters, and the way out.

Without a code, list them all.
"""

EXAMPLES = """\
\b
Examples:
  adfc explain ADF202           the page of a code, with an example
  adfc explain 202              the same
  adfc explain                  every code, by the stage that reports it
"""

COMMAND = click.Command(
    "explain",
    callback=late("explain", "explain"),
    params=[click.Argument(["code"], required=False), *common()],
    help=HELP,
    short_help="Say what a code means.",
    epilog=EXAMPLES,
)
