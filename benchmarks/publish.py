"""How long a publish of 500 resources takes, where each request takes 150 ms: prints a table.

    python benchmarks/publish.py

The real command line talks to the service of the tests over https, in a process of its own. Twice the service takes as
many requests as come: one at a time, as most tools send them, and as adfc does. The third time it counts them as Azure
Resource Manager does, for which adfc is not to blame: 200 writes at once, and 10 more a second.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.importing import factory_of  # noqa: E402 (the tests are no package that is installed)
from tests.loopback import Allowance, Azure, Loopback  # noqa: E402
from tests.loopback.azure import SUBSCRIPTION  # noqa: E402

LATENCY = 0.15
PARTS = {"linkedServices": 20, "datasets": 180, "pipelines": 260, "triggers": 40}
PUBLISH = "import sys; from adfc.cli.app import run; sys.exit(run(['-q', 'publish', '--yes']))"
ONE_AT_A_TIME = f"from adfc.publish.apply import schedule; schedule.IN_FLIGHT = 1; {PUBLISH}"


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary, Loopback(Path(temporary)) as loopback:
        project = Path(temporary) / "project"
        write_project(project)
        print(f"{sum(PARTS.values())} resources, {LATENCY * 1000:.0f} ms a request{'':<14}seconds")
        slow = show("one at a time", loopback, project, ONE_AT_A_TIME)
        fast = show("adfc publish", loopback, project, PUBLISH)
        print(f"{'so many times faster':<42}{slow / fast:>8.1f}")
        show("adfc publish, under ARM's allowance", loopback, project, PUBLISH, Allowance())


def show(what: str, loopback: Loopback, project: Path, code: str, allowance: Allowance | None = None) -> float:
    """Publish to an empty factory; the seconds that it took."""
    loopback.azure = azure = Azure(loopback.url, latency=LATENCY, allowance=allowance)
    azure.hold("data-rg", factory_of({}))
    environment = {**os.environ, **loopback.environment(), "ADFC_CLOUD": loopback.url}
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=project, env=environment, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    puts = sum(line.startswith("PUT") for line, status in azure.answered if status == 200)
    assert puts == sum(PARTS.values()), puts
    print(f"{what:<42}{seconds:>8.1f}", flush=True)
    return seconds


def write_project(project: Path) -> None:
    """A project in which linked services, datasets, pipelines and triggers need each other, in this order."""
    (project / "pipelines").mkdir(parents=True)
    target = f"{{subscription: {SUBSCRIPTION}, resourceGroup: data-rg}}"
    (project / "adfc.yml").write_text(f"name: sales\nfactory: sales-df\ntargets: {{dev: {target}}}\n")
    for section, bodies in specs():
        (project / f"pipelines/{section}.yml").write_text(json.dumps({section: bodies}))


def specs() -> Iterator[tuple[str, dict[str, object]]]:
    names = {section: [f"{section}_{number:03}" for number in range(count)] for section, count in PARTS.items()}
    lakes, tables, loads, triggers = names.values()
    yield "linkedServices", {one: {"type": "http", "url": "https://example.org/"} for one in lakes}
    yield (
        "datasets",
        {one: {"type": "json", "linkedService": lakes[at % len(lakes)]} for at, one in enumerate(tables)},
    )
    yield "pipelines", {one: {"activities": {"look": look(tables[at % len(tables)])}} for at, one in enumerate(loads)}
    recurrence = {"frequency": "Day", "interval": 1, "startTime": "2026-01-01T00:00:00Z"}
    yield (
        "triggers",
        {
            one: {"type": "ScheduleTrigger", "pipelines": [{"pipelineReference": loads[at]}], "recurrence": recurrence}
            for at, one in enumerate(triggers)
        },
    )


def look(table: str) -> dict[str, object]:
    return {"type": "GetMetadata", "dataset": table, "fieldList": ["exists"]}


if __name__ == "__main__":
    main()
