"""`adfc publish`."""

import click

from adfc.cli.late import late
from adfc.cli.options import azure, common, planning

HELP = """\
Bring the live factory to what the specs say.

Only what differs is put, in the order that the service needs and side by side. Triggers that change, or whose pipelines
change, are stopped first, and each ends in the state that the specs say. Nothing is deleted without --delete, and
nothing that this project did not publish. On a terminal the plan is shown and you are asked.
"""

EXAMPLES = """\
\b
Examples:
  adfc publish                          the default target
  adfc publish -t prod --yes            without being asked
  adfc publish --plan plan.json         exactly what adfc plan --out kept, or nothing
  adfc publish --delete                 and delete what the specs name no more
  adfc publish --from drop/build        what was built before: a release, or the way back to one
  adfc publish --resume                 finish what was broken off
"""

COMMAND = click.Command(
    "publish",
    callback=late("publish", "publish"),
    params=[
        *planning(),
        click.Option(
            ["--plan", "plan_file"],
            metavar="FILE",
            help="Do exactly what this plan says, or nothing if it is outdated.",
        ),
        click.Option(["--resume"], is_flag=True, help="Finish a publish that was broken off."),
        click.Option(
            ["--abandon"], is_flag=True, help="Give such a publish up: only start the triggers that it had stopped."
        ),
        click.Option(["-y", "--yes"], is_flag=True, help="Don't ask, however much is deleted."),
        *azure(),
        *common(),
    ],
    help=HELP,
    short_help="Bring the live factory to what the specs say.",
    epilog=EXAMPLES,
)
