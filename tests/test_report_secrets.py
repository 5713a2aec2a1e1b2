"""A finding about a secret does not tell it once more: a log has more readers than the specs."""

from adfc.diagnostic import Diagnostic, Severity
from adfc.report import FORMATS, Report
from adfc.source import Span

TEXT = 'linkedServices:\n  shop:\n    password: "Tr0ub4dor&3 and more"  # mine\n'


def drawn(code: str) -> str:
    found = Diagnostic(code, Severity.ERROR, "told", Span("a.yml", 3, 15, 3, 37), "a way out")
    return FORMATS["text"](Report((found,), {"a.yml": TEXT}))


def test_a_secret_is_starred() -> None:
    assert '    password: "Tr********* *** *****  # mine' in drawn("ADF501")
    assert "0ub4dor" not in drawn("ADF502")


def test_all_else_is_shown() -> None:
    assert '    password: "Tr0ub4dor&3 and more"  # mine' in drawn("ADF104")
