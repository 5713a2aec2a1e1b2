"""The expressions of a factory, each parsed and understood once for all rules that speak of them."""

from adfc.rules.expressions.analysis import findings

__all__ = ["findings"]
