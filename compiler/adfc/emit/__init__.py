"""Backends: factories as files for other tools to read. To add one, write a module and put it into `BACKENDS`."""

from collections.abc import Callable
from typing import TypeAlias

from adfc.diagnostic import Problems
from adfc.emit import arm, git
from adfc.emit.arm import ArmOptions, exported_files
from adfc.emit.build import Build
from adfc.emit.manifest import manifest
from adfc.model import Artifact

__all__ = ["BACKENDS", "ArmOptions", "Build", "complain", "emit", "exported_files"]

Backend: TypeAlias = Callable[[Build, Problems], list[Artifact]]
"""Takes what is built; gives files, their paths relative to the build folder."""


def _environment(build: Build, problems: Problems) -> list[Artifact]:
    if not build.factory.environment:
        return []
    from adfc.emit import environment  # noqa: PLC0415 (many projects declare none)

    return environment.artifacts(build, problems)


BACKENDS: tuple[Backend, ...] = (git.artifacts, arm.artifacts, _environment)
"""Every backend, in the order of their files."""


def emit(build: Build, problems: Problems) -> list[Artifact]:
    """Every file of a build folder: the same input gives the same bytes. Adds what the backends complain about."""
    artifacts = [artifact for backend in BACKENDS for artifact in backend(build, problems)]
    return [*artifacts, manifest(build, artifacts)]


def complain(build: Build, problems: Problems) -> tuple[()]:
    """Add what `emit` complains about, and emit nothing: only ARM templates have limits of their own."""
    arm.complain(build, problems)
    if build.factory.environment:
        from adfc.emit import environment  # noqa: PLC0415 (many projects declare none)

        environment.complain(build, problems)
    return ()
