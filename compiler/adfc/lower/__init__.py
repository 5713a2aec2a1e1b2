"""Specs of one target to the resources of its factory, in ADF's own JSON."""

from adfc.lower.factory import Means, lower

__all__ = ["Means", "lower"]
