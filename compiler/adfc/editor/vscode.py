"""The settings by which VS Code, with Red Hat's extension for YAML, checks a project's files by the schemas."""

import json

from adfc.editor.files import PROJECT, SPEC
from adfc.files import PROJECT_FILE

FOLDER = ".adfc/schemas"
"""Where the schemas of a project are kept, from its folder: Git need not know them, they can be made anew."""

SETTINGS = ".vscode/settings.json"
"""Where VS Code reads the settings of a folder."""


def vscode_settings() -> str:
    """The text of a new `.vscode/settings.json` of a project."""
    globs = {SPEC: ["pipelines/**/*.yml", "pipelines/**/*.yaml"], PROJECT: [PROJECT_FILE]}
    settings = {"yaml.schemas": {f"./{FOLDER}/{name}": files for name, files in globs.items()}}
    return json.dumps(settings, indent=2) + "\n"
