"""`adfc import`."""

from typing import Any

import click

from adfc.cli.late import late
from adfc.cli.options import cloud_option, common

HELP = """\
Make a project of an existing factory: a folder that ADF Studio keeps in Git, an ARM template, or the live factory.

The specs are built again and compared with what was read, resource by resource. What differs is shown on stdout, with
the reason. Secrets are never written. A file that is there already is only written over with --force.
"""

EXAMPLES = """\
\b
Examples:
  adfc import ../factory                            a folder of ADF's Git mode
  adfc import ARMTemplateForFactory.json            a template; values from the parameter file beside it
  adfc import ../factory --parameters prod=prod.json
                                                    and a target with the values of that file
  adfc import ../factory --into sales --prove       into sales/; exit code 1 if anything differs
  adfc import --factory sales-df --resource-group data-rg
                                                    from Azure, as who is signed in (az login)
"""

PARAMS = [
    click.Argument(["source"], type=click.Path(), required=False),
    click.Option(
        ["--into"],
        metavar="FOLDER",
        default=".",
        type=click.Path(file_okay=False),
        help="Where the project goes; it is made if it is missing. Default: here.",
    ),
    click.Option(["--factory"], metavar="NAME", default="", help="The live factory; of a folder, which one it holds."),
    click.Option(
        ["--parameters"],
        metavar="[TARGET=]FILE",
        multiple=True,
        help="Values of the ARM template's parameters. With TARGET=, they make another target. Repeatable.",
    ),
    click.Option(["--resource-group"], metavar="NAME", help="Read the live factory of this resource group in Azure."),
    click.Option(
        ["--subscription"],
        metavar="ID",
        default="",
        envvar="AZURE_SUBSCRIPTION_ID",
        help="The subscription of that. Default: the variable AZURE_SUBSCRIPTION_ID.",
    ),
    cloud_option(),
    click.Option(["--force"], is_flag=True, help="Write over files that are there already."),
    click.Option(["--prove", "must_hold"], is_flag=True, help="Exit with 1 if a resource differs from what was read."),
]


def _import(resource_group: str | None, subscription: str, cloud: str, **given: Any) -> int:
    """Import what is on the disk, or with `--resource-group` what is in Azure."""
    if resource_group is None:
        return late("import_factory", "import_factory")(**given)
    place = {"resource_group": resource_group, "subscription": subscription, "cloud": cloud}
    return late("import_live", "import_live")(**place, **given)


COMMAND = click.Command(
    "import",
    callback=_import,
    params=[*PARAMS, *common()],
    help=HELP,
    short_help="Make a project of an existing factory.",
    epilog=EXAMPLES,
)
