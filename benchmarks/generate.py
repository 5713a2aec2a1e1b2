"""A project of 5,000 resources (21 MB of YAML) as large factories look, the same every time.

python benchmarks/generate.py FOLDER
"""

import sys
from collections.abc import Iterator
from pathlib import Path

DATASETS, SERVICES, PIPELINES, TRIGGERS = 2_000, 500, 2_300, 200
SQL = "SELECT " + ", ".join(f"t.column_number_{n:03}" for n in range(60)) + " FROM sales.orders AS t"
COLUMNS = [f"column_number_{n:03}" for n in range(20)]


def main(folder: Path) -> None:
    """Write the project."""
    specs = folder / "pipelines"
    for name, lines in (*_services(), *_datasets(), *_pipelines(), *_triggers()):
        file = specs / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "adfc.yml").write_text("name: large\nfactory: large-df\n", encoding="utf-8")


def _services() -> Iterator[tuple[str, list[str]]]:
    for n in range(SERVICES):
        name = f"ls_sql_{n:04}"
        yield (
            f"services/{name}",
            [
                "linkedServices:",
                f"  {name}:",
                "    type: AzureSqlDatabase",
                f"    description: The warehouse number {n}.",
                "    annotations: []",
                f"    server: server-{n}.database.windows.net",
                f"    database: warehouse_{n}",
                "    encrypt: mandatory",
                "    authenticationType: SystemAssignedManagedIdentity",
            ],
        )


def _datasets() -> Iterator[tuple[str, list[str]]]:
    for n in range(DATASETS):
        name = f"ds_table_{n:04}"
        columns = [f"      - {{name: {column}, type: nvarchar}}" for column in COLUMNS]
        yield (
            f"datasets/{name}",
            [
                "datasets:",
                f"  {name}:",
                "    type: AzureSqlTable",
                f"    linkedServiceName: ls_sql_{n % SERVICES:04}",
                "    parameters:",
                "      TableName: {type: string, defaultValue: orders}",
                "    annotations: []",
                "    typeProperties:",
                "      schema: sales",
                '      table: "@dataset().TableName"',
                "    schema:",
                *columns,
            ],
        )


def _pipelines() -> Iterator[tuple[str, list[str]]]:
    for n in range(PIPELINES):
        name = f"pl_load_{n:04}"
        activities = [line for step in range(2) for line in _copy(n, step)]
        yield (
            f"pipelines/{name}",
            [
                "pipelines:",
                f"  {name}:",
                f"    description: Loads the part number {n}.",
                "    parameters:",
                "      day: {type: string, defaultValue: today}",
                "    folder: {name: loads}",
                "    annotations: []",
                "    activities:",
                *activities,
            ],
        )


def _copy(n: int, step: int) -> list[str]:
    mappings = [f"            - {{source: {{name: {one}}}, sink: {{name: {one}}}}}" for one in COLUMNS]
    after = [f"        after: [Copy part {step - 1}]"] if step else []
    return [
        f"      Copy part {step}:",
        "        type: Copy",
        *after,
        "        policy: {timeout: 0.02:00:00, retry: 1, retryIntervalInSeconds: 30}",
        "        source:",
        "          type: AzureSqlSource",
        f"          sqlReaderQuery: \"@concat('{SQL} WHERE day = ', pipeline().parameters.day)\"",
        "        sink: {type: AzureSqlSink, writeBatchSize: 10000}",
        "        translator:",
        "          type: TabularTranslator",
        "          mappings:",
        *mappings,
        "        inputs:",
        f"          - {{name: ds_table_{(n + step) % DATASETS:04}, parameters: {{TableName: raw_{step}}}}}",
        "        outputs:",
        f"          - {{name: ds_table_{(n + step + 7) % DATASETS:04}, parameters: {{TableName: clean_{step}}}}}",
    ]


def _triggers() -> Iterator[tuple[str, list[str]]]:
    for n in range(TRIGGERS):
        name = f"tr_daily_{n:03}"
        runs = [f"      - {{pipelineReference: pl_load_{at:04}}}" for at in range(n, PIPELINES, TRIGGERS)]
        yield (
            f"triggers/{name}",
            [
                "triggers:",
                f"  {name}:",
                "    type: ScheduleTrigger",
                "    annotations: []",
                "    state: Stopped",
                "    recurrence: {frequency: Day, interval: 1, startTime: 2026-01-01T06:00:00, timeZone: UTC}",
                "    pipelines:",
                *runs,
            ],
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
