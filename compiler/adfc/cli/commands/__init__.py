"""What each command is called with: a command a file. None of them imports what does its work."""

import click

from adfc.cli.commands import (
    arm,
    build,
    check,
    completion,
    evaluate,
    explain,
    import_factory,
    init,
    plan,
    publish,
    run,
    schema,
    show,
    status,
)

COMMANDS: tuple[click.Command, ...] = (
    arm.COMMAND,
    build.COMMAND,
    check.COMMAND,
    completion.COMMAND,
    evaluate.COMMAND,
    explain.COMMAND,
    import_factory.COMMAND,
    init.COMMAND,
    plan.COMMAND,
    publish.COMMAND,
    run.COMMAND,
    schema.COMMAND,
    show.COMMAND,
    status.COMMAND,
)
"""Every command: `adfc --help` lists them by name."""
