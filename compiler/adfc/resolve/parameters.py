"""The parameters that a reference passes, against those that its target declares."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from adfc.diagnostic import Diagnostic, Severity
from adfc.kinds import DATA_FLOWS, DATASETS, LINKED_SERVICES, PIPELINES
from adfc.model import Data, Reference, Resource
from adfc.resolve.literals import described, suits
from adfc.source import Path
from adfc.suggest import closest, hint

DECLARING = (PIPELINES, DATASETS, LINKED_SERVICES)

SCRIPT_PARAMETER = re.compile(r"(?:\{([^}\n]+)\}|(\w+))\s+as\s+[\w\[\]]+\s*(\()?")
"""`name as string ("default")` in the head of a data flow's script."""
SCRIPT_HEAD = re.compile(r"""(?:[^}{"']|\{[^}\n]*\}|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*""", re.DOTALL)
"""What stands in the braces of `parameters{...}`: names may be in braces too, and defaults are quoted."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A parameter of a target."""

    name: str
    type: str
    """ADF's word in lower case; empty where nothing is known of it."""
    has_default: bool


Declarations: TypeAlias = Mapping[str, Declared]
"""What a target declares, by name in lower case: the service compares names of parameters without case."""


class Parameters:
    """Checks what references pass; what a target declares is read once."""

    def __init__(self) -> None:
        self._declared: dict[int, Declarations | None] = {}

    def check(self, resource: Resource, reference: Reference, target: Resource) -> Iterator[Diagnostic]:
        """What is wrong with the parameters that one reference passes: ADF205, ADF206, ADF207."""
        declared = self._of(target)
        if declared is None:
            return
        passed = reference.parameters
        for name, value in passed.items():
            one = declared.get(name.lower())
            if one is None:
                yield _Check(resource, reference, target).unknown(name, declared)
            elif not suits(one.type, value):
                yield _Check(resource, reference, target).unsuitable(one, value)
        if resource.kind is not DATA_FLOWS:  # its datasets get their parameters from the activity that runs it
            names = {name.lower() for name in passed} | set(_meant(passed, declared))
            for name, one in declared.items():
                if not one.has_default and name not in names:
                    yield _Check(resource, reference, target).absent(one)

    def _of(self, target: Resource) -> Declarations | None:
        key = id(target)
        if key not in self._declared:
            self._declared[key] = _declarations(target)
        return self._declared[key]


def _meant(passed: Mapping[str, Data], declared: Declarations) -> Iterator[str]:
    """The parameters, by name in lower case, that unknown names most likely mean: one mistake is told once."""
    for name in passed:
        if name.lower() not in declared and (meant := closest(name, declared)):
            yield meant


def _declarations(target: Resource) -> Declarations | None:
    """What `target` declares; None where that can't be said."""
    if target.kind is DATA_FLOWS:
        return _in_script(target.properties.get("typeProperties"))
    if target.kind not in DECLARING:
        return None
    found = target.properties.get("parameters") or {}
    if not isinstance(found, dict):
        return None
    return {
        name.lower(): Declared(name, str(body.get("type", "")).lower(), "defaultValue" in body)
        for name, body in found.items()
        if isinstance(body, dict)
    }


def _in_script(body: Data) -> Declarations | None:
    """The parameters that a mapping data flow's script declares at its head; their values are of its own language."""
    script = _script(body) if isinstance(body, dict) else ""
    if not script:
        return None
    head, opened, rest = script.partition("parameters{")
    if head.strip() or not opened:
        return {}
    found = SCRIPT_PARAMETER.findall(_block(rest))
    named = [(quoted or plain, bool(default)) for quoted, plain, default in found]
    return {name.lower(): Declared(name, "", has_default) for name, has_default in named}


def _block(text: str) -> str:
    """What stands before the brace that closes `parameters{`; its line where quotes do not match."""
    found = SCRIPT_HEAD.match(text)
    is_closed = found is not None and text.startswith("}", found.end())
    return found[0] if found and is_closed else text.partition("\n}")[0]


def _script(body: Mapping[str, Data]) -> str:
    """The script of a data flow, as text or as lines; empty where it is neither."""
    script, lines = body.get("script"), body.get("scriptLines")
    if not script and isinstance(lines, list):
        script = "\n".join(line for line in lines if isinstance(line, str))
    return script if isinstance(script, str) else ""


@dataclass(frozen=True, slots=True)
class _Check:
    """Words what is wrong with one reference."""

    resource: Resource
    reference: Reference
    target: Resource

    def unknown(self, name: str, declared: Declarations) -> Diagnostic:
        message = f'{self._named} has no parameter "{name}"'
        span = self.resource.origin.span((*self._path, name), key=True)
        known = [one.name for one in declared.values()]
        return Diagnostic("ADF205", Severity.ERROR, message, span, hint(name, known, "it declares no parameters"))

    def absent(self, one: Declared) -> Diagnostic:
        """An activity's dataset can't do without; published factories leave out those of pipelines, linked services."""
        strict = self.reference.kind is DATASETS and self.resource.kind is PIPELINES
        message = f'parameter "{one.name}" of {self._named} gets no value and has no default'
        span = self.resource.origin.span(self._path, key=True)
        way_out = "pass it, or give it a defaultValue where it is declared"
        return Diagnostic("ADF206", Severity.ERROR if strict else Severity.WARNING, message, span, way_out)

    def unsuitable(self, one: Declared, value: Data) -> Diagnostic:
        message = f'parameter "{one.name}" of {self._named} is of type {one.type}, not {described(value)}'
        span = self.resource.origin.span((*self._path, one.name))
        return Diagnostic("ADF207", Severity.WARNING, message, span)

    @property
    def _named(self) -> str:
        return f'{self.target.kind.noun} "{self.target.name}"'

    @property
    def _path(self) -> Path:
        """A pipeline's parameters are passed beside the reference, all others in it."""
        holder = self.reference.path[:-1] if self.reference.kind is PIPELINES else self.reference.path
        return (*holder, "parameters")
