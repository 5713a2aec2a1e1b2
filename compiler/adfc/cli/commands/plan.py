"""`adfc plan`."""

import click

from adfc.cli.late import late
from adfc.cli.options import azure, common, planning

HELP = """\
Show what it takes to bring the live factory to what the specs say.

Nothing is changed. The plan compares content, property by property: what is as it should be is not shown. The same
plan can be kept with --out, and carried out with adfc publish --plan.
"""

EXAMPLES = """\
\b
Examples:
  adfc plan                             the default target
  adfc plan -t prod --exit-code         exit code 2 if there is something to do
  adfc plan --format markdown           for a comment on a pull request
  adfc plan --out plan.json             to be approved, then: adfc publish --plan plan.json
  adfc plan --from drop/build           is the factory still as that build was?
  adfc plan --select "+load_orders"     one pipeline and all that it needs
"""

COMMAND = click.Command(
    "plan",
    callback=late("plan", "plan"),
    params=[
        *planning(),
        click.Option(
            ["--format", "plan_format"],
            type=click.Choice(("text", "json", "markdown"), case_sensitive=False),
            default="text",
            metavar="FORMAT",
            help="How the plan is written: text, json or markdown.",
        ),
        click.Option(["--out"], metavar="FILE", help="Keep the plan in this file, for adfc publish --plan."),
        click.Option(["--exit-code"], is_flag=True, help="Exit with 2 if there is something to do."),
        *azure(),
        *common(),
    ],
    help=HELP,
    short_help="Show what publishing would change.",
    epilog=EXAMPLES,
)
