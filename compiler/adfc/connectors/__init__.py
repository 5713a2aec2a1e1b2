"""Folders below `templates/`: connectors (schema and template per part) and patterns (spec templates), as data."""

from adfc.connectors.library import Connector, Library, open_library
from adfc.connectors.part import PARTS, Part
from adfc.connectors.pattern import Pattern

__all__ = ["PARTS", "Connector", "Library", "Part", "Pattern", "open_library"]
