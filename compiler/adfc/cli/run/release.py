"""The release pipeline of a project, for `adfc init --ci`: the pieces below `cli/ci`, put together for its targets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from adfc import __version__
from adfc.cli.exits import Refusal
from adfc.compile import Compilation, compile_project
from adfc.configure.project import Project, Target
from adfc.configure.variables import Variables
from adfc.diagnostic import Problems, has_errors
from adfc.publish.plan.secrets import variable_of
from adfc.source import Path as Steps
from adfc.source import Span

SCRIPT_COMMIT = "0ff5b33ea9973eac149b3318bdf5a3c43f0ea9cd"
"""The edition of Microsoft's script in Azure/Azure-DataFactory that the arguments were taken from."""

LOCATION = "westeurope"

WAYS = {"publish": "adfc publish", "arm": "a deployment of the ARM template"}

_MARK = re.compile(r"@([A-Z]+)@")
_ALONE = re.compile(r"^ *@([A-Z]+)@\n", re.MULTILINE)
_PLAIN = re.compile(r"[\w./$][\w ./()${}-]*")


@dataclass(frozen=True, slots=True)
class Service:
    """Who runs release pipelines."""

    file: str
    """Where it looks for one, as seen from the root of the Git repository."""
    variable: str
    """How a pipeline reads a variable, with `{}` for its name."""
    overrides: str
    """What passes secrets to a template, with `{}` for each of them."""
    override: str
    """One of them, with the name of the parameter and of the variable."""


SERVICES: Mapping[str, Service] = {
    "azure": Service(
        "azure-pipelines.yml",
        "$({})",
        "                    overrideParameters: >-\n{}",
        '                      -{name} "$({variable})"\n',
    ),
    "github": Service(
        ".github/workflows/adfc.yml",
        "${{{{ vars.{} }}}}",
        "          parameters: >-\n            ${{{{ runner.temp }}}}/build/@TARGET@/arm/parameters/@TARGET@.json\n{}",
        '            {name}="${{{{ secrets.{variable} }}}}"\n',
    ),
}


@dataclass(slots=True)
class Named(Mapping[str, str]):
    """An environment that has every variable: each is what the pipeline reads it by. Remembers who was asked for."""

    form: str
    asked: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self.form.format(name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def release_pipeline(root: Path, service: str, way: str, folder: str = ".") -> str:
    """The text of the pipeline that releases the project in `root`.

    Args:
        root: the folder of `adfc.yml`.
        service: a key of SERVICES.
        way: a key of WAYS.
        folder: where the project is in its Git repository.

    Raises:
        Refusal: the specs have errors.
    """
    env = Named(SERVICES[service].variable)
    compilation = compile_project(root, env=env, files=False)
    project = compilation.project
    if project is None or has_errors(compilation.diagnostics):
        raise Refusal("the specs have errors, and a release pipeline is made of them", "adfc check says which")
    targets = [_target(service, project, one, env) for one in project.targets]
    for one, before in zip(targets, ["build", *(f"deploy_{one['ID']}" for one in targets)], strict=False):
        one["BEFORE"] = before
    secrets = _secrets(compilation)
    marks = {
        "PROJECT": project.name,
        "VERSION": __version__,
        "FOLDER": _quoted(folder),
        "WAY": WAYS[way],
        "HEAD": _piece(service, f"{way}-head"),
        "SCRIPT": _piece(service, f"{way}-script"),
        "STEPS": _piece(service, way),
        "LOGIN": "          enable-AzPSSession: true\n" if way == "arm" else "",
        "OVERRIDES": _overrides(SERVICES[service], secrets, service),
        "COMMIT": SCRIPT_COMMIT,
        "LOCATION": LOCATION,
    }
    loops = {
        "target": targets,
        "secret": [{"SECRET": variable_of(one)} for one in secrets],
        "variable": [{"VARIABLE": one} for one in sorted(env.asked | {"AZURE_SUBSCRIPTION_ID"})],
    }
    return _filled(_piece(service, "build") + _piece(service, "deploy"), marks, loops)


def _target(service: str, project: Project, target: Target, env: Named) -> dict[str, str]:
    """What a target is called, and where its factory is, as the pipeline writes it."""
    variables = Variables(project, target, env, Problems())
    told = {name: str(variables.replace(value, _nowhere)) for name, value in target.fields.items()}
    subscription = told.get("subscription") or env["AZURE_SUBSCRIPTION_ID"]
    group = told.get("resourceGroup") or SERVICES[service].variable.format("RESOURCE_GROUP")
    return {
        "TARGET": target.name,
        "ID": re.sub(r"\W", "_", target.name),
        "FACTORY": _quoted(told["factory"]),
        "GROUP": _quoted(group),
        "SUBSCRIPTION": _quoted(subscription),
    }


def _secrets(compilation: Compilation) -> list[str]:
    """The secure parameters of all targets."""
    resources = [one for factory in compilation.factories.values() for one in factory.resources]
    return sorted({name for one in resources for name in one.secure.values()})


def _overrides(service: Service, secrets: list[str], name: str) -> str:
    """The option of the deployment that passes secrets; on GitHub it names the parameter file as well."""
    if not secrets and name == "azure":
        return ""
    each = (service.override.format(name=one, variable=variable_of(one)) for one in secrets)
    return service.overrides.format("".join(each))


def _piece(service: str, name: str) -> str:
    """The text of a piece; empty where the service needs none of that name."""
    piece = files("adfc.cli") / "ci" / service / f"{name}.yml"
    return piece.read_text(encoding="utf-8") if piece.is_file() else ""


def _filled(text: str, marks: Mapping[str, str], loops: Mapping[str, list[dict[str, str]]]) -> str:
    """The text with its marks replaced and its loops written out; those of secrets stand inside those of targets."""
    for _ in range(2):  # a piece may hold another one
        text = _ALONE.sub(lambda found: marks.get(found[1], found[0]), text)
    for name in ("secret", "target", "variable"):
        text = _looped(text, name, loops[name])
    return _marked(text, marks)


def _looped(text: str, name: str, rows: list[dict[str, str]]) -> str:
    def written(found: re.Match[str]) -> str:
        return "".join(_marked(found[1], row) for row in rows)

    return re.sub(rf"^# for each {name}\n(.*?)^# end\n", written, text, flags=re.MULTILINE | re.DOTALL)


def _marked(text: str, marks: Mapping[str, str]) -> str:
    return _MARK.sub(lambda found: marks.get(found[1], found[0]), text)


def _quoted(text: str) -> str:
    """The text as a YAML scalar."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def _nowhere(_: Steps) -> Span:
    """The place of a complaint that was shown already: the project was compiled before."""
    return Span("adfc.yml", 1, 1, 1, 1)
