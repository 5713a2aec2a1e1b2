"""Plain data as YAML text in one readable style: block style, long text as `|`, short leaves between brackets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adfc.importer.yaml.scalars import block, scalar
from adfc.model import Data
from adfc.source import Path

WIDTH = 120
"""The longest line on which a mapping or list is written between brackets."""

MOST_KEYS = 6
"""Of a mapping between brackets: more are easier to read below each other."""

LONGEST_KEY = 1000
"""A longer key takes a `?` in front (https://yaml.org/spec/1.2.2/#742-flow-mappings: at most 1,024 characters)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a document differs from the rule."""

    comments: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    """Lines to write above the key at a path."""
    is_open: Callable[[Path], bool] = lambda path: not path
    """Whether the mapping at a path is written in block style even where it is short."""
    is_spaced: Callable[[Path], bool] = lambda _: False
    """Whether a blank line stands between the entries of the mapping at a path."""


def yaml_text(data: Mapping[str, Data], style: Style | None = None) -> str:
    """The text that adfc's own reader reads back as `data`, a mapping with at least one key."""
    writer = _Writer(style or Style())
    return "\n".join(writer.mapping(data, "", ())) + "\n"


class _Writer:
    """Writes collections; indentation is two spaces a level, also for the items of a list."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def mapping(self, data: Mapping[str, Data], indent: str, path: Path) -> Iterator[str]:
        """The lines of a mapping in block style."""
        spaced = self._style.is_spaced(path)
        for index, (key, value) in enumerate(data.items()):
            here = (*path, key)
            if spaced and index:
                yield ""
            name = scalar(key)
            if len(name) <= LONGEST_KEY:
                yield from self._told(f"{indent}{name}:", value, indent, here)
            else:
                yield f"{indent}? {name}"
                yield from self._told(f"{indent}:", value, indent, here)

    def _sequence(self, data: Sequence[Data], indent: str, path: Path) -> Iterator[str]:
        for index, value in enumerate(data):
            here = (*path, index)
            if self._is_block(value, f"{indent}-", here):
                yield from self._comments(here, indent, inner=False)
                lines = list(self._block(value, indent + "  ", here))
                first = next(at for at, line in enumerate(lines) if not line.lstrip(" ").startswith("# "))
                yield from (line[2:] for line in lines[:first])
                yield f"{indent}- {lines[first].lstrip(' ')}"
                yield from lines[first + 1 :]
            else:
                yield from self._told(f"{indent}-", value, indent, here)

    def _told(self, prefix: str, value: Data, indent: str, path: Path) -> Iterator[str]:
        """The lines of a value, after its comments."""
        if self._style.comments:
            yield from self._comments(path, indent, inner=not self._is_block(value, prefix, path))
        yield from self._entry(prefix, value, indent, path)

    def _comments(self, path: Path, indent: str, *, inner: bool) -> Iterator[str]:
        """The comments on a path; with `inner` also those on what stands inside it, which has no lines of its own."""
        for about, lines in self._style.comments.items():
            if about == path or (inner and about[: len(path)] == path):
                yield from (f"{indent}# {line}" for line in lines)

    def _entry(self, prefix: str, value: Data, indent: str, path: Path) -> Iterator[str]:
        """The lines of a value that stands after `prefix`, whose own column is `indent`."""
        if isinstance(value, str):
            lines = block(value, indent + "  ")
            if lines:
                yield f"{prefix} {lines[0]}"
                yield from lines[1:]
            else:
                yield f"{prefix} {scalar(value)}"
        elif self._is_block(value, prefix, path):
            yield prefix
            yield from self._block(value, indent + "  ", path)
        else:
            yield f"{prefix} {_flow(value)}"

    def _block(self, value: Data, indent: str, path: Path) -> Iterator[str]:
        if isinstance(value, dict):
            return self.mapping(value, indent, path)
        return self._sequence(value, indent, path)

    def _is_block(self, value: Data, prefix: str, path: Path) -> bool:
        """Whether a value takes lines of its own."""
        if not isinstance(value, dict | list) or not value:
            return False
        if isinstance(value, dict) and self._style.is_open(path):
            return True
        return not _is_short(value, 2) or len(prefix) + 1 + len(_flow(value)) > WIDTH


def _is_short(value: Data, depth: int) -> bool:
    """Whether a value fits between brackets: few keys, at most two levels, no text of several lines."""
    if isinstance(value, str):
        return "\n" not in value
    if isinstance(value, dict):
        return depth > 0 and len(value) <= MOST_KEYS and all(_is_short(one, depth - 1) for one in value.values())
    if isinstance(value, list):
        mappings = sum(isinstance(one, dict | list) for one in value)
        return depth > 0 and mappings <= 1 and all(_is_short(one, depth - 1) for one in value)
    return True


def _flow(value: Data) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(value, flow=True)
