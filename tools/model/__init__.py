"""Writes the committed model of ADF's types from Microsoft's own, at development time only."""
