"""Anchors and aliases of one YAML document, followed within bounds: a few lines of aliases can stand for gigabytes."""

from dataclasses import dataclass, field

from adfc.diagnostic import Problems
from adfc.model import Data
from adfc.read import codes, complaints
from adfc.read.complaints import StopReadingError
from adfc.read.yaml_plain import MAX_DEPTH
from adfc.source import Node, Span
from adfc.suggest import hint

MAX_ALIASES = 1_000
MAX_COPIED = 100_000

Built = tuple[Data, Node]
"""A value and its places."""


@dataclass(slots=True)
class Anchors:
    """What the anchors read so far stand for. A name may be given anew: the last one counts, as YAML says."""

    found: Problems
    _built: dict[str, Built | None] = field(default_factory=dict)
    _aliases: int = 0
    _copied: int = 0

    def start(self, name: str) -> None:
        """The value with the anchor `name` starts here: until it ends, an alias to it would never end."""
        self._built[name] = None

    def end(self, name: str, built: Built) -> None:
        """The value with the anchor `name` has been read."""
        self._built[name] = built

    def follow(self, name: str, span: Span, depth: int) -> Built:
        """The value that the alias `*name` at `span` stands for, copied, as a collection would stand at `depth`.

        Its own place is the alias, the places inside it are those of the anchor's value. Adds ADF008 and returns null
        for an alias that leads nowhere; raises StopReadingError (after ADF007 or ADF008) beyond the bounds.
        """
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            self.found.error(codes.ALIAS, f"more than {MAX_ALIASES:,} aliases in one file", span)
            raise StopReadingError
        built = self._built.get(name)
        if built is None:
            self._dangling(name, span)
            return None, Node(span)
        data, node = built
        return self._copy(data, span, depth), Node(span, children=node.children)

    def _dangling(self, name: str, span: Span) -> None:
        if name in self._built:
            message, help_line = f'alias "*{name}" stands inside its own anchor', "a value cannot hold itself"
        else:
            message = f'there is no anchor "&{name}" above this alias'
            help_line = hint(name, self._built, none='quote the value if it is text that starts with "*"')
        self.found.error(codes.ALIAS, message, span, help_line)

    def _copy(self, data: Data, span: Span, depth: int) -> Data:
        """A copy, so that no two places of a document share a list or mapping that a stage may change."""
        self._copied += 1
        if self._copied > MAX_COPIED:
            self.found.error(codes.ALIAS, f"the aliases of the file stand for more than {MAX_COPIED:,} values", span)
            raise StopReadingError
        if not isinstance(data, dict | list):
            return data
        if depth > MAX_DEPTH:
            complaints.too_deep(self.found, MAX_DEPTH, span)
            raise StopReadingError
        if isinstance(data, dict):
            return {key: self._copy(value, span, depth + 1) for key, value in data.items()}
        return [self._copy(value, span, depth + 1) for value in data]
