"""A lock on an open file, which the system lets go when the process ends."""

import sys

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 1 << 40
    """A byte beyond any content: others may read the file while it is locked."""

    def lock(handle: int) -> bool:
        """Lock the file until the handle is closed; whether nobody else had."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(handle: int) -> bool:
        """Lock the file until the handle is closed; whether nobody else had."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
