"""Which resources are meant: `--select` and `--exclude`.

A pattern is `[+]WHAT[+]`. WHAT is a name, or KIND/NAME, folder:NAME, annotation:NAME, each with `*` and `?` as in file
names, compared without case. A `+` before it takes all that it needs, a `+` behind it all that needs it. No name of the
service has any of these signs in it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from adfc.model import Data, Resource
from adfc.publish.plan.wanted import Net, as_resource
from adfc.publish.snapshot import BY_SECTION, Key, Live
from adfc.suggest import closest, hint

KINDS = {word.lower(): kind for kind in BY_SECTION.values() for word in (kind.section, kind.noun, kind.noun + "s")}
"""A kind by the words that name it."""


class UnmetError(Exception):
    """A pattern meets nothing: which one, and the way out."""

    def __init__(self, pattern: str, way_out: str) -> None:
        super().__init__(f'"{pattern}" meets no resource')
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read."""

    text: str
    what: str
    with_needs: bool
    with_users: bool


def selected(net: Net, live: Live, select: Iterable[str], exclude: Iterable[str]) -> frozenset[Key]:
    """The keys of the selected resources, of the specs and of the factory.

    Raises:
        UnmetError: a pattern meets nothing.
    """
    only_live = [as_resource(one) for key, one in live.resources.items() if key not in net.at]
    everything = [*net.resources, *only_live]
    chosen = {key for text in select for key in _met(_pattern(text), everything, net)}
    refused = {key for text in exclude for key in _met(_pattern(text), everything, net)}
    return frozenset((chosen if any(True for _ in select) else {one.key for one in everything}) - refused)


def _pattern(text: str) -> Pattern:
    return Pattern(text, text.removeprefix("+").removesuffix("+"), text.startswith("+"), text.endswith("+"))


def _met(pattern: Pattern, resources: list[Resource], net: Net) -> set[Key]:
    fits = _test(pattern)
    found = {one.key for one in resources if fits(one)}
    if not found:
        raise UnmetError(pattern.text, _way_out(pattern, resources))
    reached = set(found)
    if pattern.with_needs:
        reached |= _spread(found, lambda key: (one for one in net.needs(net.at[key]) if one in net.at), net)
    if pattern.with_users:
        reached |= _spread(found, lambda key: (one.key for one in net.users(net.at[key])), net)
    return reached


def _spread(start: Iterable[Key], following: Callable[[Key], Iterator[Key]], net: Net) -> set[Key]:
    """All that is reached from `start`, step by step."""
    reached: set[Key] = set()
    waiting = [key for key in start if key in net.at]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting.extend(following(key))
    return reached


def _test(pattern: Pattern) -> Callable[[Resource], bool]:
    word, _, rest = pattern.what.partition(":")
    if word == "folder" and rest:
        return lambda one: _glob(_folder(one), rest) or _glob(_folder(one), f"{rest}/*")
    if word == "annotation" and rest:
        return lambda one: any(_glob(told, rest) for told in _annotations(one))
    kind, _, name = pattern.what.partition("/")
    if name and kind.lower() in KINDS:
        return lambda one: one.kind is KINDS[kind.lower()] and _glob(one.name, name)
    return lambda one: _glob(one.name, pattern.what)


def _glob(text: Data, pattern: str) -> bool:
    return isinstance(text, str) and fnmatchcase(text.lower(), pattern.lower())


def _folder(resource: Resource) -> str:
    folder = resource.properties.get("folder")
    return str(folder.get("name", "")) if isinstance(folder, dict) else ""


def _annotations(resource: Resource) -> Iterator[str]:
    yield from (told for told in resource.properties.get("annotations") or () if isinstance(told, str))


def _way_out(pattern: Pattern, resources: list[Resource]) -> str:
    word, _, rest = pattern.what.partition(":")
    if word == "folder" and rest:
        return hint(rest, sorted({_folder(one) for one in resources} - {""}), "nothing is in a folder")
    if word == "annotation" and rest:
        return hint(rest, sorted({told for one in resources for told in _annotations(one)}), "nothing has one")
    kind, slash, name = pattern.what.partition("/")
    if slash and kind.lower() not in KINDS and closest(kind, KINDS):
        return hint(kind, KINDS)
    names = {one.name for one in resources if not slash or one.kind is KINDS.get(kind.lower())}
    return hint(name if slash else pattern.what, sorted(names))
