"""What `adfc eval` is given: files, and parameters on the command line."""

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from adfc.cli.exits import Refusal
from adfc.cli.settings import Settings
from adfc.expressions.functions.contract import Run
from adfc.expressions.names import property_of
from adfc.expressions.state import State
from adfc.expressions.state_file import BadState, state_of
from adfc.expressions.values import Value

EPOCH = 621_355_968_000_000_000
"""The ticks at 1970-01-01T00:00:00Z."""


def read_state(settings: Settings, file: str | None, parameters: Sequence[str]) -> State:
    """The state of the file, with the parameters, the clock of this moment and random numbers.

    Raises:
        Refusal: the file can't be read, or is no state; a parameter has no name.
    """
    run = Run(EPOCH + time.time_ns() // 100, random.SystemRandom())
    document = _document(file, read_text(settings, file)) if file else {}
    try:
        state = state_of(document, run)
    except BadState as error:
        raise Refusal(f"{file}: {error.message}", error.way_out) from error
    held = state.pipeline["parameters"]
    if not isinstance(held, dict):
        raise Refusal(f'{file}: "parameters" must be an object', "it holds values by their names")
    return replace(state, pipeline={**state.pipeline, "parameters": _with(held, parameters)})


def read_text(settings: Settings, file: str) -> str:
    """The text of a file, or of stdin for `-`.

    Raises:
        Refusal: it can't be read, or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(settings.directory / file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f'can\'t read "{file}": {error.strerror}', "name a file that is there, or - for stdin") from error
    except UnicodeDecodeError as error:
        raise Refusal(f'"{file}" is not UTF-8', "save it as UTF-8") from error


def _document(file: str, text: str) -> Value:
    try:
        document: Value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{file} is not JSON: {error}", "a state is an object of JSON") from error
    return document


def _with(held: dict[str, Value], parameters: Sequence[str]) -> dict[str, Value]:
    """The parameters with those of the command line, which take the place of one whose name differs in case alone."""
    merged = dict(held)
    for one in parameters:
        name, sign, text = one.partition("=")
        if not (sign and name):
            raise Refusal(f'"{one}" is no parameter', "write --parameters NAME=VALUE")
        merged[property_of(merged, name) or name] = _value(text)
    return merged


def _value(text: str) -> Value:
    """The value of JSON, or the text itself."""
    try:
        value: Value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    return value


def _refuse(word: str) -> None:
    raise ValueError(word)
