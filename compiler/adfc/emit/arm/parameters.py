"""The parameters of a template while they are being found."""

from dataclasses import replace

from adfc.emit.arm.template import Parameter


class Parameters:
    """The parameters by name, in the order in which each name first came up.

    A name that comes up again keeps its place and takes the later declaration, as a key of a JavaScript object does.
    """

    def __init__(self, first: Parameter) -> None:
        self._by_name = {first.name: first}

    def add(self, found: Parameter) -> None:
        """Declare `found`; it also stands wherever the same name stood before."""
        earlier = self._by_name.get(found.name)
        places = earlier.places if earlier else ()
        self._by_name[found.name] = replace(found, places=places + found.places)

    def drop(self, name: str) -> None:
        """Forget the parameter `name`: nothing reads it any more."""
        del self._by_name[name]

    def all(self) -> tuple[Parameter, ...]:
        """Every parameter, in order."""
        return tuple(self._by_name.values())
