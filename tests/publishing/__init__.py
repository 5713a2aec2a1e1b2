"""A publish of forty mixed resources, to be disturbed at every request."""
