"""A live factory is imported: the real command line and Microsoft's libraries, against a service on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adfc.cli.app import run
from adfc.compile import compile_project
from adfc.model import Factory
from tests.importing import factory_of
from tests.loopback import Answer, Azure, Fault, Loopback
from tests.loopback.azure import SUBSCRIPTION, TOKEN
from tests.loopback.messages import error
from tests.loopback.sample import EVERY_KIND
from tests.loopback.stored import ENCRYPTED

GROUP = "data-rg"
Printed = pytest.CaptureFixture[str]

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def azure(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Azure]:
    """Azure with nothing in it, and the application signed in."""
    with Loopback(tmp_path_factory.mktemp("loopback")) as loopback:
        for name, value in loopback.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("AZURE_SUBSCRIPTION_ID", raising=False)
        yield loopback.azure


def place(azure: Azure, factory: str = "sales-df", group: str = GROUP, subscription: str = SUBSCRIPTION) -> list[str]:
    where = ["--factory", factory, "--resource-group", group, "--subscription", subscription]
    return [*where, "--cloud", azure.url]


def imported(azure: Azure, into: Path, *more: str) -> int:
    return run(["-C", str(into), "import", *place(azure), *more])


def resources(factory: Factory) -> dict[tuple[str, str], Any]:
    return {one.key: (one.name, one.properties, dict(one.secure)) for one in factory.resources}


def built(root: Path) -> Factory:
    compilation = compile_project(root, env={})
    assert [one for one in compilation.diagnostics if one.is_error] == []
    return compilation.factories[compilation.target]


def test_the_demo_comes_back_as_it_was(azure: Azure, repository: Path, tmp_path: Path, capsys: Printed) -> None:
    demo = compile_project(repository, env={"AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}).factories["dev"]
    azure.hold(GROUP, demo)
    assert run(["-C", str(tmp_path), "import", *place(azure, demo.name), "--prove"]) == 0
    assert capsys.readouterr().out == f"{len(demo.resources)} of {len(demo.resources)} resources identical\n"
    assert resources(built(tmp_path)) == resources(demo)
    assert built(tmp_path).name == demo.name


def test_every_kind_of_resource(azure: Azure, tmp_path: Path) -> None:
    factory = factory_of(EVERY_KIND, global_parameters={"region": {"type": "string", "value": "au"}})
    azure.hold(GROUP, factory, publicNetworkAccess="Enabled")
    azure.page = 1
    assert imported(azure, tmp_path, "--prove") == 0

    came = built(tmp_path)
    wanted = {key: (name, without_secrets(body), {}) for key, (name, body, _) in resources(factory).items()}
    sql, storage, ssis = ("linkedservices", "sql"), ("linkedservices", "storage"), ("integrationruntimes", "ssis")
    got = {(section.lower(), name): value for (section, name), value in resources(came).items()}
    wanted = {(section.lower(), name): value for (section, name), value in wanted.items()}
    for key in (sql, storage):
        wanted[key][1]["typeProperties"]["encryptedCredential"] = ENCRYPTED
    wanted[sql][2][("typeProperties", "password")] = "sql_password"
    inside = ("typeProperties", "ssisProperties")
    wanted[ssis][2][(*inside, "catalogInfo", "catalogAdminPassword")] = (
        "ssis_ssisProperties_catalogInfo_catalogAdminPassword"
    )
    setup = (*inside, "expressCustomSetupProperties", 0, "typeProperties", "password")
    wanted[ssis][2][setup] = "ssis_ssisProperties_expressCustomSetupProperties_0_password"
    assert got == wanted
    assert came.global_parameters == factory.global_parameters


def without_secrets(body: Any) -> Any:
    """The body as a deployment has it: nothing where a secret is, and none in the connection string."""
    text = json.dumps(body).replace("Tr0ub4dor&3", "").replace("AccountKey=c2VjcmV0;", "")
    return json.loads(text)


def test_secrets_are_listed_and_become_secure_parameters(azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    azure.hold(GROUP, factory_of({"linkedServices": EVERY_KIND["linkedServices"]}))
    assert imported(azure, tmp_path) == 0
    printed = capsys.readouterr()
    assert printed.out == (
        "2 of 2 resources identical\n"
        "secrets that Azure does not tell, each a secure parameter now that needs a value: 1\n"
        '  sql_password: typeProperties.password of linked service "sql"\n'
    )
    spec = next(tmp_path.rglob("connections.yml")).read_text("utf-8")
    assert "# A secret stood here." in spec
    assert "{secureParameter: sql_password}" in spec
    assert "# ADF511: " in spec
    assert f"encryptedCredential: {ENCRYPTED}" in spec
    assert "*" * 4 not in spec
    assert run(["-C", str(tmp_path), "build", "-q"]) == 0
    template = json.loads((tmp_path / "build/arm/ARMTemplateForFactory.json").read_text("utf-8"))
    assert template["parameters"]["sql_password"]["type"] == "secureString"
    assert "defaultValue" not in template["parameters"]["sql_password"]


def test_a_secret_without_text_is_one_too(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of({"linkedServices": EVERY_KIND["linkedServices"]}))
    shown = azure.held[GROUP, "sales-df"]["linkedservices"][0]["properties"]["typeProperties"]
    del shown["password"]["value"]
    assert imported(azure, tmp_path, "--prove") == 0
    assert built(tmp_path).resources[0].secure == {("typeProperties", "password"): "sql_password"}


def test_what_the_service_adds_is_dropped(azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND), publicNetworkAccess="Enabled")
    assert imported(azure, tmp_path) == 0
    specs = "".join(file.read_text("utf-8") for file in tmp_path.rglob("*.yml"))
    for word in ("etag", "state: Initial", "vNetId", "alias", "provisioningState", "connectionState"):
        assert word not in specs
    told = "of the factory itself, this stays as it is in Azure: location, identity, tags, publicNetworkAccess\n"
    assert told in capsys.readouterr().err


def test_every_page_is_read(azure: Azure, tmp_path: Path) -> None:
    body = {"activities": [], "annotations": []}
    azure.hold(GROUP, factory_of({"pipelines": {f"load {number:03}": body for number in range(120)}}))
    assert imported(azure, tmp_path) == 0
    assert len(built(tmp_path).resources) == 120
    assert [url.partition("?")[2] for url in azure.asked("/pipelines")] == [
        "api-version=2018-06-01",
        "api-version=2018-06-01&%24skiptoken=%2BRID%3A~bCl%2BAA%3D%3D%23RT%3A1%23TRC%3A50",
        "api-version=2018-06-01&%24skiptoken=%2BRID%3A~bCl%2BAA%3D%3D%23RT%3A1%23TRC%3A100",
    ]


def test_braces_in_the_link_to_the_next_page(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND))
    first = f"{azure.url}{azure.held[GROUP, 'sales-df'][''][0]['id']}/triggers?api-version=2018-06-01&t={{a}}"
    azure.faults.append(Fault("/triggers", Answer(200, {"value": [], "nextLink": first})))
    assert imported(azure, tmp_path) == 0
    assert azure.asked("/triggers")[1].endswith("/triggers?api-version=2018-06-01&t=%7Ba%7D")


def test_a_factory_is_named_as_it_is_in_azure(azure: Azure, tmp_path: Path) -> None:
    azure.hold("Data RG (ü)", factory_of({}))
    assert run(["-C", str(tmp_path), "import", *place(azure, "SALES-DF", "Data RG (ü)")]) == 0
    assert "factory: sales-df\n" in (tmp_path / "adfc.yml").read_text("utf-8")


@pytest.mark.parametrize("status", [429, 503])
def test_waits_as_long_as_azure_says(azure: Azure, tmp_path: Path, status: int) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND))
    slow = error(status, "TooManyRequests", "slow down", **{"Retry-After": "1"})
    azure.faults.append(Fault("/datasets", slow))
    assert imported(azure, tmp_path) == 0
    assert len(azure.asked("/datasets")) == 2
    assert "datasets:" in "".join(file.read_text("utf-8") for file in tmp_path.rglob("*.yml"))


def test_a_kind_that_the_cloud_does_not_have(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of({"pipelines": EVERY_KIND["pipelines"]}))
    azure.faults.append(Fault("/adfcdcs", error(404, "InvalidResourceType", "The resource type could not be found.")))
    assert imported(azure, tmp_path, "--prove") == 0


def test_parameter_files_make_targets(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of({"linkedServices": EVERY_KIND["linkedServices"]}))
    values = {"parameters": {"factoryName": {"value": "sales-df-prod"}, "sql_password": {"value": "not this"}}}
    (tmp_path / "prod.json").write_text(json.dumps(values))
    assert imported(azure, tmp_path, "--parameters", "prod=prod.json", "--prove") == 0
    settings = (tmp_path / "adfc.yml").read_text("utf-8")
    assert "factory: sales-df-prod" in settings
    assert "not this" not in settings


AUTHORIZATION = "The client 'x' does not have authorization to perform action 'Microsoft.DataFactory/factories/read'."
HTML = Answer(200, text="<html>Sign in to the proxy</html>")
THROTTLED = error(429, "TooManyRequests", "slow down", **{"retry-after-ms": "1"})
BROKEN = error(500, "InternalError", "oops", **{"x-ms-correlation-request-id": "4711", "retry-after-ms": "1"})
REFUSALS = {
    "may not read": (
        Fault("", error(403, "AuthorizationFailed", AUTHORIZATION)),
        f'no permission to read factory "sales-df": AuthorizationFailed: {AUTHORIZATION}',
        "ask for the role Reader on the factory or its resource group",
    ),
    "other tenant": (
        Fault("", error(401, "InvalidAuthenticationTokenTenant", "The token is from the wrong issuer.")),
        "Azure does not accept who is signed in: InvalidAuthenticationTokenTenant: The token is from the wrong issuer.",
        "sign in to the tenant that the subscription belongs to: az login --tenant TENANT",
    ),
    "one kind may not be read": (
        Fault("/credentials", error(403, "AuthorizationFailed", AUTHORIZATION)),
        f'no permission to read the credentials of "sales-df": AuthorizationFailed: {AUTHORIZATION}',
        "ask for the role Reader on the factory or its resource group",
    ),
    "throttled": (
        Fault("/pipelines", THROTTLED, times=100),
        'Azure throttles, and did so for all the tries to read the pipelines of "sales-df"',
        "try again in some minutes: all who read the subscription share one allowance",
    ),
    "broken": (
        Fault("/pipelines", BROKEN, times=100),
        'Azure does not give the pipelines of "sales-df": InternalError: oops (request 4711)',
        "try again; if it stays so, ask Azure support",
    ),
    "a proxy": (
        Fault("/pipelines", HTML),
        'what came back for the pipelines of "sales-df" is not what Azure gives',
        "look after the network, a proxy (HTTPS_PROXY) and its certificate (REQUESTS_CA_BUNDLE)",
    ),
    "no list": (
        Fault("/pipelines", Answer(200, {"value": ["load"]})),
        'what came back for the pipelines of "sales-df" is not what Azure gives',
        "look after the network, a proxy (HTTPS_PROXY) and its certificate (REQUESTS_CA_BUNDLE)",
    ),
    "led astray": (
        Fault("/pipelines", Answer(200, {"value": [], "nextLink": "https://localhost.evil/pipelines"})),
        'the next page of the pipelines of "sales-df" is said to be at "localhost.evil", not Azure Resource Manager',
        "nothing was sent there; look at the URL that --cloud names",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals(name: str, azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    fault, message, way_out = REFUSALS[name]
    azure.hold(GROUP, factory_of(EVERY_KIND))
    azure.faults.append(Fault(fault.where, fault.answer, fault.times))
    assert imported(azure, tmp_path) == 3
    assert capsys.readouterr().err == f"error: {message}\n  = help: {way_out}\n"
    assert list(tmp_path.iterdir()) == []


NOWHERE = "00000000-0000-0000-0000-00000000beef"
MISSING = {
    "subscription": ({"subscription": NOWHERE}, f'there is no subscription "{NOWHERE}", or it is hidden from'),
    "group": ({"group": "date-rg"}, f'there is no resource group "date-rg" in subscription "{SUBSCRIPTION}"'),
    "factory": ({"factory": "sale-df"}, 'there is no factory "sale-df" in resource group "data-rg"'),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_not_there(name: str, azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    where, message = MISSING[name]
    azure.hold(GROUP, factory_of({}))
    assert run(["-C", str(tmp_path), "import", *place(azure, **where)]) == 3
    assert message in capsys.readouterr().err
    assert len(azure.seen) == 1


def test_nobody_is_signed_in(azure: Azure, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_CLIENT_SECRET")
    assert imported(azure, tmp_path) == 3
    way_out = "az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET"
    assert capsys.readouterr().err == f"error: nobody is signed in to Azure\n  = help: {way_out}\n"
    assert imported(azure, tmp_path, "-v") == 3
    assert "EnvironmentCredential authentication unavailable" in capsys.readouterr().err
    assert azure.seen == []


def test_a_wrong_secret(azure: Azure, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_CLIENT_SECRET", "not-the-secret")
    assert imported(azure, tmp_path) == 3
    told = capsys.readouterr().err
    assert told.startswith("error: can't sign in to Azure: AADSTS7000215: Invalid client secret provided\n")
    assert "not-the-secret" not in told


USAGE = {
    "nothing": ([], "nothing is named to be imported"),
    "two sources": (["folder", *place(Azure("https://localhost"))], '"folder" is one source and --resource-group'),
    "no factory": (["--resource-group", GROUP], 'no factory of the resource group "data-rg" is named'),
    "no subscription": (["--resource-group", GROUP, "--factory", "f"], "no subscription is named"),
    "no such cloud": (
        [*place(Azure("AzureClod"))],
        'there is no cloud "AzureClod"\n  = help: did you mean "AzureCloud"?',
    ),
    "no token goes over http": ([*place(Azure("http://localhost"))], 'there is no cloud "http://localhost"'),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(name: str, azure: Azure, tmp_path: Path, capsys: Printed) -> None:
    arguments, message = USAGE[name]
    assert run(["-C", str(tmp_path), "import", *arguments]) == 4
    assert f"error: {message}" in capsys.readouterr().err


def test_the_subscription_may_be_a_variable(azure: Azure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    azure.hold(GROUP, factory_of({}))
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
    where = ["--factory", "sales-df", "--resource-group", GROUP, "--cloud", azure.url]
    assert run(["-C", str(tmp_path), "import", *where]) == 0


def test_nothing_is_asked_beside_the_factory_before_it_is_there(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND))
    imported(azure, tmp_path)
    assert azure.seen[0].path.endswith("/factories/sales-df")
    assert {one.method for one in azure.seen} == {"GET"}
    assert all(one.headers["authorization"] == f"Bearer {TOKEN}" for one in azure.seen)
    assert all(one.headers["user-agent"].startswith("adfc/") for one in azure.seen)


@posix
def test_ctrl_c_while_azure_thinks(azure: Azure, tmp_path: Path) -> None:
    azure.hold(GROUP, factory_of(EVERY_KIND))
    azure.faults.append(Fault("/datasets", Answer(200, {"value": []}, seconds=30)))
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "adfc", "-C", str(tmp_path), "import", *place(azure)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, text=True)
    while not azure.asked("/datasets"):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_imported_without_the_libraries_of_azure(tmp_path: Path) -> None:
    (tmp_path / "factory/pipeline").mkdir(parents=True)
    pipeline = {"name": "load", "properties": {"activities": []}}
    (tmp_path / "factory/pipeline/load.json").write_text(json.dumps(pipeline))
    code = (
        "import sys; from adfc.cli.app import run; "
        f"assert run(['-C', {str(tmp_path)!r}, 'import', 'factory']) == 0; print(*sys.modules)"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert "azure" not in {name.partition(".")[0] for name in done.stdout.split()}
