"""Every reference finds its target; an order; no circle."""

from adfc.diagnostic import Diagnostic, Problems
from adfc.model import Factory
from adfc.resolve.external import External
from adfc.resolve.find import references
from adfc.resolve.graph import Graph, Links, graph_of
from adfc.resolve.idle import is_idle
from adfc.resolve.order import ordered
from adfc.resolve.parameters import Parameters
from adfc.resolve.targets import Targets

__all__ = ["External", "Graph", "resolve"]


def resolve(factory: Factory, external: External) -> tuple[Graph, list[Diagnostic]]:
    """The graph of `factory`, and what is wrong with its references.

    Every object `{referenceName, type}` at any depth is a reference. What `external` names is taken to be there.
    Reports ADF201 (a name that is an expression), ADF202 (no such target), ADF203 (another letter case), ADF204
    (a circle), ADF205 to ADF207 (the parameters that are passed) and ADF208 (a mistyped kind of reference).
    """
    problems = Problems()
    found = [references(one, problems) for one in factory.resources]
    targets = Targets(factory, external)
    links = [targets.links(one, found[at], problems) for at, one in enumerate(factory.resources)]
    _check_parameters(factory, links, problems)
    order = ordered(factory, links, problems)
    return graph_of(factory, found, links, order), problems.found


def _check_parameters(factory: Factory, links: Links, problems: Problems) -> None:
    parameters = Parameters()
    for resource, pairs in zip(factory.resources, links, strict=True):
        for reference, at in pairs:
            wrong = list(parameters.check(resource, reference, factory.resources[at]))
            if wrong and not is_idle(resource, reference.path):
                problems.found.extend(wrong)
