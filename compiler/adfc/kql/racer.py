"""The parser's worker in V8 (mini-racer), where there is no Node.js: python racer.py FOLDER, lines in, lines out.

A program of its own: adfc runs it as a child and imports nothing of it. Left open, mini-racer may hang the process at
its end, so it is closed, and the process ends without asking it.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

STUB = """
globalThis.process = {get [Symbol.toStringTag]() { return 'process' }, hrtime() { return [0, 0] }};
globalThis.self = globalThis;
0"""
"""What Bridge.NET looks for to know that it runs outside a browser."""

PARSER = ("bridge.min.js", "Kusto.Language.Bridge.min.js")


def main(folder: Path) -> None:
    """Answer each line of stdin on stdout."""
    from py_mini_racer import mini_racer  # noqa: PLC0415 (an extra, which adfc looks for before it comes here)

    with mini_racer() as context:
        context.eval(STUB)
        for text in _scripts(folder):
            context.eval(text + "\n;0")
        for line in sys.stdin.buffer:
            answer = context.eval(f"adfcAnswer({json.dumps(line.decode())})")
            sys.stdout.buffer.write(str(answer).encode() + b"\n")
            sys.stdout.buffer.flush()


def _scripts(folder: Path) -> Iterator[str]:
    for name in PARSER:
        yield (folder / name).read_text(encoding="utf-8")
    yield Path(__file__).with_name("worker.js").read_text(encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)
