"""Small factories for the tests of the ARM backend, and what becomes of them."""

from typing import Any

from adfc.emit.arm import ArmOptions, Template, arm_template
from adfc.gitmode import GitOrigin
from adfc.kinds import PIPELINES, Kind
from adfc.model import Document, Factory, Resource
from adfc.source import Node, Path, Places, Span

NOWHERE = GitOrigin(Document("x.json", {}, Places(lambda: Node(Span("x.json", 1, 1, 1, 1)))))
LS = "Microsoft.DataFactory/factories/linkedServices"


def resource(kind: Kind, name: str, properties: dict[str, Any], secure: dict[Path, str] | None = None) -> Resource:
    return Resource(kind, name, properties, NOWHERE, secure=secure or {})


def template(*resources: Resource, **options: Any) -> Template:
    return arm_template(Factory("f", "dev", resources), ArmOptions(**options))


def exported(kind: Kind, properties: dict[str, Any], *others: Resource, **options: Any) -> dict[str, Any]:
    """The properties that a resource named `r` is exported with."""
    made = template(resource(kind, "r", properties), *others, **options)
    return next(one.properties for one in made.resources if one.id.endswith(f"/{kind.collection}/r')]"))


def declared(made: Template) -> dict[str, dict[str, Any]]:
    return {one.name: one.declaration() for one in made.parameters[1:]}


def service(kind: str, **settings: Any) -> dict[str, Any]:
    return {"annotations": [], "type": kind, "typeProperties": settings}


def activity(kind: str, **settings: Any) -> dict[str, Any]:
    return {"name": "a", "type": kind, "dependsOn": [], "userProperties": [], "typeProperties": settings}


def settings_of(kind: str, **settings: Any) -> dict[str, Any]:
    """The `typeProperties` that an activity is exported with."""
    found: dict[str, Any] = exported(PIPELINES, {"activities": [activity(kind, **settings)]})["activities"][0]
    return dict(found["typeProperties"])


def dataset_reference(name: str) -> dict[str, Any]:
    return {"referenceName": name, "type": "DatasetReference"}


def service_reference(name: str) -> dict[str, Any]:
    return {"referenceName": name, "type": "LinkedServiceReference"}


def pipeline_reference(name: str) -> dict[str, Any]:
    return {"referenceName": name, "type": "PipelineReference"}
