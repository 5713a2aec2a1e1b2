"""`adfc status`."""

import click

from adfc.cli.late import late
from adfc.cli.options import azure, common, live_factory, run_format

HELP = """\
List the runs of the live factory, the newest first; with RUN_ID, show the activities of one.
"""

EXAMPLES = """\
\b
Examples:
  adfc status                                  the last 24 hours
  adfc status --last 7d --pipeline load_orders
  adfc status -t prod --status Failed --format json
  adfc status 31f1bc88-c715-4cd9-b31f-73e51da2e079
"""

STATUSES = ("Queued", "InProgress", "Succeeded", "Failed", "Canceling", "Cancelled")

COMMAND = click.Command(
    "status",
    callback=late("status", "status"),
    params=[
        click.Argument(["run_id"], required=False, default=""),
        click.Option(
            ["--last"], metavar="SPAN", default="24h", help="Runs that changed in this time: 90m, 24h (default), 7d."
        ),
        click.Option(
            ["--pipeline", "pipelines"], metavar="NAME", multiple=True, help="Only runs of this pipeline. Repeatable."
        ),
        click.Option(
            ["--status", "statuses"],
            type=click.Choice(STATUSES, case_sensitive=False),
            metavar="STATUS",
            multiple=True,
            help=f"Only runs that are so: {', '.join(STATUSES)}. Repeatable.",
        ),
        *live_factory(),
        *azure(),
        run_format(),
        *common(),
    ],
    help=HELP,
    short_help="List the runs of the live factory.",
    epilog=EXAMPLES,
)
