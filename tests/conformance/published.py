"""Published factories from a folder outside: Git-mode sources beside what ADF Studio published of them.

The environment variable ADFC_CORPUS names the folder. It holds `index.json` and, per factory, `src/` and `arm/`.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from adfc.emit.arm import ArmOptions
from adfc.gitmode import GitFolder, read_factory
from adfc.source import SourceFile

CORPUS = os.environ.get("ADFC_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="ADFC_CORPUS does not name a folder of published factories")

ENGLISH = "Data Factory name"


@dataclass(frozen=True)
class Published:
    """One factory at one time."""

    facts: dict[str, Any]

    @property
    def name(self) -> str:
        """Its folder."""
        return str(self.facts["name"])

    @property
    def date(self) -> str:
        """The day it was published, as 2024-02-15; empty if it was not."""
        return str(self.facts.get("published", ""))[:10]

    @property
    def modern(self) -> bool:
        """Published by the exporter as it is today, from exactly these sources."""
        return bool(self.facts.get("modern")) and self.facts["pairing"] == "exact"

    @property
    def older(self) -> bool:
        """Published by an earlier exporter."""
        return self.facts["pairing"] == "exact" and not self.facts.get("modern")

    def files(self) -> Iterator[SourceFile]:
        """Its Git-mode files."""
        root = Path(CORPUS, self.name, "src")
        for path in sorted(root.rglob("*.json")):
            yield SourceFile(path.relative_to(root).as_posix(), path.read_bytes().decode("utf-8-sig"))

    @cached_property
    def folder(self) -> GitFolder:
        """Its Git-mode files, read."""
        owners = sorted(Path(CORPUS, self.name, "src/factory").glob("*.json"))
        folder, found = read_factory(self.files(), self.facts.get("factory_name") or (owners[0].stem if owners else ""))
        assert not [one for one in found if one.is_error]
        return folder

    @property
    def options(self) -> ArmOptions:
        """What its sources ask of the exporter."""
        folder = self.folder
        return ArmOptions(folder.definition, folder.include_factory, folder.include_global_parameters)

    def arm_files(self) -> list[str]:
        """The paths of what was published."""
        root = Path(CORPUS, self.name, "arm")
        return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.json"))

    def arm(self, path: str) -> dict[str, Any]:
        """A file of what was published; what it tells about parameters in another language reads as English here.

        Deployments had an older API version until September 2024.
        """
        text = Path(CORPUS, self.name, "arm", path).read_bytes().decode()
        data: dict[str, Any] = json.loads(text)
        for resource in data.get("resources", ()):
            if resource["type"] == "Microsoft.Resources/deployments" and self.date < "2024-10":
                resource["apiVersion"] = "2024-03-01"
        return data


def all_published() -> list[Published]:
    """Every factory of the folder, sources only too."""
    return [Published(facts) for facts in json.loads(Path(CORPUS, "index.json").read_text())] if CORPUS else []


def in_english(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """`theirs`, a template, with the texts about parameters that `ours` has, if Studio spoke another language."""
    declared = theirs["parameters"]
    if declared["factoryName"].get("metadata") == ENGLISH:
        return theirs
    told = {name: one["metadata"] for name, one in ours["parameters"].items() if "metadata" in one}
    changed = {
        name: {key: told.get(name, value) if key == "metadata" else value for key, value in one.items()}
        for name, one in declared.items()
    }
    return {**theirs, "parameters": changed}


def tell(lines: list[str]) -> None:
    """Show the figures of a test (seen with `pytest -s`, and when it fails)."""
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
