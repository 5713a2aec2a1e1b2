"""The pinned package that the model is generated from: fetched by pip, checked by its hash, read as text."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

NAME = "azure-mgmt-datafactory"
VERSION = "10.0.0"
SHA256 = "d0e93194c9e1cd820d2ed4f92813902af89cf4421c02e72a729ae32d87171198"
"""Of the wheel on PyPI, released 2026-07-08."""


class UnreachableError(Exception):
    """The package index does not answer: nothing is known about the model, neither good nor bad."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of the two modules that declare every model and every enum."""

    models: str
    enums: str


def fetch() -> Sources:
    """The sources of the pinned package, by pip; UnreachableError when pip cannot get it."""
    with tempfile.TemporaryDirectory() as folder:
        return read(download(Path(folder)))


def download(folder: Path) -> Path:
    """The wheel, put into `folder`."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--retries", "1", "--no-deps", "--only-binary", ":all:"]
    done = subprocess.run([*pip, "--dest", folder, f"{NAME}=={VERSION}"], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise UnreachableError(done.stderr.strip())
    return next(folder.glob("*.whl"))


def read(wheel: Path) -> Sources:
    """The sources in `wheel`; ValueError when it is not the pinned file."""
    if (found := hashlib.sha256(wheel.read_bytes()).hexdigest()) != SHA256:
        raise ValueError(f"{wheel.name} has sha256 {found}, pinned is {SHA256}")
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(f"azure/mgmt/datafactory/models/_{part}.py").decode() for part in ("models", "enums")]
    return Sources(*texts)
