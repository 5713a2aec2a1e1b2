"""What a snapshot of a project holds: its diagnostics as a user reads them, then every file it becomes."""

from pathlib import Path

from adfc.compile import Compilation, compile_project
from adfc.report import FORMATS, Report

ENV = {"CASE_SUBSCRIPTION": "11111111-1111-1111-1111-111111111111"}
"""The environment that cases are compiled in."""


def described(root: Path) -> str:
    """The project's diagnostics and artifacts, for its default target; of the other targets, what differs."""
    first = compile_project(root, env=ENV)
    parts = [_diagnostics(first)]
    parts += [f"=== {one.path}\n{one.text}" for one in first.artifacts]
    shown = {one.path: one.text for one in first.artifacts}
    for target in first.factories if first.artifacts else ():
        other = compile_project(root, target=target, env=ENV)
        parts += [f"=== {target}: {one.path}\n{one.text}" for one in other.artifacts if shown.get(one.path) != one.text]
    return "\n".join(part for part in parts if part) + "\n"


def _diagnostics(compilation: Compilation) -> str:
    return FORMATS["text"](Report(compilation.diagnostics, compilation.texts))
