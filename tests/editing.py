"""What editors find in the specs of a project: its schemas, tried on data."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from adfc.connectors import open_library
from adfc.editor import editor_files
from adfc.editor.files import SPEC
from adfc.files import Folder
from adfc.read import read_yaml
from adfc.source import SourceFile

ROOT = Path(__file__).resolve().parents[1]


@cache
def schemas(root: Path) -> dict[str, dict[str, Any]]:
    """The schemas of a project, by the names of their files."""
    return {file.path: json.loads(file.text) for file in editor_files(open_library(Folder(root)))}


@cache
def validator(root: Path, name: str) -> jsonschema_rs.Draft202012Validator:
    """One of them, ready."""
    return jsonschema_rs.Draft202012Validator(schemas(root)[name])


def complaints(data: Any, root: Path = ROOT, name: str = SPEC) -> list[str]:
    """What that schema refuses in `data`, each with its place."""
    return [f"{list(error.instance_path)}: {error.message}" for error in validator(root, name).iter_errors(data)]


def yaml(text: str) -> Any:
    """The data of a good YAML text."""
    document, found = read_yaml(SourceFile("spec.yml", text))
    assert document is not None, found
    return document.data
