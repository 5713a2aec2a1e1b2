"""One reason why a value is what it is."""

from dataclasses import dataclass
from typing import Literal

from adfc.source import Span

Sort = Literal[
    "spec", "override", "variable", "environment", "pattern", "file", "template", "activity", "default", "exporter",
    "parameter", "declared",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """What had a part in a value: in words, and the place in the user's files if there is one."""

    kind: Sort
    words: str = ""
    """What it is, if the place alone does not tell: `${var.host} of target prod`, `template kusto/dataset.yml`."""
    span: Span | None = None


BY_ADFC = Cause("default", "added by adfc: ADF Studio writes it so")
"""What no spec says and no template: empty lists, defaults."""
