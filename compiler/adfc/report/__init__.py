"""Diagnostics as people and machines read them: a format a file, all of them pure functions of a Report."""

from collections.abc import Callable, Mapping
from importlib import import_module

from adfc.report.model import Report, Rule, rule_of_stage


def _drawn_by(module: str) -> Callable[[Report], str]:
    """What a module of this package draws. It is imported when it draws: a run draws in one format."""

    def render(report: Report) -> str:
        drawn: str = import_module(f"adfc.report.{module}").render(report)
        return drawn

    return render


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _drawn_by("text"),
    "concise": _drawn_by("concise"),
    "json": _drawn_by("as_json"),
    "sarif": _drawn_by("sarif"),
    "junit": _drawn_by("junit"),
    "github": _drawn_by("github"),
    "azure": _drawn_by("azure"),
}
"""Every format by the name that `--format` takes. A text that is not empty ends with a line feed."""

__all__ = ["FORMATS", "Report", "Rule", "rule_of_stage"]
