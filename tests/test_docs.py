"""Every example of the README and of docs/ is run."""

from pathlib import Path

import pytest

from tests.kql import parser
from tests.walkthrough import blocks, follow

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_does_what_it_says(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if page.stem == "kql":
        parser()  # skips the page where there is none
    steps = follow(page, tmp_path, capsys)
    runnable = [one for one in blocks(page.read_text(encoding="utf-8")) if one.language == "console" or one.rest]
    assert steps >= len(runnable)
