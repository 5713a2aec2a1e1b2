"""`adfc arm`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common, factory, report_format

HELP = """\
Write the ARM template of a folder of ADF's own JSON, as Microsoft's export command does.

FOLDER is what ADF Studio keeps in Git. It is checked first, and with an error nothing is written. The folder that
--out names then holds the files that `npm run build export FOLDER FACTORY_ID OUT` writes, and nothing else, without
network and Node.js; arm-template-parameters-definition.json and publish_config.json of FOLDER count.
"""

EXAMPLES = """\
\b
Examples:
  adfc arm . --out ArmTemplate                        the factory of this folder
  adfc arm . --out ArmTemplate --factory sales-df     of several, this one
  adfc arm ../factory --out drop --format github      findings as annotations of GitHub Actions
"""

OUT = click.Option(
    ["--out"],
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False),
    help="Where to write: a new or empty folder, or one that such an export has written.",
)

COMMAND = click.Command(
    "arm",
    callback=late("arm", "arm"),
    params=[click.Argument(["folder"]), OUT, factory(), report_format(), *common()],
    help=HELP,
    short_help="Write the ARM template of a folder of ADF's own JSON.",
    epilog=EXAMPLES,
)
