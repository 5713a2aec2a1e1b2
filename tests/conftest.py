"""Snapshots are exact text, one file a case, never re-sorted."""

import os
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.kql import HOME


class TextFile(SingleFileSnapshotExtension):
    """A snapshot as a text file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot_text(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares text, byte for byte."""
    return snapshot.use_extension(TextFile)


@pytest.fixture(scope="session", autouse=True)
def _home() -> None:
    """What adfc keeps for a user, tests keep elsewhere."""
    os.environ["ADFC_HOME"] = str(HOME)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this repository."""
    return Path(__file__).resolve().parents[1]
