"""Microsoft's KQL parser, for the tests that need it: the real one, brought by `adfc kql install` as a user does.

It lies in `.adfc/` of this repository, or where ADFC_HOME says. With ADFC_TEST_KQL=required these tests fail on a
machine that can't have it, else they are skipped.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from adfc.kql.engines import Engine, engines
from adfc.kql.install import InstallError, install
from adfc.kql.parser import Parser

HOME = Path(os.environ.get("ADFC_HOME") or Path(__file__).resolve().parents[1] / ".adfc")

NEEDED = {"ADF321", "ADF322", "ADF323", "ADF324", "ADF454", "ADF455", "ADF460"}
"""Codes whose examples are found by what the parser says."""

ABSENT = "ADF329"
"""The code that is reported where there is no parser."""


@cache
def missing() -> str:
    """Why there is no parser; empty where it is there."""
    try:
        install(HOME, os.environ)
    except InstallError as error:
        return f"{error.message}: {error.way_out}"
    return "" if next(engines(os.environ), None) else "neither Node.js nor mini-racer is there"


def parser(chosen: Engine | None = None) -> Parser:
    """The parser; skips the test where there is none."""
    if reason := missing():
        told = pytest.fail if os.environ.get("ADFC_TEST_KQL") == "required" else pytest.skip
        told(f"Microsoft's KQL parser is not there: {reason}")
    return Parser({**os.environ, "ADFC_HOME": str(HOME)}, chosen=chosen)


def parser_for(code: str) -> Parser | None:
    """The parser that finds a code: None where the rule asks none, an absent one for the code that tells of it."""
    if code == ABSENT:
        return Parser({**os.environ, "ADFC_HOME": str(HOME / "nowhere")})
    return parser() if code in NEEDED or code == "ADF325" else None
