"""The cases of rules: a folder a rule."""
