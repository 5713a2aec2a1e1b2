"""Release pipelines: what `adfc init --ci` writes is what the services take, and its scripts do what they say."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tools.docs.release import PAGES

from adfc.cli.app import run
from adfc.cli.run.release import SERVICES, WAYS, release_pipeline
from adfc.read import read
from adfc.source import SourceFile
from tests.importing import factory_of
from tests.loopback import Loopback

Printed = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(os.name != "posix", reason="bash")

MADE = [(service, way) for service in SERVICES for way in WAYS]
SETTINGS = """\
name: sales
factory: sales-df
variables: {region: west}
targets:
  dev: {default: true, subscription: "${env.DEV_SUBSCRIPTION}", resourceGroup: "${var.region}-rg"}
  pre-prod:
    factory: sales-pre-df
    subscription: 00000000-0000-0000-0000-00000000c0de
    resourceGroup: "the (pre) rg: all"
  prod: {factory: sales-prod-df}
"""
SPEC = """\
linkedServices:
  web:
    type: http
    url: ${env.WEB_URL}
    auth: {basic: {user: sales, password: {secureParameter: web-password}}}
"""


def schema(service: str) -> Draft7Validator:
    name = {"azure": "azure-pipelines", "github": "github-workflows"}[service]
    text = (files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


SCHEMAS = {service: schema(service) for service in SERVICES}


def data(text: str) -> Any:
    document, problems = read(SourceFile("pipeline.yml", text))
    assert document
    assert not problems
    return document.data


def everything(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a value."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from everything(one)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a Git repository, with three targets and a secret."""
    root = tmp_path / "data factory"
    (root / "pipelines").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (root / "adfc.yml").write_text(SETTINGS)
    (root / "pipelines/web.yml").write_text(SPEC)
    return root


@pytest.mark.parametrize(("service", "way"), MADE)
def test_the_services_take_it(service: str, way: str, project: Path) -> None:
    text = release_pipeline(project, service, way, "data factory")
    made = data(text)
    assert [one.message for one in SCHEMAS[service].iter_errors(made)] == []
    assert "# for each" not in text
    assert "\n\n\n" not in text
    told = json.dumps(made)
    for word in ("data factory", "the (pre) rg: all", "sales-prod-df", "west-rg", "DEV_SUBSCRIPTION", "WEB_PASSWORD"):
        assert word in told, word


@pytest.mark.parametrize("name", PAGES)
def test_the_pipelines_of_this_repository_are_up_to_date(name: str, repository: Path) -> None:
    text = (repository / "ci" / name).read_text(encoding="utf-8")
    service, way = PAGES[name]
    assert text == release_pipeline(repository, service, way), "run python tools/docs/release.py"
    assert [one.message for one in SCHEMAS[service].iter_errors(data(text))] == []


Change = Callable[[Any], Any]


def tasks(made: Any, name: str) -> list[dict[str, Any]]:
    """Every step of a kind."""
    return [one for one in everything(made) if one.get("task") == name]


def input_of(task: str, name: str, value: Any = None) -> Change:
    """Changes an input of every task of a kind; without a value, takes it away."""

    def change(made: Any) -> None:
        for step in tasks(made, task):
            step["inputs"].pop(name, None)
            if value is not None:
                step["inputs"][name] = value

    return change


def key(found: str, old: str, new: str) -> Change:
    """Renames a key of every mapping that has the key `found`."""

    def change(made: Any) -> None:
        for one in everything(made):
            if found in one and old in one:
                one[new] = one.pop(old)

    return change


