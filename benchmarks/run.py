"""How fast adfc is on this machine: prints a table. `docs/performance.md` tells what the rows mean.

    python benchmarks/run.py [ROUNDS]

Where ADFC_CORPUS names a folder of published factories, the largest of them is read and exported too.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import generate
import processes
from processes import Figures, Seconds, measure, seconds

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent
ADFC = ("-m", "adfc", "--quiet")
ROW = "{:>8.2f}{:>8.2f}{:>10.2f}{:>8.2f}"
Times: TypeAlias = dict[str, Seconds]

TARGETS = """\
name: large
factory: large-df
targets:
  dev: {default: true}
  test: {factory: large-test-df}
  prod:
    factory: large-prod-df
    overrides: {triggers: {tr_daily_000: {state: Started}}}
"""


def main(rounds: int = 5) -> None:
    os.environ.setdefault("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-000000000000")  # the demo asks for it
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        show("whole processes, small", small(folder, 3 * rounds))
        project = folder / "large"
        generate.main(project)
        show("whole processes, 5,000 resources", large(project, rounds))
        both = timed(("stages", "floor"), project, rounds)
        build = show("one build of 5,000 resources, by stage", parts(both["stages"]))
        floor = show("the floor: what no build of them can do without", parts(both["floor"]))
        ratios = [mine / least for mine, least in zip(build, floor, strict=True)]
        print(f"{'the build takes so many times the floor':<48}" + ROW.format(*ratios))
        show("expressions", parts(timed(("expressions",), folder, rounds)["expressions"], whole=False))
        show("a published factory, read and exported", published(rounds))


def small(folder: Path, rounds: int) -> Iterator[tuple[str, Figures]]:
    """The commands that people wait for most."""
    demo, new = folder / "demo", folder / "new"
    for part in ("pipelines", "templates"):
        shutil.copytree(DEMO / part, demo / part)
    shutil.copy(DEMO / "adfc.yml", demo)
    processes.run((*ADFC, "init", "new"), folder)
    yield "python -c pass", measure(rounds, ("-c", "pass"), folder)
    yield "adfc --help", measure(rounds, (*ADFC, "--help"), folder)
    yield "adfc check, of the demo", measure(rounds, (*ADFC, "check"), demo)
    yield "adfc build, of the demo", measure(rounds, (*ADFC, "build"), demo)
    yield "adfc build, of what adfc init makes", measure(rounds, (*ADFC, "build"), new)


def large(project: Path, rounds: int) -> Iterator[tuple[str, Figures]]:
    """The yardstick."""
    yield "adfc build, nothing built yet", measure(rounds, (*ADFC, "build"), project, lambda: clean(project))
    yield "adfc build, nothing changed", measure(rounds, (*ADFC, "build"), project)
    yield "adfc check", measure(rounds, (*ADFC, "check"), project)
    configuration = project / "adfc.yml"
    one_target = configuration.read_text(encoding="utf-8")
    configuration.write_text(TARGETS, encoding="utf-8")
    yield "adfc build, three targets", measure(rounds, (*ADFC, "build"), project, lambda: clean(project))
    configuration.write_text(one_target, encoding="utf-8")


def clean(project: Path) -> None:
    shutil.rmtree(project / "build", ignore_errors=True)


def published(rounds: int) -> Iterator[tuple[str, Figures]]:
    """The largest factory of the corpus, where there is one."""
    corpus = os.environ.get("ADFC_CORPUS")
    factories = [(sum(1 for _ in one.rglob("*.json")), one) for one in Path(corpus).glob("*/src")] if corpus else []
    if factories:
        yield from parts(timed(("factory",), max(factories)[1], rounds)["factory"])


def timed(works: Sequence[str], folder: Path, rounds: int) -> dict[str, list[Times]]:
    """The times of each work in every round. They take turns: a machine is not always equally fast."""
    runs: dict[str, list[Times]] = {work: [] for work in works}
    for _ in range(rounds):
        for work in works:
            done = processes.run((str(HERE / "work.py"), work, str(folder)), folder)
            runs[work].append(json.loads(done.output))
    return runs


def parts(runs: Sequence[Times], *, whole: bool = True) -> Iterator[tuple[str, Figures]]:
    """The parts of a work in the order in which they were first done, and with `whole` their sum."""
    for name in runs[0]:
        yield name, Figures(seconds([one[name] for one in runs]))
    if not whole:
        return
    sums = [(sum(cpu for cpu, _ in one.values()), sum(wall for _, wall in one.values())) for one in runs]
    yield "together", Figures(seconds(sums))


def show(title: str, rows: Iterator[tuple[str, Figures]]) -> tuple[float, ...]:
    """Print a part of the table, nothing where it has no rows; the figures of its last row."""
    last = Figures((0.0, 0.0, 0.0, 0.0))
    for number, (name, last) in enumerate(rows):
        if not number:
            print(f"\n{title:<48}{'CPU s':>16}{'wall s':>18}{'peak MB':>9}")
            print(" " * 48 + "{:>8}{:>8}{:>10}{:>8}".format(*("least", "median") * 2))
        print(f"{name:<48}" + ROW.format(*last.seconds) + (f"{last.peak:>9.0f}" if last.peak else ""), flush=True)
    return last.seconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
