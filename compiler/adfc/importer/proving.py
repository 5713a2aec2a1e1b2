"""Builds the imported specs again, by the very stages of a build, and holds the result against what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adfc.compile import Compilation, compile_project
from adfc.importer.notes import Needy, Notes, notes
from adfc.importer.project import Project, Source, base_name
from adfc.importer.proof import Proof, compare
from adfc.importer.withheld import withhold
from adfc.model import Artifact, Factory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the specs of an import."""

    proofs: Mapping[str, Proof]
    """By target."""
    notes: Notes
    """What their reader needs to know."""
    compilation: Compilation


def prove(root: Path, source: Source, project: Project, files: Sequence[Artifact], env: Mapping[str, str]) -> Outcome:
    """Build the project in the folder `root`, where its `files` were written, and compare it with its source.

    Every target is compared: the factory that was read, and the same with the values of each parameter file.
    """
    compilation = compile_project(root, env=env)
    told = notes(files, compilation.diagnostics, project.specs, Needy(project.secrets, source.unknown))
    wanted = {base_name(source): source.factory, **source.targets}
    proofs = {name: _proof(factory, compilation.factories.get(name), told) for name, factory in wanted.items()}
    return Outcome(proofs, told, compilation)


def _proof(read: Factory, built: Factory | None, told: Notes) -> Proof:
    empty = Factory(read.name, "", ())
    return compare(read, built or empty, withhold(read).secrets, told.broken)
