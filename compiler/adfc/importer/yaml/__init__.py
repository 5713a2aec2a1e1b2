"""YAML as adfc writes it."""

from adfc.importer.yaml.text import Style, yaml_text

__all__ = ["Style", "yaml_text"]
