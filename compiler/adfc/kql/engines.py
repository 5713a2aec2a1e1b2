"""What runs the parser: Node.js where it is on the PATH, else mini-racer (the extra `adfc[kql]`)."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

WORKER = Path(__file__).with_name("worker.js")
RACER = Path(__file__).with_name("racer.py")


@dataclass(frozen=True, slots=True)
class Engine:
    """A JavaScript engine."""

    name: str
    """As a message calls it."""
    program: str
    """What is started."""
    is_node: bool

    def command(self, parser: Path) -> list[str]:
        """The command that answers questions with the parser in a folder."""
        snapshot = self.snapshot(parser)
        if not self.is_node:
            return [self.program, "-I", str(RACER), str(parser)]
        if snapshot.is_file():
            return [self.program, "--snapshot-blob", str(snapshot)]
        return self.plain(parser)

    def plain(self, parser: Path) -> list[str]:
        """The same for Node.js without its snapshot."""
        return [self.program, str(WORKER), str(parser)]

    def building(self, parser: Path, snapshot: Path) -> list[str]:
        """The command that makes Node.js keep the started parser in a file."""
        return [self.program, "--snapshot-blob", str(snapshot), "--build-snapshot", str(WORKER), str(parser)]

    def snapshot(self, parser: Path) -> Path:
        """Where that file lies: another one for each Node.js and each worker, as it fits no other."""
        node = Path(self.program).resolve()
        found = node.stat() if node.is_file() else None
        of_node = (str(node), found.st_size, found.st_mtime_ns) if found else (str(node),)
        key = sha256(repr(of_node).encode() + WORKER.read_bytes()).hexdigest()
        return parser / f"node-{key[:16]}.snapshot"


def engines(env: Mapping[str, str]) -> Iterator[Engine]:
    """The engines of this machine, best first."""
    path = env.get("PATH", os.defpath)
    node = shutil.which("node", path=path) or shutil.which("nodejs", path=path)
    if node:
        yield Engine("Node.js", node, is_node=True)
    if importlib.util.find_spec("py_mini_racer"):
        yield Engine("mini-racer", sys.executable, is_node=False)
