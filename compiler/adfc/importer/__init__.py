"""An existing factory as specs that a person would have written, and the proof that nothing was lost."""

from adfc.importer.arm import Linked, read_arm
from adfc.importer.git import read_git
from adfc.importer.parameters import Parameters, read_parameters
from adfc.importer.project import Project, Source, project_of
from adfc.importer.proof import Different, Proof
from adfc.importer.proving import Outcome, prove
from adfc.importer.withheld import Withheld, withhold

__all__ = [
    "Different",
    "Linked",
    "Outcome",
    "Parameters",
    "Project",
    "Proof",
    "Source",
    "Withheld",
    "project_of",
    "prove",
    "read_arm",
    "read_git",
    "read_parameters",
    "withhold",
]
