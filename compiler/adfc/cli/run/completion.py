"""`adfc completion`: the script that a shell reads at its start."""

import click
from click.shell_completion import get_completion_class

from adfc.cli.exits import GOOD
from adfc.cli.settings import Settings


def completion(_settings: Settings, shell: str) -> int:
    """Print the script of that shell, with the line feeds that shells want."""
    program = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None, f"click has no completion for {shell}"
    click.echo(kind(program, {}, "adfc", "_ADFC_COMPLETE").source().encode(), nl=False)
    return GOOD
