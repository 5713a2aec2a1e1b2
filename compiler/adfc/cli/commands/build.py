"""`adfc build`."""

from typing import Any

import click

from adfc.cli.late import late
from adfc.cli.options import common, report_format, target

HELP = """\
Check the specs and write the factory to build/.

The folder then holds Git-mode JSON and ARM templates, and nothing else. With one error in the specs nothing is
written, and build/ stays as it was.
"""

EXAMPLES = """\
\b
Examples:
  adfc build                    the default target
  adfc build --target prod      another one
  adfc build -v                 name every file
  adfc build --format github    findings as annotations of GitHub Actions
  adfc build --check            is build/ what was built? No specs are needed
  adfc build --check drop       the same of drop/, as a release pipeline gets it
"""

CHECK = click.Option(
    ["--check", "verify"],
    is_flag=False,
    flag_value="build",
    metavar="[FOLDER]",
    help="Build nothing: hold a build folder against its manifest.json, without it build/.",
)


def _build(verify: str | None, **given: Any) -> int:
    """Build, or with `--check` look at what was built."""
    if verify is None:
        return late("project", "build")(**given)
    return late("verify", "check_build")(folder=verify, **given)


COMMAND = click.Command(
    "build",
    callback=_build,
    params=[target(), report_format(), CHECK, *common()],
    help=HELP,
    short_help="Check the specs and write the factory to build/.",
    epilog=EXAMPLES,
)
