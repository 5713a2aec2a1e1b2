"""What is said when adfc itself is wrong."""

import platform
import sys
import traceback

from adfc import __version__


def tell(error: Exception, *, whole: bool) -> None:
    """Say on stderr what went wrong in adfc and what to report; with `whole`, the traceback first."""
    if whole:
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    python = f"Python {platform.python_version()} on {platform.platform()}"
    words = [
        f"adfc has a bug: {type(error).__name__}: {error}",
        f"  at {last.filename}:{last.lineno}, in {last.name}",
        "Please report it with these lines, the command, and the spec that brings it about (without its secrets):",
        f"  adfc {__version__}, {python}",
    ]
    if not whole:
        words.append("The same command with -v prints the whole traceback.")
    sys.stderr.write("\n".join(words) + "\n")
