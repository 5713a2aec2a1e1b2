"""adfc as a process of its own: what it imports, its encodings, its pipes and its signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adfc.cli.commands import COMMANDS

ADFC = [sys.executable, "-m", "adfc"]
HEAVY = {"yaml", "jinja2", "rich", "azure", "jsonschema", "jsonschema_rs", "msgspec"}

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and terminals of POSIX")


def environment(**more: str) -> dict[str, str]:
    """This process's, with more."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "COLUMNS": "80", **more}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A project with one error, which quotes letters that few consoles have."""
    (tmp_path / "adfc.yml").write_text("name: demo\nfactory: demo-df\n")
    (tmp_path / "pipelines").mkdir()
    spec = "pipelines:\n  load:\n    activities:\n      run: {type: ExecutePipeline, pipeline: 日本}\n"
    (tmp_path / "pipelines/load.yml").write_text(spec, encoding="utf-8")
    return tmp_path


HELPS = [["--help"], ["--version"], *([str(command.name), "--help"] for command in COMMANDS)]


@pytest.mark.parametrize("arguments", HELPS, ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys; from adfc.cli.app import run; run({arguments!r}); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout
    assert HEAVY.isdisjoint(name.partition(".")[0] for name in done.stderr.split())


def test_completion_of_a_command_imports_nothing_heavy() -> None:
    asked = environment(_ADFC_COMPLETE="bash_complete", COMP_WORDS="adfc bu", COMP_CWORD="1")
    code = "import atexit, sys; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules))); import adfc.__main__"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=asked, check=False)
    assert done.stdout == "plain,build\n"
    assert HEAVY.isdisjoint(name.partition(".")[0] for name in done.stderr.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_script_asks_adfc(shell: str) -> None:
    done = subprocess.run([*ADFC, "completion", shell], capture_output=True, env=environment(), check=True)
    assert f"{shell}_complete".encode() in done.stdout
    assert b"_ADFC_COMPLETE" in done.stdout
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("name", ["text", "concise"])
def test_console_without_the_letters(name: str, broken: Path) -> None:
    old = environment(PYTHONIOENCODING="cp1252:strict", PYTHONUTF8="0")
    done = subprocess.run([*ADFC, "check", "--format", name], cwd=broken, check=False, capture_output=True, env=old)
    assert done.returncode == 1
    assert rb"\u65e5\u672c" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "azure"])
def test_machines_read_utf8_whatever_the_console(name: str, broken: Path) -> None:
    old = environment(PYTHONIOENCODING="cp1252:strict", PYTHONUTF8="0")
    command = [*ADFC, "check", "--format", name]
    there = subprocess.run(command, cwd=broken, check=False, capture_output=True, env=old)
    here = subprocess.run(command, cwd=broken, check=False, capture_output=True, env=environment(PYTHONUTF8="1"))
    assert there.stdout == here.stdout
    assert here.stdout.decode("utf-8")


@posix
def test_reader_who_leaves_ends_it_without_a_word(broken: Path) -> None:
    with subprocess.Popen(
        [*ADFC, "check"], cwd=broken, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_full_disk_under_stdout_is_said(broken: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*ADFC, "check"], cwd=broken, stdout=full, stderr=subprocess.PIPE, check=False, env=environment()
        )
    assert done.returncode == 4
    assert done.stderr.startswith(b"error: can't write to stdout: No space left on device\n")


@posix
def test_interrupt_ends_it_without_a_traceback(broken: Path) -> None:
    spec = broken / "pipelines/slow.yml"
    os.mkfifo(spec)
    with subprocess.Popen([*ADFC, "check"], cwd=broken, stderr=subprocess.PIPE, env=environment()) as process:
        writer = opened_when_read(spec, process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        os.close(writer)
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def opened_when_read(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The pipe, open for writing, as soon as the process reads it."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError("it ended before it read the pipe")


FAULT = "import adfc.report; from adfc.cli.app import run; adfc.report.FORMATS.clear(); raise SystemExit(run({!r}))"
"""adfc with a part broken out of it."""


@pytest.mark.parametrize(("arguments", "whole"), [(["check"], False), (["check", "-v"], True)])
def test_bug_is_told_with_what_to_report(arguments: list[str], whole: bool, broken: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULT.format(arguments)],
        cwd=broken,
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.returncode == 70
    assert "adfc has a bug: KeyError: 'text'\n" in done.stderr
    assert "Please report it with these lines" in done.stderr
    assert ("Traceback" in done.stderr) == whole
    assert ("with -v prints the whole traceback" in done.stderr) != whole


@posix
def test_progress_is_shown_on_a_terminal_when_work_is_long() -> None:
    pty = pytest.importorskip("pty")
    code = (
        "import sys, time; from adfc.report.progress import progress\n"
        "with progress('short work'): pass\n"
        "assert 'rich' not in sys.modules\n"
        "with progress('long work'): time.sleep(1.2)\n"
        "assert 'rich' in sys.modules\n"
    )
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], stderr=theirs, env=environment(TERM="xterm"))
    os.close(theirs)
    shown = b""
    while chunk := read(ours):
        shown += chunk
    assert process.wait(timeout=60) == 0, shown
    assert b"long work" in shown
    assert b"short work" not in shown


def read(terminal: int) -> bytes:
    """What is shown next; nothing when the other side is gone (Linux raises EIO then)."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_progress_is_silent_in_a_pipe() -> None:
    code = "import time; from adfc.report.progress import progress\nwith progress('long work'): time.sleep(0.8)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    assert done.stderr == b""
