"""Where every value of a factory comes from: the spec, a variable, an override, a template, Microsoft's exporter."""

from adfc.provenance.arm import open_view
from adfc.provenance.cause import Cause
from adfc.provenance.find import find_resource
from adfc.provenance.paths import Miss
from adfc.provenance.scope import Scope
from adfc.provenance.tracer import Tracer
from adfc.provenance.values import Value, Values, View, values_at

__all__ = [
    "Cause",
    "Miss",
    "Scope",
    "Tracer",
    "Value",
    "Values",
    "View",
    "find_resource",
    "open_view",
    "values_at",
]
