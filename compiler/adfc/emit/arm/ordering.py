"""The order of keys in a JSON object: what the exporter's bytes need and a plain dict cannot say."""

from collections.abc import Mapping, Sequence

from adfc.emit.arm.template import Json
from adfc.model import Data


def sorted_keys(properties: Json, keys: Sequence[str]) -> Json:
    """`properties` with `keys` in that order; a key not among them stays behind the one it followed."""
    rank = {key: index for index, key in enumerate(keys)}
    last = -1
    ranked: list[tuple[int, str]] = []
    for key in properties:
        last = rank.get(key, last)
        ranked.append((last, key))
    ranked.sort(key=lambda pair: pair[0])
    return {key: properties[key] for _, key in ranked}


def leading_keys(properties: Json, keys: Sequence[str]) -> Json:
    """`properties` with those of `keys` that it has first, in that order."""
    first = {key: properties[key] for key in keys if key in properties}
    return first | properties


def insert_after(properties: Json, siblings: Sequence[str], added: Mapping[str, Data]) -> None:
    """Put `added` behind the last of `siblings` that `properties` has, at the end when it has none."""
    keys = list(properties)
    places = [keys.index(sibling) for sibling in siblings if sibling in properties]
    following = keys[max(places) + 1 :] if places else []
    properties.update(added)
    _to_the_end(properties, following)


def insert_before(properties: Json, sibling: str, added: Mapping[str, Data]) -> None:
    """Put `added` directly before `sibling`, at the end when `properties` does not have it."""
    keys = list(properties)
    following = keys[keys.index(sibling) :] if sibling in properties else []
    properties.update(added)
    _to_the_end(properties, following)


def _to_the_end(properties: Json, keys: Sequence[str]) -> None:
    for key in keys:
        properties[key] = properties.pop(key)
