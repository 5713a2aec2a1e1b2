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


def azure() -> list[click.Parameter]:
    """Where in Azure a factory is, beside what its target says."""
    return [
        click.Option(
            ["--subscription"],
            metavar="ID",
            default="",
            help="The subscription of the factory. Default: the target's, then the variable AZURE_SUBSCRIPTION_ID.",
        ),
        click.Option(
            ["--resource-group"], metavar="NAME", default="", help="Its resource group. Default: the target's."
        ),
        cloud_option(),
    ]


def cloud_option() -> click.Option:
    """Which Azure is meant."""
    return click.Option(
        ["--cloud"],
        metavar="NAME|URL",
        default="AzureCloud",
        envvar="ADFC_CLOUD",
        help="AzureCloud (default), AzureUSGovernment, AzureChinaCloud, or the URL of an Azure Resource Manager;"
        " so does the variable ADFC_CLOUD.",
    )


def planning() -> list[click.Parameter]:
    """What a plan is made of, and how it goes about it."""
    return [
        click.Option(
            ["-t", "--target"], metavar="NAME", help="The target; without it, the default target of adfc.yml."
        ),
        click.Option(
            ["--from", "build"],
            metavar="FOLDER",
            help="What adfc build wrote to this folder, in the place of the specs: a release, or the way back to one.",
        ),
        *_selection(),
        *_consent(),
        click.Option(
            ["--keep-trigger-state", "keep_states"],
            is_flag=True,
            help="Leave each trigger started or stopped as it is, whatever the specs say.",
        ),
        click.Option(
            ["--renew-secrets"],
            is_flag=True,
            help="Put what takes a secure parameter, changed or not: a secret can't be compared.",
        ),
        click.Option(
            ["--create"], metavar="REGION", default="", help="Make the factory in this region if it is missing."
        ),
    ]


def _selection() -> list[click.Parameter]:
    return [
        click.Option(
            ["--select"],
            metavar="WHAT",
            multiple=True,
            help="Only this: NAME, KIND/NAME, folder:NAME or annotation:NAME, with * and ?; +WHAT takes all that it"
            " needs, WHAT+ all that needs it. Repeatable.",
        ),
        click.Option(["--exclude"], metavar="WHAT", multiple=True, help="All but this. Repeatable."),
    ]


def _consent() -> list[click.Parameter]:
    kinds = ("integrationRuntimes", "changeDataCaptures", "managedPrivateEndpoints", "globalParameters")
    return [
        click.Option(
            ["--delete"], is_flag=True, help="Delete what this project once published and its specs name no more."
        ),
        click.Option(
            ["--delete-unmarked"],
            type=click.Choice(kinds, case_sensitive=False),
            multiple=True,
            metavar="KIND",
            help=f"Delete all of a kind that carries no mark, if the specs don't name it: {', '.join(kinds)}.",
        ),
        click.Option(
            ["--replace"], is_flag=True, help="Delete and create triggers whose windows can't be changed in place."
        ),
        click.Option(
            ["--adopt"], is_flag=True, help="Mark what carries no mark, and take over what carries another project's."
        ),
    ]


def live_factory() -> list[click.Parameter]:
    """Which live factory a command about runs talks to: the target's, or one that is named."""
    return [
        click.Option(
            ["-t", "--target"], metavar="NAME", help="The target; without it, the default target of adfc.yml."
        ),
        click.Option(["--factory"], metavar="NAME", default="", help="The factory. Default: the target's."),
    ]


def run_format() -> click.Option:
    """How runs are written."""
    return click.Option(
        ["--format", "style"],
        type=click.Choice(("text", "json"), case_sensitive=False),
        default="text",
        metavar="FORMAT",
        help="How runs are written: text or json.",
    )
