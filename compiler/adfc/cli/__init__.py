"""The command line: arguments in, exit code out."""

from adfc.cli.app import main

__all__ = ["main"]
