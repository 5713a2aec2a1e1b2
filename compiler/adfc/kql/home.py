"""Where adfc keeps what it fetches and works out once for all projects of a user."""

import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "ADFC_HOME"
"""The variable that names another folder."""


def home(env: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder: as the variable says, else where the system keeps caches (XDG_CACHE_HOME, LOCALAPPDATA)."""
    if env.get(VARIABLE):
        return Path(env[VARIABLE])
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "adfc"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "adfc"
    chosen = Path(env.get("XDG_CACHE_HOME", ""))
    return (chosen if chosen.is_absolute() else Path.home() / ".cache") / "adfc"