ARM = "AzureResourceManagerTemplateDeployment@3"
MUTATIONS: dict[str, tuple[str, str, Change]] = {
    "a misspelt input": ("azure", "arm", input_of(ARM, "csmFiel", "x")),
    "a word that an input does not know": ("azure", "arm", input_of(ARM, "deploymentMode", "Partial")),
    "no service connection": ("azure", "arm", input_of(ARM, "azureResourceManagerConnection")),
    "no service connection for az": ("azure", "publish", input_of("AzureCLI@2", "azureSubscription")),
    "a type of script that there is not": ("azure", "publish", input_of("AzureCLI@2", "scriptType", "zsh")),
    "an unknown task": ("azure", "arm", lambda made: [one.update(task="AzureRM@9") for one in tasks(made, ARM)]),
    "an unknown key of a stage": ("azure", "publish", key("stage", "lockBehavior", "lockBehaviour")),
    "a lock that there is not": ("azure", "publish", lambda made: made.update(lockBehavior="never")),
    "a misspelt key of a step": ("azure", "publish", key("bash", "displayName", "displayname")),
    "jobs of another name": ("azure", "publish", key("stage", "jobs", "job")),
    "an unknown key of a job": ("github", "publish", key("runs-on", "runs-on", "run-on")),
    "a job without a runner": ("github", "publish", lambda made: made["jobs"]["build"].pop("runs-on")),
    "an unknown permission": ("github", "publish", lambda made: made["permissions"].update(content="read")),
    "an unknown event": ("github", "arm", lambda made: made["on"].update(pushed={})),
    "a step that does two things": ("github", "arm", lambda made: made["jobs"]["build"]["steps"][0].update(run="ls")),
    "a lock without a group": ("github", "publish", lambda made: made["jobs"]["deploy_dev"].update(concurrency={})),
    "needs of no text": ("github", "publish", lambda made: made["jobs"]["plan"].update(needs=7)),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_schemas_refuse_what_is_wrong(name: str, repository: Path) -> None:
    service, way, change = MUTATIONS[name]
    made = data(release_pipeline(repository, service, way))
    changed = copy.deepcopy(made)
    change(changed)
    assert changed != made
    assert list(SCHEMAS[service].iter_errors(changed))


@pytest.mark.parametrize("way", WAYS)
def test_azure_deploys_each_target_behind_its_checks(way: str, project: Path) -> None:
    """The schema lets a deployment job go without an environment, and so without approvals."""
    made = data(release_pipeline(project, "azure", way))
    deploys = {one["stage"]: one for one in made["stages"] if one["stage"].startswith("deploy")}
    assert list(deploys) == ["deploy_dev", "deploy_pre_prod", "deploy_prod"]
    assert [one["dependsOn"] for one in deploys.values()] == ["build", "deploy_dev", "deploy_pre_prod"]
    assert [one["jobs"][0]["environment"] for one in deploys.values()] == ["dev", "pre-prod", "prod"]
    assert {one["lockBehavior"] for one in deploys.values()} == {"sequential"}
    for one in deploys.values():
        steps = one["jobs"][0]["strategy"]["runOnce"]["deploy"]["steps"]
        names = [step.get("displayName", "") for step in steps]
        last = "Publish" if way == "publish" else "Delete what is gone, start the triggers"
        assert names.index("Deploy what the factory needs around it") < names.index(last) == len(names) - 1


@pytest.mark.parametrize("way", WAYS)
def test_github_deploys_each_target_behind_its_rules(way: str, project: Path) -> None:
    jobs = data(release_pipeline(project, "github", way))["jobs"]
    assert list(jobs) == ["build", "plan", "deploy_dev", "deploy_pre_prod", "deploy_prod"]
    for name, target in (("deploy_dev", "dev"), ("deploy_pre_prod", "pre-prod"), ("deploy_prod", "prod")):
        assert jobs[name]["environment"] == target
        assert jobs[name]["concurrency"] == {
            "group": f"${{{{ github.workflow }}}}-{target}",
            "cancel-in-progress": False,
        }
    assert "environment" not in jobs["plan"]


def test_secrets_are_passed_by_name(project: Path) -> None:
    publish = data(release_pipeline(project, "azure", "publish"))
    envs = [one["env"] for one in everything(publish) if "AZURE_TOKEN_CREDENTIALS" in one.get("env", {})]
    assert [one.get("WEB_PASSWORD") for one in envs] == [None] * 3 + ["$(WEB_PASSWORD)"] * 3
    arm = data(release_pipeline(project, "azure", "arm"))
    overrides = {one["inputs"]["overrideParameters"] for one in tasks(arm, ARM)}
    assert overrides == {'-web-password "$(WEB_PASSWORD)"'}
    github = data(release_pipeline(project, "github", "arm"))
    found = [one["with"]["parameters"] for one in everything(github) if one.get("uses") == "azure/arm-deploy@v2"]
    files = "${{ runner.temp }}/build/dev/arm/parameters/dev.json"
    assert found[0] == f'{files} web-password="${{{{ secrets.WEB_PASSWORD }}}}"'


def test_variables_of_the_specs_reach_github(project: Path) -> None:
    env = data(release_pipeline(project, "github", "publish"))["env"]
    assert env["WEB_URL"] == "${{ vars.WEB_URL }}"
    assert {"DEV_SUBSCRIPTION", "AZURE_SUBSCRIPTION_ID"} <= env.keys()


def test_init_writes_it_where_the_service_looks(project: Path, capsys: Printed) -> None:
    top = project.parent
    assert run(["-C", str(project), "init", "--ci", "azure"]) == 0
    assert capsys.readouterr().err.startswith("made ../azure-pipelines.yml, a release pipeline")
    assert "project: data factory #" in (top / "azure-pipelines.yml").read_text()
    assert run(["-C", str(project), "init", "--ci", "github", "--deploy", "arm"]) == 0
    assert "azure/arm-deploy" in (top / ".github/workflows/adfc.yml").read_text()


def test_init_makes_a_project_with_one(tmp_path: Path) -> None:
    assert run(["-C", str(tmp_path), "init", "sales", "--ci", "github"]) == 0
    text = (tmp_path / "sales/.github/workflows/adfc.yml").read_text()
    assert list(SCHEMAS["github"].iter_errors(data(text))) == []
    assert (tmp_path / "sales/adfc.yml").is_file()


def test_init_keeps_one_that_is_there(project: Path, capsys: Printed) -> None:
    (project.parent / "azure-pipelines.yml").write_text("mine\n")
    assert run(["-C", str(project), "init", "--ci", "azure"]) == 0
    assert (project.parent / "azure-pipelines.yml").read_text() == "mine\n"
    assert capsys.readouterr().err == "  kept ../azure-pipelines.yml\n"


def test_init_makes_none_of_wrong_specs(project: Path, capsys: Printed) -> None:
    (project / "pipelines/web.yml").write_text("datasets: {a: {type: json, linkedService: gone}}\n")
    assert run(["-C", str(project), "init", "--ci", "azure"]) == 4
    told = "error: the specs have errors, and a release pipeline is made of them\n  = help: adfc check says which\n"
    assert capsys.readouterr().err == told
    assert not (project.parent / "azure-pipelines.yml").exists()


def bash(script: str, folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run a script as the services do, with adfc on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    given = {**os.environ, "PATH": path, **env}
    return subprocess.run(command, cwd=folder, env=given, text=True, capture_output=True, check=False)


@posix
def test_the_scripts_of_the_build_do_what_they_say(project: Path, tmp_path: Path) -> None:
    """The artifact has, for each target, every file that the deployment names."""
    for way in WAYS:
        jobs = data(release_pipeline(project, "github", way, "data factory"))["jobs"]
        temp = tmp_path / way
        temp.mkdir()
        env = {"PROJECT": "data factory", "RUNNER_TEMP": str(temp), "WEB_URL": "https://web/", "DEV_SUBSCRIPTION": "0"}
        for step in jobs["build"]["steps"]:
            if step.get("name", "").startswith(("Check", "Build")):
                done = bash(step["run"], project.parent, **env)
                assert done.returncode == 0, done.stderr
        text = json.dumps([one for name, one in jobs.items() if name.startswith("deploy")])
        named = {word.rstrip('"\\') for word in text.replace("$env:RUNNER_TEMP", "<temp>").split() if "<temp>" in word}
        named = {word.partition("<temp>/")[2] for word in named} - {"build/PrePostDeploymentScript.ps1"}
        assert bool(named) == (way == "arm")
        for target in ("dev", "pre-prod", "prod"):
            assert (temp / "build" / target / "manifest.json").is_file()
        assert [name for name in named if not (temp / name).is_file()] == []


@posix
def test_the_environment_is_deployed_where_there_is_one(project: Path, tmp_path: Path) -> None:
    jobs = data(release_pipeline(project, "github", "publish"))["jobs"]
    script = next(one["run"] for one in jobs["deploy_dev"]["steps"] if "az deployment" in one.get("run", ""))
    az = tmp_path / "bin/az"
    az.parent.mkdir()
    az.write_text('#!/bin/sh\nif [ "$1" = resource ]; then echo "$@" >&2; echo "$FOUND"; else echo "$@"; fi\n')
    az.chmod(0o755)
    (tmp_path / "build/dev").mkdir(parents=True)
    env = {"RUNNER_TEMP": str(tmp_path), "SUBSCRIPTION_ID": "0", "RESOURCE_GROUP": "rg", "GITHUB_RUN_ID": "7"}
    script = f'PATH="{az.parent}:$PATH"\n{script}'
    assert bash(script, tmp_path, **env).stdout == ""
    (tmp_path / "build/dev/environment").mkdir()
    template = tmp_path / "build/dev/environment/azuredeploy.json"
    template.write_text("{}")
    deployment = (
        "deployment group create --output none --subscription 0 --resource-group rg --name environment-7 "
        "--template-file environment/azuredeploy.json --parameters @environment/parameters/dev.json"
    )
    assert bash(script, tmp_path, **env).stdout == f"{deployment}\n"
    template.write_text('{"parameters": {"createFactory": {}}}')
    env["FACTORY"] = "sales-df"
    first = bash(script, tmp_path, **env, FOUND="0")
    assert first.stdout == f"{deployment}\n"
    assert "--resource-type Microsoft.DataFactory/factories --name sales-df --query length(@)" in first.stderr
    later = bash(script, tmp_path, **env, FOUND="1")
    assert later.stdout == f"{deployment} createFactory=false\n", "a live factory keeps its Git settings"


@posix
def test_the_scripts_of_the_deployment_publish_what_was_built(
    project: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Planned, published, and rolled back, by the scripts of the workflow, against a service on this machine."""
    jobs = data(release_pipeline(project, "github", "publish", "data factory"))["jobs"]
    build = [one["run"] for one in jobs["build"]["steps"] if one.get("name") == "Build pre-prod"]
    plan = next(one["run"] for one in jobs["plan"]["steps"] if one.get("name") == "Plan pre-prod")
    publish = next(one["run"] for one in jobs["deploy_pre_prod"]["steps"] if one.get("name") == "Publish")
    with Loopback(tmp_path_factory.mktemp("loopback")) as loopback:
        azure = loopback.azure
        azure.hold("the (pre) rg: all", replace(factory_of({}), name="sales-pre-df"))
        env = {**loopback.environment(), "ADFC_CLOUD": loopback.url, "PROJECT": "data factory", "CI": "true"}
        env |= {
            "RUNNER_TEMP": str(tmp_path),
            "WEB_URL": "https://web/",
            "WEB_PASSWORD": "s3cret",
            "DEV_SUBSCRIPTION": "0",
        }

        def done(*scripts: str) -> str:
            ended = [bash(script, project.parent, **env) for script in scripts]
            assert [one.returncode for one in ended] == [0] * len(scripts), ended
            return "".join(one.stdout for one in ended)

        done(*build, plan)
        assert "### Plan for `sales-pre-df` (target pre-prod)" in (tmp_path / "plan.md").read_text()
        assert azure.written() == []
        done(publish)
        assert azure.written() == ["PUT /linkedServices/web"]
        (tmp_path / "build").rename(tmp_path / "good")
        env["WEB_URL"] = "https://other/"
        done(*build, publish)
        service = azure.held["the (pre) rg: all", "sales-pre-df"]["linkedservices"][0]
        assert service["properties"]["typeProperties"]["url"] == "https://other/"
        (tmp_path / "build").rename(tmp_path / "bad")
        (tmp_path / "good").rename(tmp_path / "build")
        done(publish)
        service = azure.held["the (pre) rg: all", "sales-pre-df"]["linkedservices"][0]
        assert service["properties"]["typeProperties"]["url"] == "https://web/"
