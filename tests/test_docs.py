"""Every example of the README and of docs/ is run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importing import factory_of
from tests.kql import parser
from tests.loopback import Loopback
from tests.loopback.azure import SUBSCRIPTION
from tests.walkthrough import blocks, follow

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


LIVE = {"publishing"}
"""Pages whose commands talk to a factory: one called sales-df, empty, of the resource group data-rg."""


@pytest.fixture
def _azure(page: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if page.stem not in LIVE:
        yield
        return
    with Loopback(tmp_path_factory.mktemp("loopback")) as loopback:
        environment = {"ADFC_CLOUD": loopback.url, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}
        for name, value in {**loopback.environment(), **environment}.items():
            monkeypatch.setenv(name, value)
        loopback.azure.hold("data-rg", factory_of({}))
        yield


@pytest.mark.usefixtures("_azure")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_does_what_it_says(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if page.stem in {"kql", "environment"}:
        parser()  # skips the page where there is none
    steps = follow(page, tmp_path, capsys)
    runnable = [one for one in blocks(page.read_text(encoding="utf-8")) if one.language == "console" or one.rest]
    assert steps >= len(runnable)
