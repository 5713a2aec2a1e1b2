"""One template for all targets: what differs between them is a parameter, and each target has its values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adfc.emit.arm.differences import Difference, Differences, find_differences, same
from adfc.emit.arm.draft import Draft
from adfc.emit.arm.export import arm_template, drafts_of, template_of
from adfc.emit.arm.expressions import FACTORY_ID, parameter, unescaped
from adfc.emit.arm.fold import Folded, fold
from adfc.emit.arm.options import ArmOptions
from adfc.emit.arm.parameters import Parameters
from adfc.emit.arm.template import FACTORY_TYPE, Parameter, Template
from adfc.emit.build import Build
from adfc.kinds import GLOBAL_PARAMETERS
from adfc.model import Data, Factory, Resource, tree_order
from adfc.source import Path

Values = Mapping[str, Data]

ALWAYS = (FACTORY_TYPE, GLOBAL_PARAMETERS.arm_type)
"""What every target has, though it is no resource of the factory's own."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The template that every target is deployed from."""

    template: Template
    values: Mapping[str, Values]
    """By target, the values of its parameter file by name. A secret has none: the deployment asks for it."""
    left: tuple[tuple[str, Path], ...] = ()
    """Resource id and path of what differs and could not become a parameter."""


def shared_template(build: Build) -> Shared:
    """The template of a build, and the values of each target's parameter file.

    Deploying the template with a target's values gives exactly what building that target alone would deploy.
    """
    options = _options(build.options)
    stage = _Stage(build, options)
    template = _closed(template_of(build.factory, stage.drafts, options, stage.further))
    folded = fold(template)
    values = {target: _within(stage.values(target, template), folded) for target in build.factories}
    return Shared(folded.template, values, stage.left())


def _closed(template: Template) -> Template:
    """The template without dependencies on what it does not hold.

    Those are another project's resources, or what every factory has. The exporter names them all the same, and Resource
    Manager then refuses the whole: "The resource ... is not defined in the template".
    """
    inside = {one.id for one in template.resources} | {FACTORY_ID}
    outside = {one for resource in template.resources for one in resource.depends_on} - inside
    gone = {one for one in outside if "parameters(" not in one}
    if not gone:
        return template
    kept = (replace(one, depends_on=tuple(i for i in one.depends_on if i not in gone)) for one in template.resources)
    return replace(template, resources=tuple(kept))


def _options(options: ArmOptions) -> ArmOptions:
    """With `differences` alone the definition asks for nothing; secrets are hidden all the same."""
    return replace(options, definition={}) if options.parameters == "differences" else options


class _Stage:
    """Compares the targets, and puts what it finds into the drafts of the shared template."""

    def __init__(self, build: Build, options: ArmOptions) -> None:
        self._build, self._options = build, options
        self.drafts = drafts_of(_union(build), options)
        differing = {target: _differing(build, one) for target, one in build.factories.items()}
        compared = {target: drafts_of(one, options) for target, one in differing.items()}
        self._found = find_differences(compared)
        self._secure = {target: {one.id: one.secure for one in drafts} for target, drafts in compared.items()}
        self._owners = {target: {one.key for one in factory.resources} for target, factory in build.factories.items()}
        self._own = {target: arm_template(one, options) for target, one in differing.items()}
        self._conditions: dict[str, tuple[str, str]] = {}
        self._made: dict[str, Difference] = {}
        self._left: list[tuple[str, Path]] = []

    def further(self, drafts: Sequence[Draft], parameters: Parameters) -> None:
        """The third pass over parameters, after secrets and definition: differences, and resources of some targets."""
        if self._options.parameters == "microsoft":
            self._left = [(one.id, one.path) for one in self._uncovered(drafts)]
            return
        stage = Differences(self._build.target, parameters)
        by_id = {draft.id: draft for draft in drafts}
        for found in self._found:
            stage.apply(found, by_id[found.id])
        self._made = stage.made
        self._left = [(found.id, found.path) for _, found in stage.secret] + list(self._secure_differences())
        for draft in drafts:
            if draft.type not in ALWAYS and not all(draft.key in keys for keys in self._owners.values()):
                self._make_conditional(draft, parameters)

    def left(self) -> tuple[tuple[str, Path], ...]:
        """What differs and is no parameter."""
        return tuple(self._left)

    def values(self, target: str, template: Template) -> dict[str, Data]:
        """The values of a target's parameter file, before folding; of what is the same everywhere, the template's."""
        own = {one.name: one for one in self._own[target].parameters}
        values: dict[str, Data] = {}
        for one in template.parameters:
            if one.name in self._made:
                if target in self._made[one.name].values:
                    values[one.name] = self._made[one.name].value(target)
            elif one.name in self._conditions:
                values[one.name] = self._conditions[one.name] in self._owners[target]
            elif (told := own.get(one.name, one)).default is not None:
                values[one.name] = unescaped(told.value())
        return values

    def _make_conditional(self, draft: Draft, parameters: Parameters) -> None:
        name = f"{draft.prefix}_condition"
        self._conditions[name] = draft.key
        here = draft.key in self._owners[self._build.target]
        parameters.add(Parameter(name, "bool", (draft.place(("condition",)),), default=(here,)))
        draft.settings[name] = None
        draft.body["condition"] = parameter(name)

    def _secure_differences(self) -> Iterator[tuple[str, Path]]:
        """Secrets that take another parameter in another target."""
        for draft in self.drafts:
            for path, name in draft.secure.items():
                named = {secure[draft.id].get(path) for secure in self._secure.values() if draft.id in secure}
                if named - {name}:
                    yield draft.id, ("properties", *path)

    def _uncovered(self, drafts: Sequence[Draft]) -> list[Difference]:
        """The differences that the definition did not make parameters."""
        bodies = {draft.id: draft.body for draft in drafts}
        return [one for one in self._found if not _is_covered(bodies[one.id], one.path)]


def _differing(build: Build, factory: Factory) -> Factory:
    """A target's factory with only those of its resources that are not the same in every target.

    Most are: comparing what was lowered is far quicker than drafting it.
    """
    others = [{one.key: one for one in other.resources} for other in build.factories.values() if other is not factory]
    kept = [one for one in factory.resources if not all(_is_same(one, other.get(one.key)) for other in others)]
    return replace(factory, resources=tuple(kept))


def _is_same(one: Resource, other: Resource | None) -> bool:
    return (
        other is not None
        and one.name == other.name
        and one.secure == other.secure
        and same(one.properties, other.properties)
    )


def _is_covered(value: Data, path: Path) -> bool:
    for step in path:
        if isinstance(value, str):
            break
        value = value[step]
    return isinstance(value, str) and value.startswith("[parameters(")


def _union(build: Build) -> Factory:
    """The chosen target's factory with the resources that only others have, in canonical order."""
    known = {one.key: one for one in build.factory.resources}
    for factory in build.factories.values():
        for resource in factory.resources:
            known.setdefault(resource.key, resource)
    return replace(build.factory, resources=tuple(sorted(known.values(), key=tree_order)))


def _within(values: dict[str, Data], folded: Folded) -> Values:
    """The values with those of folded parameters inside their objects, which must hold every one of them."""
    defaults = {one.name: one.value() for one in folded.template.parameters}
    objects: dict[str, dict[str, Data]] = {owner: unescaped(defaults[owner]) for owner in set(folded.into.values())}
    result: dict[str, Data] = {}
    for name, value in values.items():
        owner = folded.into.get(name)
        if owner is None:
            result[name] = value
        else:
            objects[owner][name] = value
            result[owner] = objects[owner]
    return result
