"""adfc: a compiler from short YAML specs to what Azure Data Factory runs."""

__version__ = "0.1.0"
