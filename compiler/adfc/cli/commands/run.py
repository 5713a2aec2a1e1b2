"""`adfc run`."""

import click

from adfc.cli.late import late
from adfc.cli.options import azure, common, live_factory, run_format

HELP = """\
Run a pipeline in the live factory, and follow its activities to the end.

What runs is what is published, not what the specs say. Parameters are read as the types that the pipeline declares.
Ctrl-C asks on a terminal whether to cancel the run; in a pipe the run goes on.
"""

EXAMPLES = """\
\b
Examples:
  adfc run load_orders                                 in the factory of the default target
  adfc run load_orders -t prod --parameters day=2026-11-27 --parameters full=true
  adfc run load_orders --parameters values.json        {"day": "2026-11-27", "full": true}
  adfc run load_orders --no-wait                       print the id of the run, and leave it alone
  adfc run --from-failed RUN_ID                        again, from where it failed
  adfc run --cancel RUN_ID                             end a run, and those that it called

\b
Exit codes:
  0    the run succeeded; with --no-wait, it was started
  3    it failed or was cancelled, or Azure refused
  130  Ctrl-C: nobody waits for it any more
"""

COMMAND = click.Command(
    "run",
    callback=late("run_pipeline", "run_pipeline"),
    params=[
        click.Argument(["pipeline"], required=False, default=""),
        click.Option(
            ["--parameters"],
            metavar="NAME=VALUE|FILE",
            multiple=True,
            help="A parameter, or a file that holds some as a JSON object. Repeatable; the last of a name counts.",
        ),
        click.Option(["--wait/--no-wait"], default=True, help="Follow the run to its end (default), or don't."),
        click.Option(
            ["--from-failed"], metavar="RUN_ID", default="", help="Take up this run where it failed, as it was started."
        ),
        click.Option(["--cancel"], metavar="RUN_ID", default="", help="End this run."),
        *live_factory(),
        *azure(),
        run_format(),
        *common(),
    ],
    help=HELP,
    short_help="Run a pipeline in the live factory.",
    epilog=EXAMPLES,
)
