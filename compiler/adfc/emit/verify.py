"""A build folder held against its `manifest.json`: the first step of a release, before anything is deployed from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from adfc.diagnostic import Diagnostic, Problems
from adfc.emit.manifest import FILE, VERSION, digest
from adfc.model import Data, Document
from adfc.source import Path, Span


class UnknownManifestError(Exception):
    """What is called a manifest is none, or one of a form that only another version of adfc knows."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, read."""

    document: Document
    files: Mapping[str, str]
    """By path below the folder, the sha256 of each file but the manifest's own."""

    def told(self, key: str) -> Data:
        """What the manifest says under a key of its top: `project`, `target`, `adfc`."""
        return self.document.data.get(key)


def open_manifest(document: Document) -> Manifest:
    """The manifest in `manifest.json`.

    Raises:
        UnknownManifestError: it is none of the one version that this reader knows.
    """
    data = document.data
    version = data.get("manifestVersion") if isinstance(data, dict) else None
    if version is None:
        raise UnknownManifestError(f'"{document.name}" is no manifest of a build')
    if type(version) is not int or version != VERSION:
        raise UnknownManifestError(f'"{document.name}" has version {version}, and only version {VERSION} is known')
    files = data.get("files")
    if not isinstance(files, dict) or not all(isinstance(one, str) for one in files.values()):
        raise UnknownManifestError(f'"{document.name}" does not say which files there must be')
    return Manifest(document, files)


def secure_of(manifest: Manifest) -> Mapping[tuple[str, str], Mapping[Path, str]]:
    """The secure parameters of a build: by the key of each resource, path of a `SecureString` to parameter."""
    told = manifest.told("resources")
    return {
        (one["kind"], one["name"].lower()): {tuple(each["path"]): each["parameter"] for each in one.get("secure", ())}
        for one in (told if isinstance(told, list) else ())
    }


def verify(manifest: Manifest, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What differs between a folder's files and its manifest, by path; nothing when all bytes are as they were built.

    Adds ADF990 (a file is missing), ADF991 (its bytes differ) and ADF992 (a file is there that no build wrote).

    Args:
        manifest: the folder's own.
        files: the content of each file in the folder by its path; that of the manifest is passed over.
    """
    problems = Problems()
    for path in sorted(manifest.files.keys() | files.keys() - {FILE}):
        if path not in files:
            place = manifest.document.span(("files", path), key=True)
            problems.error("ADF990", f'"{path}" is missing', place, "build anew, and hand on the whole folder")
        elif path not in manifest.files:
            message = f'"{path}" is not of this build'
            problems.error("ADF992", message, _whole(path), "delete it: nothing else may be deployed with the build")
        elif digest(files[path]) != manifest.files[path]:
            message = f'"{path}" is not as it was built'
            problems.error("ADF991", message, _whole(path), _way_out(files[path], manifest.files[path]))
    return problems.found


def _way_out(content: bytes, wanted: str) -> str:
    if digest(content.replace(b"\r\n", b"\n")) == wanted:
        return (
            "only its line ends differ: write `* text=auto eol=lf` to .gitattributes, or hand the folder on without Git"
        )
    return "build anew: what is changed by hand belongs in a spec"


def _whole(path: str) -> Span:
    return Span(path, 1, 1, 1, 1)
