"""Lifting: ADF's own JSON back to specs. Most modules are the way back of one of `lower`."""

from adfc.importer.lift.specs import Written, specs_of

__all__ = ["Written", "specs_of"]
