"""Writes the committed model of ADF's types, or with `--check` says whether it is what the pinned package gives.

Run at the top of the repository: `python -m tools.model [--check] [--wheel FILE]`. Exit code 0: good;
1: out of date, or nothing written. Where the package can't be downloaded, `--check` says that it has not checked,
and that is no failure.
"""

import argparse
import json
import sys
from pathlib import Path

from tools.model import package
from tools.model.tables import Table, Tables

FOLDER = Path(__file__).parents[2] / "compiler" / "adfc" / "adf"

UNCHECKED = "nothing checked or written"


def main() -> int:
    """Reads the arguments, writes or compares the files."""
    parser = argparse.ArgumentParser(prog="python -m tools.model", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    parser.add_argument("--wheel", type=Path, help="the pinned package, already downloaded")
    given = parser.parse_args()
    try:
        sources = package.read(given.wheel) if given.wheel else package.fetch()
    except package.UnreachableError as unreachable:
        print(f"{UNCHECKED}: {package.NAME} {package.VERSION} can't be downloaded\n{unreachable}", file=sys.stderr)
        return 0 if given.check else 1
    found = Tables(sources)
    wanted = {"model.json": lines(found.model()), "descriptions.json": lines(found.descriptions())}
    return check(wanted) if given.check else write(wanted)


def lines(table: Table) -> str:
    """JSON with one line per entry of the two upper levels, so that a change reads well in a diff."""
    parts = (f"{json.dumps(key)}:{_entries(value)}" for key, value in table.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _entries(value: Table | str) -> str:
    if not isinstance(value, dict):
        return _compact(value)
    return "{\n" + ",\n".join(f"{json.dumps(key)}:{_compact(one)}" for key, one in value.items()) + "\n}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(wanted: dict[str, str]) -> int:
    """Writes every file."""
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{FOLDER / name}: {len(text):,} characters")
    return 0


def check(wanted: dict[str, str]) -> int:
    """Names every file that is not what it should be."""
    stale = [name for name, text in wanted.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    for name in stale:
        print(f"{FOLDER / name} is out of date: run python -m tools.model", file=sys.stderr)
    return 1 if stale else 0


sys.exit(main())
