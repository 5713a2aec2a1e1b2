"""Published factories as specs and back: every resource identical, from Git-mode folders and exported templates."""

import json
from pathlib import Path

import pytest

from adfc.connectors import open_library
from adfc.diagnostic import Problems
from adfc.emit.arm import ArmOptions, arm_template
from adfc.files import Folder
from adfc.importer import Outcome, Project, Source, project_of, prove, read_arm, read_git, read_parameters
from adfc.importer.lift.nowhere import no_places
from adfc.importer.same import differences
from adfc.model import Document
from adfc.read import decode, read_json
from tests.conformance.published import CORPUS, Published, all_published, needs_corpus
from tests.importing import write

FACTORIES = all_published()
EXPORTED = [one for one in FACTORIES if Path(CORPUS, one.name, "arm", "ARMTemplateForFactory.json").is_file()]
NAMES = {"ids": lambda one: one.name}


def built(source: Source, root: Path) -> tuple[Project, Outcome]:
    """The project of a source in the folder `root`, and what became of it."""
    made = project_of(source, open_library(Folder(root)), "published")
    files = made.files({})
    write(root, files)
    return made, prove(root, source, made, files, {})


def document(path: Path) -> Document:
    """A JSON file."""
    source, _ = decode(path.name, path.read_bytes())
    assert source is not None
    found, _ = read_json(source)
    assert found is not None
    return found


def template_of(one: Published) -> tuple[Source, Problems]:
    """The factory of a published template, with the values of the parameter file beside it."""
    folder = Path(CORPUS, one.name, "arm")
    problems = Problems()
    values = read_parameters(document(folder / "ARMTemplateParametersForFactory.json"), problems)
    source = read_arm(document(folder / "ARMTemplateForFactory.json"), values, {}, lambda _: None, problems)
    return source, problems


@needs_corpus
@pytest.mark.parametrize("one", FACTORIES, **NAMES)
def test_every_resource_of_a_git_folder_comes_back(one: Published, tmp_path: Path) -> None:
    source = read_git(one.files(), str(one.facts.get("factory_name") or ""), {}, Problems())
    _, outcome = built(source, tmp_path)
    assert outcome.proofs["default"].holds, outcome.proofs["default"].different


@needs_corpus
@pytest.mark.parametrize("one", EXPORTED, **NAMES)
def test_every_resource_of_a_template_comes_back(one: Published, tmp_path: Path) -> None:
    source, problems = template_of(one)
    assert not problems.found
    _, outcome = built(source, tmp_path)
    assert outcome.proofs["default"].holds, outcome.proofs["default"].different


@needs_corpus
@pytest.mark.parametrize("one", EXPORTED, **NAMES)
def test_a_template_of_what_was_imported_says_the_same(one: Published) -> None:
    source, _ = template_of(one)
    exported = arm_template(source.factory, ArmOptions()).data()
    again = read_arm(Document("", exported, no_places()), None, {}, lambda _: None, Problems()).factory
    assert [one.key for one in again.resources] == [one.key for one in source.factory.resources]
    for was, now in zip(source.factory.resources, again.resources, strict=True):
        assert list(differences(was.properties, now.properties)) == []
        assert dict(was.secure) == dict(now.secure)


@needs_corpus
@pytest.mark.parametrize("one", EXPORTED, **NAMES)
def test_the_values_of_a_parameter_file_make_a_target(one: Published, tmp_path: Path) -> None:
    parameters = document(Path(CORPUS, one.name, "arm", "ARMTemplateParametersForFactory.json"))
    told = json.loads(json.dumps(parameters.data))
    for name, value in told["parameters"].items():
        if isinstance(value.get("value"), str) and value["value"]:
            value["value"] = f"{value['value']}-prod" if name != "factoryName" else "prod-df"
    prod = read_parameters(Document("prod.json", told, parameters.places), Problems())
    source = read_git(one.files(), str(one.facts.get("factory_name") or ""), {"prod": prod}, Problems())
    _, outcome = built(source, tmp_path)
    assert {name: proof.different for name, proof in outcome.proofs.items()} == {"dev": (), "prod": ()}
