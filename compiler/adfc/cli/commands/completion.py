"""`adfc completion`."""

import click

from adfc.cli.late import late
from adfc.cli.options import common

SHELLS = ("bash", "zsh", "fish", "powershell")

HELP = """\
Print the script that makes a shell complete adfc's commands and options.
"""

EXAMPLES = """\
\b
Put it where your shell reads it at its start:
  bash         adfc completion bash >> ~/.bashrc
  zsh          adfc completion zsh >> ~/.zshrc
  fish         adfc completion fish > ~/.config/fish/completions/adfc.fish
  PowerShell   adfc completion powershell >> $PROFILE
"""

COMMAND = click.Command(
    "completion",
    callback=late("completion", "completion"),
    params=[click.Argument(["shell"], type=click.Choice(SHELLS, case_sensitive=False)), *common()],
    help=HELP,
    short_help="Print what makes a shell complete adfc.",
    epilog=EXAMPLES,
)
