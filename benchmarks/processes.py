"""Whole processes: what they take from their start to their end, as the system counts it."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeAlias

Seconds: TypeAlias = tuple[float, float]
"""CPU time, wall time."""


@dataclass(frozen=True)
class Run:
    """One run of a process."""

    cpu: float
    """Seconds, of user and system."""
    wall: float
    peak: float
    """Its most memory, in MB."""
    output: str


@dataclass(frozen=True)
class Figures:
    """What several runs took."""

    seconds: tuple[float, float, float, float]
    """The least and the median of CPU time, then of wall time."""
    peak: float = 0.0


def run(arguments: Sequence[str], folder: Path) -> Run:
    """Run Python with these arguments. The time of a process that fails means nothing, so that ends it all."""
    started = perf_counter()
    with subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}:\n{output}")
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / per_mb, output)


def measure(rounds: int, arguments: Sequence[str], folder: Path, before: Callable[[], object] = int) -> Figures:
    """The figures of so many runs; `before` is called before each."""
    runs = []
    for _ in range(rounds):
        before()
        runs.append(run(arguments, folder))
    return Figures(seconds([(one.cpu, one.wall) for one in runs]), max(one.peak for one in runs))


def seconds(times: Sequence[Seconds]) -> tuple[float, float, float, float]:
    """The least and the median of CPU and wall times."""
    cpu, wall = zip(*times, strict=True)
    return min(cpu), median(cpu), min(wall), median(wall)
