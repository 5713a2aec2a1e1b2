"""`adfc build --check`: whether a build folder still is what was built."""

from pathlib import Path

from adfc.cli.exits import GOOD, SPEC_ERRORS, Refusal
from adfc.cli.run.project import show
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.compile import Compilation
from adfc.emit.manifest import FILE
from adfc.emit.verify import Manifest, UnknownManifestError, open_manifest, verify
from adfc.model import Document
from adfc.read import decode, read_json
from adfc.write import NotOursError, files_in


def check_build(settings: Settings, folder: str, target: str | None, report_format: str) -> int:
    """Hold the files of `folder` against its manifest and show what differs; the exit code."""
    if target is not None:
        raise Refusal("--check looks at what is built, whatever its target", "leave --target out")
    root = (settings.directory / folder).resolve()
    manifest, files = open_build(settings, root, "--check")
    found = tuple(verify(manifest, files))
    show(settings, root, Compilation(found, texts={FILE: files[FILE].decode()}), report_format)
    if not found and not settings.quiet:
        say(f"{settings.seen(root)}/ is as it was built: {_described(manifest)}")
    return SPEC_ERRORS if found else GOOD


def open_build(settings: Settings, root: Path, option: str) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest of the build folder that an option names, and the content of each of its files by its path.

    Raises:
        Refusal: it is none, or can't be read.
    """
    files = _files(root)
    return _manifest(files, settings.seen(root), option), files


def _files(root: Path) -> dict[str, bytes]:
    """The content of every file in the folder by its path."""
    try:
        return {path: (root / path).read_bytes() for path in files_in(root)}
    except NotOursError as error:
        raise Refusal(error.message, error.way_out) from error
    except OSError as error:
        raise Refusal(f'can\'t read "{error.filename}": {error.strerror}', "nothing is verified") from error


def _manifest(files: dict[str, bytes], where: str, option: str) -> Manifest:
    if FILE not in files:
        raise Refusal(f'there is no {FILE} in "{where}"', f"name the folder that adfc build wrote: {option} FOLDER")
    document = _read(files[FILE])
    if document is None:
        raise Refusal(f'"{FILE}" in "{where}" can\'t be read', "build anew")
    try:
        return open_manifest(document)
    except UnknownManifestError as error:
        raise Refusal(str(error), "verify it with the version of adfc that built it, or build anew") from error


def _read(content: bytes) -> Document | None:
    source, _ = decode(FILE, content)
    document, found = read_json(source) if source else (None, [])
    return None if found else document


def _described(manifest: Manifest) -> str:
    count = len(manifest.files) + 1
    return f"{count} files of {manifest.told('project')} for target {manifest.told('target')}"
