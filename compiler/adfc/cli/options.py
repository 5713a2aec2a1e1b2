"""Options that several commands take."""

from pathlib import Path
from typing import Any

import click

from adfc.cli.settings import Settings

FORMATS = ("text", "concise", "json", "sarif", "junit", "github", "azure")
"""The keys of `report.FORMATS`, spelt out so that a command's help need not import what draws them."""


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep the value in the settings of the run; an option that was not given leaves them as they are."""
    if value and option.name:
        setattr(context.ensure_object(Settings), option.name, value)


def _everywhere(*names: str, **more: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=_remember, **more)


def common() -> list[click.Parameter]:
    """The options that work before and after the name of every command."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return [
        _everywhere("-C", "--directory", type=folder, metavar="FOLDER", help="Work as if started in this folder."),
        _everywhere("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong."),
        _everywhere("-v", "--verbose", is_flag=True, help="Say more: each file written, a bug's traceback."),
        _everywhere("--no-color", is_flag=True, help="No colours; so does the variable NO_COLOR."),
    ]


def target() -> click.Option:
    """Which of the project's targets is meant."""
    return click.Option(
        ["-t", "--target"], metavar="NAME", help="The target to build; without it, the default target of adfc.yml."
    )


def factory() -> click.Option:
    """Which of the factories in a Git-mode folder is meant."""
    return click.Option(
        ["--factory"], metavar="NAME", default="", help="The factory, where a folder of ADF's JSON holds several."
    )


def report_format() -> click.Option:
    """How findings are written."""
    return click.Option(
        ["--format", "report_format"],
        type=click.Choice(FORMATS, case_sensitive=False),
        default="text",
        metavar="FORMAT",
        help=f"How findings are written: {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
    )
