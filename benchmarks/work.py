"""Work that is timed in a process of its own: prints {name: [CPU seconds, wall seconds]} as JSON.

python benchmarks/work.py stages PROJECT     one build of a project, by stage
python benchmarks/work.py floor PROJECT      what no build of it can do without
python benchmarks/work.py factory FOLDER     a Git-mode folder, read and exported
python benchmarks/work.py expressions FOLDER expressions parsed; the folder is not looked at
"""

import gc
import importlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import yaml
from expressions import findings, mixes, surveyed

from adfc import compile as stages
from adfc import inputs
from adfc.diagnostic import Problems
from adfc.emit import ArmOptions, exported_files
from adfc.expressions.parser import parse
from adfc.files import Folder
from adfc.gitmode import adf_files, read_factory
from adfc.write import write

MEASURED: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("files", Folder, ("names", "read", "has")),
    ("read", inputs, ("decode", "read")),
    ("configure", stages, ("read_project", "collect", "configure")),
    ("lower", stages, ("lower",)),
    ("validate", stages, ("check", "check_global_parameters")),
    ("resolve", stages, ("resolve",)),
    (
        "rules",
        stages,
        (
            "surveyed",
            "judged",
        ),
    ),
    ("emit", stages, ("emit",)),
)
"""Each stage with the functions that do it, as the compiler calls them."""


class Stopwatch:
    """Adds up the times of each name. What runs inside of something else counts for itself alone."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self._running: list[str] = []
        self._last = self._now()

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Time the body."""
        self._tick()
        self._running.append(name)
        try:
            yield
        finally:
            self._tick()
            self._running.pop()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; what it gives one by one is taken at once."""

        def call(*given: Any, **named: Any) -> Any:
            with self.running(name):
                found = function(*given, **named)
                return list(found) if isinstance(found, Iterator) else found

        return call

    def _tick(self) -> None:
        now = self._now()
        if self._running:
            times = self.times.setdefault(self._running[-1], [0.0, 0.0])
            for at in (0, 1):
                times[at] += now[at] - self._last[at]
        self._last = now

    @staticmethod
    def _now() -> tuple[float, float]:
        return process_time(), perf_counter()


def time_stages(project: Path, watch: Stopwatch) -> None:
    """Build the project as `adfc build` does where nothing is built yet."""
    shutil.rmtree(project / "build", ignore_errors=True)
    for name, holder, functions in MEASURED:
        for function in functions:
            setattr(holder, function, watch.timed(name, getattr(holder, function)))
    gc.disable()
    with watch.running("between the stages"):
        compilation = stages.compile_project(project, env=os.environ)
    with watch.running("write"):
        write(project / "build", compilation.artifacts)


def time_floor(project: Path, watch: Stopwatch) -> None:
    """Read the specs, let libyaml parse them into nothing, and write what the last build wrote."""
    specs = sorted((project / "pipelines").rglob("*.yml"))
    built = {file: file.read_bytes() for file in sorted((project / "build").rglob("*.json"))}
    parser = importlib.import_module("yaml._yaml").CParser
    with watch.running("read the files"):
        texts = [spec.read_text(encoding="utf-8") for spec in specs]
    with watch.running("libyaml"):
        for text in texts:
            parser(text).raw_parse()
    shutil.rmtree(project / "build")
    with watch.running("write the same bytes"):
        for file, content in built.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def time_factory(folder: Path, watch: Stopwatch) -> None:
    """Read a Git-mode folder and make the files of Microsoft's exporter."""
    gc.disable()
    with watch.running("read"):
        inside = inputs.Inputs(Folder(folder), Problems())
        found, _ = read_factory(inside.sources(adf_files(inside.folder)))
    options = ArmOptions(found.definition, found.include_factory, found.include_global_parameters)
    with watch.running("export"):
        exported_files(found.factory, options)


def time_expressions(_: Path, watch: Stopwatch) -> None:
    """Parse expressions as published factories have them, then parse and check them in the pipelines of a factory."""
    gc.disable()
    for name, texts in mixes().items():
        with watch.running(f"parse {name}"):
            for text in texts:
                parse(text)
    for name, texts in mixes().items():
        survey = surveyed(texts)
        with watch.running(f"parse and check {name}"):
            assert not list(findings(survey))


WORK = {"stages": time_stages, "floor": time_floor, "factory": time_factory, "expressions": time_expressions}


def main(work: str, folder: str) -> None:
    assert yaml.__with_libyaml__, "these figures are for libyaml"
    watch = Stopwatch()
    WORK[work](Path(folder), watch)
    print(json.dumps(watch.times))


if __name__ == "__main__":
    main(*sys.argv[1:])
