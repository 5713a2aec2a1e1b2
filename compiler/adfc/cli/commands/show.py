"""`adfc show`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Print a final value of a resource, and what it comes from.

RESOURCE is a name, or section/name. PATH leads into ADF's JSON, as activities[Copy A].typeProperties.source or
/activities/0; typeProperties may be left out. Of a mapping or a list every value is printed, each on a line, with its
origin: spec, override, variable, template, pattern, file, or a rule of Microsoft's exporter.
"""

EXAMPLES = """\
\b
Examples:
  adfc show adx typeProperties.endpoint --target prod   one value
  adfc show pipelines/load "activities[Copy A]"         every value of an activity
  adfc show adx --arm                                   as the ARM template has it, with its parameters
  adfc show adx --format json                           for scripts
"""

PARAMS = [
    click.Argument(["resource"]),
    click.Argument(["path"], required=False, default=""),
    click.Option(
        ["-t", "--target"], metavar="NAME", help="Whose values are meant; without it, the default target of adfc.yml."
    ),
    click.Option(["--arm"], is_flag=True, help="Show what the ARM template has in place of ADF's JSON."),
    click.Option(
        ["--format", "style"],
        type=click.Choice(("text", "json"), case_sensitive=False),
        default="text",
        metavar="FORMAT",
        help="How values are written: text or json.",
    ),
]

COMMAND = click.Command(
    "show",
    callback=late("show", "show_value"),
    params=[*PARAMS, *common()],
    help=HELP,
    short_help="Print a final value, and what it comes from.",
    epilog=EXAMPLES,
)
