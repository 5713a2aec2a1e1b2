"""Two contents compared, value by value."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from adfc.model import Data
from adfc.publish.plan.content import is_secure
from adfc.publish.plan.model import Difference
from adfc.rules.secret_in_text import secrets_in
from adfc.rules.secrets import HEADERS, is_literal, is_secret_name
from adfc.source import Path

CASELESS = frozenset(("referenceName", "type"))

HIDDEN = "(secret)"
"""What is shown in the place of a secret."""


def differences(old: Data, new: Data, path: Path = (), *, encrypted: bool = False) -> Iterator[Difference]:
    """Where `new` differs from `old`, as deep down as they have the same structure, without secrets.

    Args:
        old: what is live, as `content`.
        new: what is wanted, as `content`.
        path: where both stand.
        encrypted: whether the service keeps secrets of this linked service. It then gives a connection string that was
            put as a SecureString back as plain text without its secrets (reported by users, not in recorded traffic):
            these two are not comparable, and taken as the same.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _pair(old, new, key, path, encrypted=encrypted)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, path, encrypted=encrypted)
    elif not _same(path, old, new) and not (encrypted and isinstance(old, str) and is_secure(new)):
        yield Difference(path, hidden(old, path), hidden(new, path))


def _pair(
    old: Mapping[str, Data], new: Mapping[str, Data], key: str, path: Path, *, encrypted: bool
) -> Iterator[Difference]:
    below = (*path, key)
    if key not in old:
        yield Difference(below, new=hidden(new[key], below))
    elif key not in new:
        yield Difference(below, old=hidden(old[key], below))
    else:
        yield from differences(old[key], new[key], below, encrypted=encrypted)


def _lists(old: Sequence[Data], new: Sequence[Data], path: Path, *, encrypted: bool) -> Iterator[Difference]:
    first, second = _named(old), _named(new)
    if first is not None and second is not None:
        for name in dict.fromkeys((*first, *second)):
            yield from _pair(first, second, name, path, encrypted=encrypted)
        left = [name for name in first if name in second]
        if left != [name for name in second if name in first]:
            yield Difference(path, list(first), list(second))
    elif len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, (*path, index), encrypted=encrypted)
    else:
        yield Difference(path, hidden(list(old), path), hidden(list(new), path))


def _named(values: Sequence[Data]) -> dict[str, Data] | None:
    """Things that each have a name of their own, by it; None for any other list."""
    names = [one.get("name") if isinstance(one, dict) else None for one in values]
    if not all(isinstance(name, str) for name in names) or len(set(names)) != len(names):
        return None
    return dict(zip(map(str, names), values, strict=True))


def _same(path: Path, old: Data, new: Data) -> bool:
    """Whether two values are the same JSON. Names of resources and of types mean the same in any case."""
    if path and path[-1] in CASELESS and isinstance(old, str) and isinstance(new, str):
        return old.lower() == new.lower()
    if isinstance(old, str) or isinstance(new, str):
        return bool(old == new)
    return msgspec.json.encode(old, order="deterministic") == msgspec.json.encode(new, order="deterministic")


def hidden(value: Data, path: Path = ()) -> Data:
    """The value with what may be a secret hidden."""
    if isinstance(value, dict):
        if is_secure(value):
            return HIDDEN
        return {key: hidden(one, (*path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [hidden(one, path) for one in value]
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if is_literal(value) and (is_secret_name(key) or key.lower() in HEADERS):
        return HIDDEN
    return _without_secrets(value) if isinstance(value, str) else value


def _without_secrets(text: str) -> str:
    for _, secret in secrets_in(text):
        text = text.replace(secret, HIDDEN)
    return text
