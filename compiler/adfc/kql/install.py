"""Brings Microsoft's parser: by npm from the registry that npm is set up for, or from the package's tarball."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from adfc.kql.engines import Engine, engines
from adfc.kql.package import FILES, INTEGRITY, NAME, VERSION, Package

PATIENCE = 300.0
"""The seconds that npm may take."""

SNAPSHOT_PATIENCE = 120.0


class InstallError(Exception):
    """The parser can't be brought: what is in the way, and the way out."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


def install(home: Path, env: Mapping[str, str], tarball: Path | None = None) -> bool:
    """Put the parser below adfc's home; whether it had to be brought.

    Args:
        home: adfc's folder of this user.
        env: says where npm and Node.js are.
        tarball: the package as `npm pack` writes it; None lets npm fetch it.

    Raises:
        InstallError: it can't be brought, or is not the package that was pinned. What was there before stays.
    """
    package = Package(home)
    is_new = not package.is_whole
    if is_new:
        with tempfile.TemporaryDirectory(prefix="adfc-kql-") as folder:
            _unpack(_checked(tarball or _fetched(Path(folder), env)), package)
    prepare(package, env)
    return is_new


def prepare(package: Package, env: Mapping[str, str]) -> None:
    """Let Node.js keep the started parser, so that it starts at once; a Node.js that can't is as good, and slower."""
    for engine in engines(env):
        snapshot = engine.snapshot(package.folder)
        if engine.is_node and not snapshot.is_file():
            for old in package.folder.glob("node-*.snapshot"):
                old.unlink(missing_ok=True)
            _build(engine, package.folder, snapshot)


def _build(engine: Engine, parser: Path, snapshot: Path) -> None:
    made = snapshot.with_suffix(f".{os.getpid()}")
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 (the command is found, not written by a user)
            engine.building(parser, made), check=True, capture_output=True, timeout=SNAPSHOT_PATIENCE
        )
        made.replace(snapshot)
    made.unlink(missing_ok=True)


def _fetched(folder: Path, env: Mapping[str, str]) -> Path:
    npm = shutil.which("npm", path=env.get("PATH", os.defpath))
    offline = f"on another machine run npm pack {NAME}@{VERSION}, and give its file to adfc kql install --from"
    if npm is None:
        raise InstallError("npm, which brings the parser, is not on the PATH", f"install Node.js; or {offline}")
    command = [npm, "pack", f"{NAME}@{VERSION}", "--pack-destination", str(folder), "--loglevel", "error"]
    try:
        done = subprocess.run(  # noqa: S603 (the command is found, not written by a user)
            command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False, env=dict(env)
        )
    except subprocess.TimeoutExpired:
        raise InstallError(f"npm gave no answer in {PATIENCE:g} seconds", offline) from None
    except OSError as error:
        raise InstallError(f"can't start {npm}: {error.strerror}", offline) from error
    found = next(folder.glob("*.tgz"), None)
    if done.returncode or found is None:
        raise InstallError(f"npm can't bring {NAME}@{VERSION}: {_said(done.stderr + done.stdout)}", offline)
    return found


DETAIL = re.compile(r"npm (?:error|ERR!)(?: (?:code|syscall|errno|at|A complete log)\b.*)?$")
"""Lines in which npm does not say what is wrong."""


def _said(output: bytes) -> str:
    lines = [line.strip() for line in output.decode(errors="replace").splitlines()]
    errors = [line for line in lines if line.startswith(("npm error", "npm ERR!"))]
    telling = [line for line in errors if not DETAIL.match(line)] or errors or lines
    return next(filter(None, telling), "it says nothing")


def _checked(tarball: Path) -> Path:
    try:
        digest = hashlib.sha512(tarball.read_bytes()).digest()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InstallError(f'can\'t read "{tarball}": {reason}', "name the file that npm pack wrote") from error
    if f"sha512-{base64.b64encode(digest).decode()}" != INTEGRITY:
        message = f'"{tarball.name}" is not {NAME} {VERSION}: its sha512 is another one'
        raise InstallError(message, f"make it with npm pack {NAME}@{VERSION}; nothing was installed")
    return tarball


def _unpack(tarball: Path, package: Package) -> None:
    """Put the files in place at once: a parser that is half there is none."""
    wanted = [*FILES, "package.json"]
    try:
        package.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=package.folder.parent, prefix=".parser-") as folder:
            with tarfile.open(tarball) as archive:
                for name in wanted:
                    member = archive.extractfile(f"package/{name}")
                    if member is not None:
                        (Path(folder) / name).write_bytes(member.read())
            package.folder.mkdir(exist_ok=True)
            for name in wanted:
                (Path(folder) / name).replace(package.folder / name)
    except OSError as error:
        message = f'can\'t write "{error.filename or package.folder}": {error.strerror}'
        raise InstallError(message, "ADFC_HOME names another folder") from error
