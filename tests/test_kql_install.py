"""`adfc kql install` brings the parser that was pinned, or nothing; `adfc kql status` says what is there."""

import os
import shutil
import tarfile
from pathlib import Path

import pytest

from adfc.cli.app import run
from adfc.kql.home import home
from adfc.kql.install import InstallError, install
from adfc.kql.package import FILES, NAME, VERSION, Package
from tests.kql import parser

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of adfc with nothing in it."""
    monkeypatch.setenv("ADFC_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class TestHome:
    @pytest.mark.parametrize(
        ("platform", "env", "folder"),
        [
            ("linux", {"ADFC_HOME": "/a"}, "/a"),
            ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/adfc"),
            ("linux", {"XDG_CACHE_HOME": "relative"}, "~/.cache/adfc"),
            ("linux", {}, "~/.cache/adfc"),
            ("darwin", {"XDG_CACHE_HOME": "/c"}, "~/Library/Caches/adfc"),
            ("win32", {"LOCALAPPDATA": "/l"}, "/l/adfc"),
            ("win32", {}, "~/AppData/Local/adfc"),
        ],
    )
    def test_it_lies_where_the_system_keeps_caches(self, platform: str, env: dict[str, str], folder: str) -> None:
        assert home(env, platform) == Path(folder).expanduser()


class TestInstall:
    def tarball(self, folder: Path) -> Path:
        """A tarball of the right name that holds something else."""
        file = folder / f"kusto-language-service-next-{VERSION}.tgz"
        for name in FILES:
            (folder / name).write_text("evil()")
        with tarfile.open(file, "w:gz") as archive:
            for name in FILES:
                archive.add(folder / name, f"package/{name}")
        return file

    def test_another_package_is_not_installed(self, empty: Path, tmp_path: Path, capsys: Printed) -> None:
        assert run(["kql", "install", "--from", str(self.tarball(tmp_path))]) == 4
        said = capsys.readouterr().err
        assert f"is not {NAME} {VERSION}: its sha512 is another one" in said
        assert "nothing was installed" in said
        assert not Package(empty).is_there

    def test_a_file_that_is_not_there(self, empty: Path, capsys: Printed) -> None:
        assert run(["-C", str(empty.parent), "kql", "install", "--from", "nowhere.tgz"]) == 4
        assert 'nowhere.tgz": no such file or directory' in capsys.readouterr().err

    def test_without_npm_the_way_out_is_told(self, empty: Path) -> None:
        with pytest.raises(InstallError, match="npm, which brings the parser, is not on the PATH") as refused:
            install(empty, {"PATH": str(empty)})
        assert f"run npm pack {NAME}@{VERSION}" in refused.value.way_out
        assert "adfc kql install --from" in refused.value.way_out

    @pytest.mark.skipif(os.name != "posix", reason="a script of POSIX")
    def test_what_npm_says_is_told(self, empty: Path, tmp_path: Path) -> None:
        npm = tmp_path / "npm"
        npm.write_text("#!/bin/sh\necho 'npm error code E404' >&2\necho 'npm error 404 Not Found' >&2\nexit 1\n")
        npm.chmod(0o755)
        with pytest.raises(InstallError, match=f"npm can't bring {NAME}@{VERSION}: npm error 404 Not Found"):
            install(empty, {"PATH": str(tmp_path)})
        assert not Package(empty).is_there

    @pytest.mark.skipif(os.name != "posix", reason="a script of POSIX")
    def test_npm_brings_it(self, empty: Path, capsys: Printed) -> None:
        parser()  # skips the test where npm can't
        if shutil.which("npm") is None:
            pytest.skip("npm is not on the PATH")
        assert run(["kql", "install"]) == 0
        assert f"{NAME} {VERSION} is installed: {empty / 'kql'}" in capsys.readouterr().err
        assert Package(empty).is_whole
        assert run(["kql", "install"]) == 0
        assert "was there already" in capsys.readouterr().err
        (Package(empty).folder / "bridge.min.js").write_text("broken")
        assert not Package(empty).is_whole
        assert run(["kql", "install"]) == 0
        assert Package(empty).is_whole


class TestStatus:
    def test_it_is_not_there(self, empty: Path, capsys: Printed) -> None:
        assert run(["kql", "status"]) == 1
        said = capsys.readouterr().out
        assert said.startswith("KQL is not checked\n")
        assert "not installed: run adfc kql install" in said
        assert str(empty) in said

    def test_it_is_there(self, capsys: Printed) -> None:
        parser()
        assert run(["kql", "status"]) == 0
        assert capsys.readouterr().out.startswith(
            f"KQL is checked\n  parser   {NAME} {VERSION}, installed\n  run by   "
        )

    def test_it_is_damaged(self, empty: Path, capsys: Printed) -> None:
        folder = Package(empty).folder
        folder.mkdir(parents=True)
        for name in FILES:
            (folder / name).write_text("")
        assert run(["kql", "status"]) == 1
        assert "damaged: run adfc kql install" in capsys.readouterr().out
