"""Secrets that the service does not tell: each becomes a secure parameter, as one does that stands in a Git folder."""

from adfc.importer import Withheld, withhold
from adfc.model import Data, Factory
from adfc.source import Path


def without_masks(factory: Factory) -> Withheld:
    """The factory with a secure parameter in the place of each secret that was withheld, and the list of these.

    The service shows a `SecureString` with asterisks for its text (recorded traffic), or with no text at all.
    """
    return withhold(factory, _is_masked)


def _is_masked(path: Path, text: Data) -> bool:
    """Whether a SecureString lacks its text; the declaration of a parameter of that type never has one."""
    if text is None:
        return path[0] != "parameters"
    return isinstance(text, str) and not text.strip("*")
