"""`adfc kql`."""

from pathlib import Path

import click

from adfc.cli.late import late
from adfc.cli.options import common

HELP = """\
Bring the parser that checks KQL, or tell what would be used.

KQL in the specs (queries of copies and Lookups from Azure Data Explorer, commands) is read by Microsoft's own parser,
the npm package @kusto/language-service-next. It is no part of adfc: `adfc kql install` brings it.
"""

EXAMPLES = """\
\b
Examples:
  adfc kql install              bring the parser by npm
  adfc kql status               is it there, and what runs it?
"""

INSTALL = """\
Bring Microsoft's KQL parser, and say where it lies.

npm fetches the package from the registry that it is set up for. What comes must be the one version that this adfc
knows, to the byte; else nothing is installed. The parser lies in a folder of the user and serves all projects. The
variable ADFC_HOME names another folder.
"""

INSTALL_EXAMPLES = """\
\b
Examples:
  adfc kql install                           by npm
  npm pack @kusto/language-service-next@12.4.1    on a machine with network, then
  adfc kql install --from kusto-language-service-next-12.4.1.tgz
"""

STATUS = """\
Tell whether KQL is checked: which parser, what runs it, where both lie.

The exit code is 0 if it is, else 1.
"""

FROM = click.Option(
    ["--from", "tarball"],
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The package as `npm pack` writes it, for a machine without network.",
)

COMMAND = click.Group(
    "kql",
    commands=[
        click.Command(
            "install",
            callback=late("kql", "bring"),
            params=[FROM, *common()],
            help=INSTALL,
            short_help="Bring Microsoft's KQL parser.",
            epilog=INSTALL_EXAMPLES,
        ),
        click.Command(
            "status",
            callback=late("kql", "status"),
            params=common(),
            help=STATUS,
            short_help="Tell whether KQL is checked.",
        ),
    ],
    params=common(),
    help=HELP,
    short_help="Bring the parser that checks KQL.",
    epilog=EXAMPLES,
)
