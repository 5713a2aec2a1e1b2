"""`adfc eval`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Evaluate an expression of Data Factory, as its engine would.

EXPRESSION is the whole text of a value, so it begins with @ or holds @{...}; a - reads it from stdin. The value goes
to stdout: a string as it is, all else as JSON; what kind it is of, to stderr. Where there is no value, what is wrong
goes to stdout, and the exit code is 1.

What the expression asks for is given by --parameters, or for all of it by --state: a file of JSON with the keys
pipeline (with parameters, globalParameters, RunId, TriggerTime and so on), variables, activities (by name, with output,
status, error), item, dataset, linkedService and trigger, as far as they are needed.
"""

EXAMPLES = """\
\b
Examples:
  adfc eval "@concat('a', pipeline().parameters.p)" --parameters p=1
  adfc eval "@formatDateTime('2024-05-06', 'dddd')"
  adfc eval "SELECT * FROM @{item().table}" --state state.json
  adfc eval --batch expressions.jsonl --state state.json > answers.jsonl
"""

PARAMETERS = click.Option(
    ["--parameters"],
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter of the pipeline. VALUE is read as JSON, so 1 is an integer, true a boolean and [1] an array; "
    "what is no JSON is a string, and '\"1\"' too. Repeatable; wins over --state.",
)
STATE = click.Option(["--state"], metavar="FILE", type=click.Path(), help="What the expression sees of a run, as JSON.")
BATCH = click.Option(
    ["--batch"],
    metavar="FILE",
    type=click.Path(),
    help='Evaluate the expression in each line of a file, {"expression": ...}, or of stdin with -; an answer is a '
    'line of JSON with "result" and "type", or "error" and its "stage". An "id" is kept.',
)
FORMAT = click.Option(
    ["--format", "answer_format"],
    type=click.Choice(("text", "json"), case_sensitive=False),
    default="text",
    metavar="FORMAT",
    help="How the answer is written: text, or json as one line with its type.",
)

COMMAND = click.Command(
    "eval",
    callback=late("evaluate", "evaluate_text"),
    params=[click.Argument(["expression"], required=False), PARAMETERS, STATE, BATCH, FORMAT, *common()],
    help=HELP,
    short_help="Evaluate an expression, as Data Factory would.",
    epilog=EXAMPLES,
)
