"""`adfc import`: read a factory, write its specs, build them again and show what differs."""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.import_source import Findings, Reader
from adfc.cli.run.init import project_name
from adfc.cli.run.project import show
from adfc.cli.run.screen import put, say
from adfc.cli.settings import Settings
from adfc.compile import Compilation
from adfc.connectors import open_library
from adfc.diagnostic import has_errors, in_order
from adfc.files import PROJECT_FILE, Folder
from adfc.importer import Outcome, Project, Proof, Source, project_of, prove
from adfc.model import Artifact
from adfc.publish.plan.marks import without_marks
from adfc.report.progress import progress
from adfc.validate.wanted import dotted

FOR_ITSELF = "adfc describes what is in a factory; of the factory itself, this stays as it is in Azure: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    source: str | None
    into: str
    factory: str
    parameters: Sequence[str]
    force: bool
    must_hold: bool


def import_factory(settings: Settings, **given: Any) -> int:
    """Make a project of a factory, as `given` asks by the names of `Wanted`; the exit code."""
    wanted = Wanted(**given)
    if wanted.source is None:
        way_out = "name a folder or a template, or a live factory by --factory and --resource-group"
        raise Refusal("nothing is named to be imported", way_out)
    path = settings.directory / wanted.source
    reader = Reader(settings, Findings(settings.directory), Findings(path))
    with progress("reading the factory"):
        source = reader.read(path, wanted.factory, wanted.parameters)
    return bring_in(settings, wanted, source, reader)


def bring_in(settings: Settings, wanted: Wanted, source: Source, reader: Reader) -> int:
    """Write the specs of what was read and prove them; the exit code.

    Raises:
        Refusal: a file is there already, or can't be written.
    """
    root = settings.directory / wanted.into
    source, marks = _unmarked(source)
    failed = [_shown(settings, one) for one in (reader.named, reader.inside)]
    with progress("writing the specs"):
        name = project_name(source.factory.name or wanted.factory or reader.inside.base.resolve().stem)
        project = project_of(source, open_library(Folder(root)), name)
        files = project.files({})
        _write(root, files, settings, force=wanted.force)
    with progress("building them again"):
        outcome = prove(root, source, project, files, os.environ)
        if outcome.notes.comments:
            commented = project.files(outcome.notes.comments)
            _write(root, [one for one in commented if one not in files], settings, force=True)
    put("".join((*_told(outcome), *_hidden(source))))
    if not settings.quiet:
        _say_marks(marks)
        _say_what_came(settings, root, source, project, outcome)
    holds = all(proof.holds for proof in outcome.proofs.values())
    return SPEC_ERRORS if any(failed) or (wanted.must_hold and not holds) else GOOD


def _unmarked(source: Source) -> tuple[Source, Mapping[str, int]]:
    """The source without the marks of `adfc publish`, and how many resources carried each."""
    factory, found = without_marks(source.factory)
    targets = {name: without_marks(one)[0] for name, one in source.targets.items()}
    return replace(source, factory=factory, targets=targets), found


def _shown(settings: Settings, findings: Findings) -> bool:
    """Show what is wrong with what was read; whether some of it can't be read."""
    found = tuple(in_order(findings.problems.found))
    show(settings, findings.base.resolve(), Compilation(found, texts=findings.texts), "text")
    return has_errors(found)


def _write(root: Path, files: Sequence[Artifact], settings: Settings, *, force: bool) -> None:
    """Write the files; none of them, if one is there already and is not to be written over.

    Raises:
        Refusal: a file is there already, or can't be written.
    """
    there = [] if force else [one.path for one in files if (root / one.path).exists()]
    if there:
        verb = f" and {len(there) - 1} more of the files are" if there[1:] else " is"
        message = f'"{settings.seen(root / there[0])}"{verb} there already'
        raise Refusal(message, "import --into another folder, or write over them with --force")
    try:
        for one in files:
            file = root / one.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(one.text.encode())
    except OSError as error:
        raise Refusal(f'can\'t write "{error.filename}": {error.strerror}', "import --into another folder") from error


def _told(outcome: Outcome) -> Iterator[str]:
    """The proof, in lines."""
    several = len(outcome.proofs) > 1
    for target, proof in outcome.proofs.items():
        yield f"{f'{target}: ' if several else ''}{proof.identical} of {proof.total} resources identical\n"
        yield from _differences(proof)


def _differences(proof: Proof) -> Iterator[str]:
    for one in proof.different:
        yield f'{one.resource.kind.noun} "{one.resource.name}" differs:\n'
        yield from (f"  {reason}\n" for reason in one.reasons)
    for added in proof.added:
        yield f'{added.kind.noun} "{added.name}" was not there before\n'
    if proof.parameters:
        yield "the global parameters differ:\n"
        yield from (f"  {reason}\n" for reason in proof.parameters)


def _hidden(source: Source) -> Iterator[str]:
    """The secrets that need a value, in lines."""
    resources = {one.key: one for one in source.factory.resources}
    lines = [
        f'  {parameter}: {dotted(path)} of {resources[key].kind.noun} "{resources[key].name}"\n'
        for key, secrets in source.hidden.items()
        for path, parameter in secrets.items()
    ]
    if lines:
        yield f"secrets that Azure does not tell, each a secure parameter now that needs a value: {len(lines)}\n"
        yield from lines


def _say_what_came(settings: Settings, root: Path, source: Source, project: Project, outcome: Outcome) -> None:
    here = settings.seen(root)
    texts = sum(len(one.files) for one in project.specs)
    specs = len({one.file for one in project.specs})
    say(f"wrote {PROJECT_FILE}, {_counted(specs, 'file')} of specs and {_counted(texts, 'long text')} to {here}/")
    itself = (*source.factory.extra, *source.factory.properties)
    if itself:
        say(FOR_ITSELF + ", ".join(itself))
    errors = sum(one.is_error for one in outcome.compilation.diagnostics)
    if errors:
        say(f"adfc check finds {_counted(errors, 'error')} in the specs, where each stands as a comment")
    there = "" if here == "." else f" -C {shlex.quote(here)}"
    say(f"\nnext:\n  adfc{there} check      says what is wrong, and writes nothing")


def _say_marks(marks: Mapping[str, int]) -> None:
    for mark, count in sorted(marks.items()):
        say(f"the mark {mark} was left out of {_counted(count, 'resource')}: adfc publish sets it")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
