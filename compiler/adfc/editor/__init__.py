"""JSON Schemas by which editors check, explain and complete specs and `adfc.yml`."""

from adfc.editor.files import editor_files
from adfc.editor.vscode import FOLDER, SETTINGS, vscode_settings

__all__ = ["FOLDER", "SETTINGS", "editor_files", "vscode_settings"]
