"""The page that adds a connector works as it stands there, and adds just what ADF knows."""

import re
from pathlib import Path

import pytest

from adfc.adf.model import load
from tests.walkthrough import FENCE, follow

PAGE = Path(__file__).resolve().parents[1] / "docs" / "adding-a-connector.md"


@pytest.fixture
def followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder in which everything that the page says has been done."""
    assert follow(PAGE, tmp_path, capsys)
    return tmp_path


def test_what_is_built_is_what_the_page_shows(followed: Path) -> None:
    shown = [block for block in FENCE.finditer(PAGE.read_text(encoding="utf-8")) if " build/" in block["info"]]
    assert len(shown) == 2
    for block in shown:
        file = followed / block["info"].split()[1]
        parts = re.split(r"^\.\.\.\n", block["body"], flags=re.MULTILINE)
        pattern = ".*".join(re.escape(part) for part in parts)
        assert re.fullmatch(pattern, file.read_text(encoding="utf-8") + "\n", re.DOTALL), file


def test_the_connector_is_a_folder_without_python(followed: Path) -> None:
    endings = {file.suffix for file in (followed / "templates").rglob("*") if file.is_file()}
    assert endings == {".json", ".yml"}


def test_the_types_of_the_page_are_those_of_adf(followed: Path) -> None:
    unions = {"linkedService": "LinkedService", "dataset": "Dataset", "source": "CopySource", "sink": "CopySink"}
    for role, union in unions.items():
        template = (followed / "templates" / "azure_table" / f"{role}.yml").read_text(encoding="utf-8")
        assert load().union(union).member(template.splitlines()[0].removeprefix("type: "))
