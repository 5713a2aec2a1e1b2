"""Runs a Markdown page as a reader would: files are written, commands run, what they print is compared.

A fenced block whose info string names a file (```yaml pipelines/load.yml) is written to that file. In a `console`
block every line that starts with `$ ` is run, and what stands below it must be printed to the letter; `...` stands for
any lines. A block whose info string ends in `ignore` is not run. An `adfc.yml` is there before the page begins.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adfc.cli.app import run

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the rest of its info string, its text."""

    language: str
    rest: str
    body: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in FENCE.finditer(page):
        language, _, rest = found["info"].strip().partition(" ")
        if not rest.endswith("ignore"):
            yield Block(language, rest, found["body"])


def follow(page: Path, folder: Path, printed: pytest.CaptureFixture[str]) -> int:
    """Do in `folder` what the page says; the number of files written and commands run.

    Raises:
        AssertionError: a command prints something else than the page says.
    """
    steps = 0
    (folder / "adfc.yml").write_text("name: example\nfactory: example-df\n", encoding="utf-8")
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "console":
            for command, expected in _commands(block.body):
                _run(command, expected, folder, printed)
                steps += 1
        elif block.rest:
            file = folder / block.rest
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.body, encoding="utf-8")
            steps += 1
    return steps


def _commands(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def _run(command: str, expected: str, folder: Path, printed: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command, comments=True)
    assert words[0] == "adfc", f"only adfc can be run in a page, not {command!r}"
    printed.readouterr()
    run(["-C", str(folder), "--no-color", *words[1:]])
    output = printed.readouterr().out
    pattern = ".*".join(re.escape(part) for part in re.split(r"^\.\.\.$", expected.strip(), flags=re.MULTILINE))
    assert re.fullmatch(pattern, output.strip(), re.DOTALL), f"$ {command}\n{output}"
