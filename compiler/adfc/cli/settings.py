"""What the options that every command knows have said."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Settings:
    """Filled by the options as they are read, before or after the command's name."""

    directory: Path = Path()
    """Where the command works: it looks for the project from here upwards."""
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False

    def seen(self, path: Path) -> str:
        """A path as seen from where the command works, with `/`; whole, where none leads there (another drive)."""
        try:
            return Path(os.path.relpath(path, self.directory.resolve())).as_posix()
        except ValueError:
            return path.as_posix()
