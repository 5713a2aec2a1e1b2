"""`adfc show`: find a value, follow it back, print both."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.place import Place, find_place
from adfc.cli.run.project import busy, show
from adfc.cli.run.screen import put, say
from adfc.cli.run.values import as_json, as_text
from adfc.cli.settings import Settings
from adfc.compile import Compilation, compile_project, export_folder
from adfc.connectors import open_library
from adfc.diagnostic import has_errors
from adfc.files import Folder
from adfc.model import Factory
from adfc.provenance import Miss, Scope, Tracer, View, find_resource, open_view, values_at
from adfc.report import Report
from adfc.suggest import hint

ERRORS = "the specs have errors: adfc check says which"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """What the command line asks."""

    resource: str
    path: str
    target: str | None
    arm: bool
    style: str


def show_value(settings: Settings, **given: Any) -> int:
    """Print a value and what it comes from, as `given` asks by the names of `Question`; the exit code."""
    asked = Question(**given)
    place = find_place(settings, None, "")
    with busy(settings):
        compilation = _compile(place, asked.target)
    if place.is_project and compilation.project is None:
        show(settings, place.root, compilation, "text")
        return SPEC_ERRORS
    factory = _factory(compilation, asked.target)
    broken = has_errors(compilation.diagnostics)
    found = _there(find_resource(factory, asked.resource), f"; {ERRORS}" * broken)
    values = _there(values_at(_view(compilation, place.root, factory, arm=asked.arm), found, asked.path))
    named = Report((), {}, base=settings.seen(place.root)).file
    is_json = asked.style == "json"
    put((as_json if is_json else as_text)(values, named), for_machines=is_json)
    if broken and not settings.quiet:
        say(ERRORS)
    return GOOD


def _compile(place: Place, target: str | None) -> Compilation:
    if place.is_project:
        return compile_project(place.root, target=target, env=os.environ)
    if target is not None:
        raise Refusal("a folder of ADF's JSON has no targets", "leave --target out")
    return export_folder(place.root)


def _factory(compilation: Compilation, target: str | None) -> Factory:
    project = compilation.project
    if project is None:
        return compilation.factories[""]
    chosen = project.default if target is None else project.target(target)
    if chosen is None:
        raise Refusal(f'there is no target "{target}"', hint(target or "", compilation.factories))
    return compilation.factories[chosen.name]


def _view(compilation: Compilation, root: Path, factory: Factory, *, arm: bool) -> View:
    """The factory's values as they were made, or as the ARM template has them."""
    project = compilation.project
    target = project.target(factory.target) if project else None
    scope = Scope(project, target, factory, open_library(Folder(root))) if project and target else None
    if not arm:
        return Tracer(scope)
    if not compilation.artifacts:
        raise Refusal("there is no ARM template", ERRORS)
    return open_view(compilation.artifacts, factory.target, Tracer(scope))


def _there(found: T | Miss, more: str = "") -> T:
    if isinstance(found, Miss):
        raise Refusal(found.message, found.way_out + more)
    return found
