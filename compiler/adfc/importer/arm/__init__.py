"""ARM templates as sources to import: exported by ADF Studio, or written by hand."""

from collections.abc import Mapping

from adfc.diagnostic import Problems
from adfc.importer.arm.exported import without_additions
from adfc.importer.arm.template import Linked, read_template
from adfc.importer.parameters import Parameters
from adfc.importer.project import Source
from adfc.importer.unique import unique
from adfc.model import Document

__all__ = ["Linked", "read_arm", "read_template"]


def read_arm(
    document: Document,
    values: Parameters | None,
    targets: Mapping[str, Parameters],
    linked: Linked,
    problems: Problems,
) -> Source:
    """The factory that a template deploys.

    Args:
        document: the template.
        values: values of its parameters; its defaults stand in for those that are missing.
        targets: other values of them, by the names of the targets that they make.
        linked: gives linked templates by the names of their files.
        problems: takes what `read_template` says, and ADF077.
    """
    given = values.values if values else {}
    deployed = read_template(document, given, linked, problems)
    factory = without_additions(unique(deployed.factory, problems))
    others = {}
    for name, one in targets.items():
        other = read_template(document, {**given, **one.values}, linked, Problems()).factory
        others[name] = without_additions(unique(other, Problems()))
    declared = document.data.get("parameters", {}) if isinstance(document.data, dict) else {}
    return Source(factory, others, parameters=tuple(declared), unknown=deployed.unknown)
