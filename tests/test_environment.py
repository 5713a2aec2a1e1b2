"""What an environment becomes, as Resource Manager evaluates it; what the checks and KQL know of its tables."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from adfc.compile import compile_project
from adfc.emit.environment import TEMPLATE
from adfc.environment import databases, kusto_database, tables
from adfc.environment.functions import in_order, stored_function
from adfc.environment.grants import grants, missing
from adfc.environment.names import name_of
from adfc.kinds import LINKED_SERVICES
from tests.arm_evaluator import GROUP, deployed
from tests.compiled import ENV

ROOT = Path(__file__).resolve().parents[1]
EVERYTHING = ROOT / "tests/cases/environment/everything"
PROJECTS = [ROOT, *sorted(file.parent for file in (ROOT / "tests/cases").rglob("adfc.yml"))]
SETTINGS = {**ENV, "AZURE_SUBSCRIPTION_ID": "0"}


def files(project: Path, target: str | None = None) -> dict[str, str]:
    return {one.path: one.text for one in compile_project(project, target=target, env=SETTINGS).artifacts}


def resources(project: Path, target: str) -> dict[str, Any]:
    found = files(project)
    return deployed(json.loads(found[TEMPLATE]), json.loads(found[f"environment/parameters/{target}.json"]))


def identified(resource: str) -> str:
    """The id of a resource by `type name`."""
    arm_type, _, name = resource.partition(" ")
    provider, *types = arm_type.split("/")
    pairs = zip(types, name.split("/"), strict=True)
    return "/".join([GROUP, provider, *(part for pair in pairs for part in pair)])


@pytest.mark.parametrize("project", PROJECTS, ids=lambda one: one.name)
def test_every_resource_comes_after_what_it_depends_on_and_names(project: Path) -> None:
    compilation = compile_project(project, env=SETTINGS)
    for target in compilation.factories if TEMPLATE in files(project) else ():
        made = resources(project, target)
        ids = {identified(one) for one in made}
        above = {identified(name): set(one["dependsOn"]) for name, one in made.items()}
        outside = {one for depends in above.values() for one in depends} - ids
        assert not outside, "Resource Manager refuses what depends on nothing in the template"
        for one in ids:
            parent = one.rpartition("/")[0].rpartition("/")[0].removesuffix("/blobServices/default")
            assert parent not in ids or parent in above[one]
        done: set[str] = set()
        while ready := {one for one in ids - done if above[one] <= done}:
            done |= ready
        assert done == ids, "a circle"


@pytest.mark.parametrize("project", PROJECTS, ids=lambda one: one.name)
def test_every_parameter_is_read_and_every_one_read_is_declared(project: Path) -> None:
    text = files(project).get(TEMPLATE)
    if text is not None:
        read = set(re.findall(r"parameters\('((?:[^']|'')*)'\)", text))
        assert read == {one.replace("'", "''") for one in json.loads(text)["parameters"]}


def test_a_live_factory_can_be_left_alone() -> None:
    found = files(EVERYTHING)
    template, values = json.loads(found[TEMPLATE]), json.loads(found["environment/parameters/dev.json"])
    whole = deployed(template, values)
    values["parameters"]["createFactory"] = {"value": False}
    left = whole.keys() - deployed(template, values).keys()
    assert left == {"Microsoft.DataFactory/factories around-df"}


def test_every_target_has_its_own_names_and_sizes() -> None:
    dev, prod = resources(EVERYTHING, "dev"), resources(EVERYTHING, "prod")
    assert dev["Microsoft.Kusto/clusters leaddev"]["sku"]["tier"] == "Basic"
    assert prod["Microsoft.Kusto/clusters leadprod"]["sku"] == {
        "name": "Standard_E2ads_v5",
        "tier": "Standard",
        "capacity": 3,
    }
    assert "enableAutoStop" not in prod["Microsoft.Kusto/clusters leadprod"]["properties"]
    scripts = [
        one[f"Microsoft.Kusto/clusters/databases/scripts lead{at}/sales/schema"]
        for one, at in ((dev, "dev"), (prod, "prod"))
    ]
    contents = [one["properties"]["scriptContent"] for one in scripts]
    assert [", note: string)" in one for one in contents] == [False, True]
    assert scripts[0]["properties"]["forceUpdateTag"] != scripts[1]["properties"]["forceUpdateTag"]


def test_a_role_is_granted_under_a_name_made_of_what_it_grants() -> None:
    dev, prod = resources(EVERYTHING, "dev"), resources(EVERYTHING, "prod")
    names = [[one for one in made if "ssignments" in one] for made in (dev, prod)]
    assert not set(names[0]) & set(names[1]), "another target's names are other ones"
    assert [set(one) for one in names] == [
        {one for one in resources(EVERYTHING, target) if "ssignments" in one} for target in ("dev", "prod")
    ]


def test_the_page_speaks_of_what_the_demo_has() -> None:
    page = (ROOT / "docs/environment.md").read_text(encoding="utf-8")
    for path in set(re.findall(r"build/environment/[\w/]+\.json", page)):
        assert (ROOT / path).is_file()
    factory = compile_project(ROOT, env=SETTINGS).factories["dev"]
    text = json.dumps([one.properties for one in factory.resources])
    assert set(re.findall(r"--name ([\w-]+) --value", page)) == set(re.findall(r'"secretName": "([^"]+)"', text))
    assert "adfc run covid_au_bulk_copy" in page
    names = {name_of(one) for one in factory.environment}
    assert set(re.findall(r"(?:--vault-name|keyvault show --name|cluster \w+ --name) ([\w-]+)", page)) <= names


def test_who_signs_in_as_the_factory_is_granted_just_what_the_demo_needs(tmp_path: Path) -> None:
    shutil.copy(ROOT / "adfc.yml", tmp_path)
    shutil.copytree(ROOT / "pipelines", tmp_path / "pipelines")
    services = tmp_path / "pipelines/covid/connections.yml"
    text = re.sub(r"    auth:\n(      .*\n)+", "", services.read_text(encoding="utf-8"))
    services.write_text(text, encoding="utf-8")
    own = tmp_path / "pipelines/covid/environment.yml"
    own.write_text(
        own.read_text(encoding="utf-8").partition("          principals:")[0]
        + "\n  cosmosAccounts:"
        + own.read_text(encoding="utf-8").partition("  cosmosAccounts:")[2],
        "utf-8",
    )
    compilation = compile_project(tmp_path, env=SETTINGS)
    found = grants(compilation.factories["dev"])
    assert [(str(one.principal), one.role, name_of(one.part), one.database) for one in found] == [
        ("the factory's own identity", "Ingestor", "covidauadx", "covid-db"),
        ("the factory's own identity", "Viewer", "covidauadx", "covid-db"),
        ("the factory's own identity", "DataContributor", "covid-cdb", "Australia"),
    ]
    template = json.loads(files(tmp_path)[TEMPLATE])
    [account] = [one for one in template["resources"] if one["type"] == "Microsoft.DocumentDB/databaseAccounts"]
    assert account["properties"]["disableLocalAuth"] is True
    assert not missing(compilation.factories["dev"])


def test_it_holds_no_secret() -> None:
    for project in (ROOT, EVERYTHING):
        found = [text for path, text in files(project).items() if path.startswith("environment/")]
        assert not re.search(r"secureString|listKeys|listConnectionStrings|(?i:password|accountKey=)", "".join(found))


def test_tables_are_known_by_cluster_and_database_in_every_target() -> None:
    factory = compile_project(EVERYTHING, env=SETTINGS).factories["prod"]
    found = tables(factory.environment)
    assert list(found) == [("leadprod", "sales"), ("leadprod", "empty"), ("readerprod", "sales")]
    assert list(found["leadprod", "sales"]) == ["Orders", "Raw data"]
    assert list(found["readerprod", "sales"]) == ["Orders"], "only what it follows"
    assert found["readerprod", "sales"]["Orders"]["note"] == "string"


def test_functions_are_known_however_they_are_written() -> None:
    [sales, *_] = databases(compile_project(EVERYTHING, env=SETTINGS).factories["dev"].environment)
    assert sales.endpoint == "https://leaddev.westeurope.kusto.windows.net"
    assert sales.functions == {
        "Today": ("()", "{\nOrders\n| where day == startofday(now())\n}"),
        "OrdersOf": ("(wanted: datetime)", "{\n    Orders\n    | where day == wanted\n}"),
        "Whole": ("()", "{ Orders }"),
    }


@pytest.mark.parametrize(
    ("text", "name", "parameters", "body"),
    [
        ("T | take 1", "f", "()", "{\nT | take 1\n}"),
        (" { T | take 1 }\n", "f", "()", "{ T | take 1 }"),
        ("// (a: int)\n\n// {}\n(n: int) { T }", "f", "(n: int)", "{ T }"),
        ("// all of it\nT", "f", "()", "{\nT\n}"),
        ("// it\n.create-or-alter function g() { T }", "g", "()", "{ T }"),
        ("(rows: (a: int), b: int = 1) { rows }", "f", "(rows: (a: int), b: int = 1)", "{ rows }"),
        (
            ".create-or-alter function with (folder='a)b', docstring='it''s') ['a g'](x:int) {x}",
            "a g",
            "(x:int)",
            "{x}",
        ),
        (".create-or-alter function g() { print '(' }", "g", "()", "{ print '(' }"),
    ],
)
def test_a_function_is_a_body_or_a_command(text: str, name: str, parameters: str, body: str) -> None:
    one = stored_function("f", text)
    assert (one.name, one.parameters, one.body) == (name, parameters, body)
    assert bool(one.command) == ("." in text)


def test_functions_come_after_those_that_they_call() -> None:
    made = in_order({"A": "B(1) | take 1", "B": "(n: int) { C }", "C": "T", "Circle": "A | join Circle on id"})
    assert [name for name, _ in made] == ["C", "B", "A", "Circle"]
    assert [name for name, _ in in_order({"B": "A", "A": "B"})] == ["B", "A"]


def test_a_linked_service_leads_to_its_database() -> None:
    factory = compile_project(EVERYTHING, env=SETTINGS).factories["dev"]
    found = {one.name: kusto_database(one, factory) for one in factory.of(LINKED_SERVICES)}
    assert found["lead"] == found["lead as loader"] == ("leaddev", "sales")
    assert found["reader"] == ("readerdev", "sales")
    assert found["docs"] is None
