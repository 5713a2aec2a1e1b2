"""`manifest.json`: what a build folder must hold to the byte, where each resource comes from, and the room left."""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from adfc import __version__
from adfc.adf.limits import KIB, LIMITS
from adfc.emit.arm import TEMPLATE
from adfc.emit.build import Build
from adfc.emit.json_text import json_text
from adfc.model import Artifact, Data, Resource

VERSION = 1
"""Of the manifest's own form: a reader refuses one that it does not know."""

FILE = "manifest.json"


class _Template(msgspec.Struct):
    """What is counted of a template, each resource as the text it is."""

    parameters: dict[str, msgspec.Raw]
    resources: list[msgspec.Raw]


def manifest(build: Build, artifacts: Sequence[Artifact]) -> Artifact:
    """The manifest of a build, whose other files are `artifacts`."""
    factory = build.factory
    data = {
        "manifestVersion": VERSION,
        "adfc": __version__,
        "project": build.project,
        "target": build.target,
        "targets": {name: {"factory": one.name} for name, one in build.factories.items()},
        "limits": {name: {"used": figure, "allowed": LIMITS[name].figure} for name, figure in _used(build, artifacts)},
        "resources": [_resource(one) for one in factory.resources],
        **({"environment": [_resource(one) for one in factory.environment]} if factory.environment else {}),
        "files": {one.path: digest(one.text.encode()) for one in sorted(artifacts, key=lambda one: one.path)},
    }
    return Artifact(FILE, json_text(data))


def _used(build: Build, artifacts: Sequence[Artifact]) -> Iterator[tuple[str, int]]:
    """The figure that this build has of each limit it may come near, by the name of the limit."""
    text = next(one.text for one in artifacts if one.path == TEMPLATE).encode()
    template = msgspec.json.decode(text, type=_Template)
    yield "entitiesPerFactory", len(build.factory.resources)
    yield "templateParameters", len(template.parameters)
    yield "templateResources", len(template.resources)
    yield "templateSize", len(text)
    yield "resourceSize", max((len(msgspec.json.format(one, indent=-1)) for one in template.resources), default=0)


def room(artifacts: Sequence[Artifact]) -> str:
    """How much of ARM's limits the template of a build takes, in a line; empty for a build without a manifest."""
    text = next((one.text for one in artifacts if one.path == FILE), None)
    if text is None:
        return ""
    limits = msgspec.json.decode(text)["limits"]
    counts = [
        (limits[name], word)
        for name, word in (("templateParameters", "parameters"), ("templateResources", "resources"))
    ]
    parts = [f"{one['used']:,} of {one['allowed']:,} {word}" for one, word in counts]
    size = limits["templateSize"]
    return f"ARM template: {', '.join(parts)}, {size['used'] / KIB:,.0f} of {size['allowed'] / KIB:,.0f} KB"


def digest(content: bytes) -> str:
    """The sha256 of a file's bytes, as the manifest writes it."""
    return hashlib.sha256(content).hexdigest()


def _resource(resource: Resource) -> Data:
    span = resource.origin.span((), key=True)
    place = span if span.via is None else span.via
    told = {"kind": resource.kind.section, "name": resource.name, "source": f"{place.file}:{place.line}"}
    secure = [{"path": path, "parameter": name} for path, name in resource.secure.items()]
    return {**told, "secure": secure} if secure else told
