"""ADF's expression language: text to a tree, a tree to a value."""
