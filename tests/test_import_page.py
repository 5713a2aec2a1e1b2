"""The page about adopting adfc shows what `adfc import` writes."""

from pathlib import Path

import pytest

from tests.walkthrough import FENCE, follow

PAGE = Path(__file__).resolve().parents[1] / "docs/adopting.md"


def test_the_specs_on_the_page_are_those_that_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follow(PAGE, tmp_path, capsys)
    shown = [one for one in FENCE.finditer(PAGE.read_text(encoding="utf-8")) if one["info"].startswith("yaml ")]
    assert shown
    for block in shown:
        file = block["info"].split()[1]
        assert (tmp_path / file).read_text(encoding="utf-8") == block["body"], file
