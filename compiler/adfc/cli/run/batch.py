"""`adfc eval --batch`: an answer to each line of a file."""

import json
from collections.abc import Iterator

from adfc.cli.exits import GOOD, Refusal
from adfc.cli.run.eval_state import read_text
from adfc.cli.run.screen import put
from adfc.cli.settings import Settings
from adfc.expressions.record import answer, line_of
from adfc.expressions.state import State
from adfc.expressions.values import Value

AT_ONCE = 200
"""So many answers are written together."""

KEPT = ("id", "expression")


def run_batch(settings: Settings, file: str, state: State) -> int:
    """Write the answers in the order of the lines; the exit code. An expression without a value is an answer too.

    Raises:
        Refusal: the file can't be read, or a line holds no expression; nothing has been written then.
    """
    lines = list(_lines(file, read_text(settings, file)))
    for start in range(0, len(lines), AT_ONCE):
        answers = (line_of(_answered(line, state)) for line in lines[start : start + AT_ONCE])
        put("".join(f"{one}\n" for one in answers), for_machines=True)
    return GOOD


def _answered(line: dict[str, Value], state: State) -> Value:
    kept = {key: line[key] for key in KEPT if key in line}
    return {**kept, **answer(str(line["expression"]), state)}


def _lines(file: str, text: str) -> Iterator[dict[str, Value]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(file, number, line)


def _line(file: str, number: int, text: str) -> dict[str, Value]:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{file}:{number} is not JSON: {error}", 'a line is like {"expression": "@add(1, 2)"}') from error
    if not isinstance(line, dict) or not isinstance(line.get("expression"), str):
        raise Refusal(f"{file}:{number} holds no expression", 'a line is like {"expression": "@add(1, 2)"}')
    return line
