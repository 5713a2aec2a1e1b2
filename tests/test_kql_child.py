"""The child that asks the parser never holds adfc up nor outlives it; the cache is believed only where it is whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adfc.kql import Answer, Database, Question, Unanswered
from adfc.kql.cache import KEPT, Cache
from adfc.kql.child import converse
from adfc.kql.engines import Engine, engines
from adfc.kql.package import FILES
from adfc.kql.parser import AGAIN, Parser
from tests.kql import parser

DATABASE = Database("db", "", {"T": {"a": "int"}})
ECHO = "import sys\nfor line in sys.stdin: print(line.strip().upper(), flush=True)"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and scripts of POSIX")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


class TestConversation:
    def test_every_line_is_answered(self) -> None:
        assert converse(python(ECHO), [b"a", b"b"], 20) == ([b"A\n", b"B\n"], "")

    def test_long_texts_block_nobody(self) -> None:
        lines = [b"x" * 300_000 for _ in range(20)]
        answers, reason = converse(python(ECHO), lines, 20)
        assert (len(answers), reason) == (20, "")

    def test_one_that_gets_stuck_is_killed(self) -> None:
        code = "import sys, os, time\nprint(os.getpid(), flush=True)\nsys.stdin.readline()\ntime.sleep(600)"
        started = time.monotonic()
        answers, reason = converse(python(code), [b"a", b"b"], 2)
        assert reason == "no answer in 2 seconds"
        assert time.monotonic() - started < 20
        assert not is_alive(int(answers[0]))

    def test_one_that_ends_says_why(self) -> None:
        answers, reason = converse(
            python("import sys; input(); print(1, flush=True); raise ValueError('odd')"), [b"a"] * 2, 20
        )
        assert (answers, reason) == ([b"1\n"], "it ended with code 1: ValueError: odd")

    def test_one_that_is_killed_ends_the_talk(self) -> None:
        answers, reason = converse(python("import os, signal; os.kill(os.getpid(), signal.SIGTERM)"), [b"a"], 20)
        assert answers == []
        assert reason.startswith("it ended with code")

    def test_one_that_can_not_be_started(self) -> None:
        assert converse(["no-such-program"], [b"a"], 20) == (
            [],
            "can't start no-such-program: no such file or directory",
        )

    @posix
    def test_ctrl_c_ends_both(self, tmp_path: Path) -> None:
        (tmp_path / "stuck.py").write_text(
            "import os, time\nopen('pid', 'w').write(str(os.getpid()))\nos.rename('pid', 'there')\ntime.sleep(600)"
        )
        code = f"from adfc.kql.child import converse; converse([{sys.executable!r}, 'stuck.py'], [b'a'], 600)"
        run = subprocess.Popen(python(code), cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
        there = tmp_path / "there"
        wait_until(there.exists)
        run.send_signal(signal.SIGINT)  # to adfc alone: the child is its to end
        assert run.wait(timeout=20) != 0
        wait_until(lambda: not is_alive(int(there.read_text())))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(true: object) -> None:
    for _ in range(400):
        if callable(true) and true():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


def home_with(known: Parser, folder: Path) -> Path:
    """A home of adfc with the installed parser, and nothing known yet."""
    (folder / "kql").mkdir(parents=True)
    (folder / "kql" / "parser-12.4.1").symlink_to(known.home / "kql" / "parser-12.4.1")
    return folder


@posix
class TestParser:
    def script(self, folder: Path, text: str) -> Engine:
        program = folder / "node"
        program.write_text(f"#!{sys.executable}\n{text}")
        program.chmod(0o755)
        return Engine("Node.js", str(program), is_node=True)

    def asked(self, folder: Path, script: str, *texts: str, patience: float = 2) -> list[object]:
        home = home_with(parser(), folder / "home")
        engine = self.script(folder, script)
        return list(
            Parser({"ADFC_HOME": str(home)}, patience, engine).ask([Question(text, DATABASE) for text in texts])
        )

    def test_a_text_it_never_gets_through_is_left_out_and_the_others_asked(self, tmp_path: Path) -> None:
        script = (
            "import sys, time\nfor line in sys.stdin:\n    if 'slow' in line: time.sleep(600)\n"
            """    print('{"faults": [], "columns": [["a", "int"]], "command": false, "loose": null}', flush=True)"""
        )
        first, second, third = self.asked(tmp_path, script, "T", "slow", "T | take 1")
        assert first == third == Answer((), {"a": "int"})
        assert second == Unanswered("the parser in Node.js gave up: no answer in 2 seconds", AGAIN)

    def test_one_that_always_ends_is_asked_once(self, tmp_path: Path) -> None:
        replies = self.asked(tmp_path, "import sys; sys.exit('SyntaxError: too old')", "T", "T | take 1", "T | count")
        assert (
            replies
            == [Unanswered("the parser in Node.js gave up: it ended with code 1: SyntaxError: too old", AGAIN)] * 3
        )

    def test_what_is_no_answer_is_not_believed(self, tmp_path: Path) -> None:
        [reply] = self.asked(tmp_path, "for line in open(0): print('hello', flush=True)", "T")
        assert reply == Unanswered("Node.js answered with no JSON", AGAIN)

    def test_files_that_were_changed_are_not_run(self, tmp_path: Path) -> None:
        folder = tmp_path / "kql" / "parser-12.4.1"
        folder.mkdir(parents=True)
        for name in FILES:
            (folder / name).write_text("process.exit()")
        engine = next(engines(os.environ), None) or Engine("Node.js", "node", is_node=True)
        [reply] = Parser({"ADFC_HOME": str(tmp_path)}, 20, engine).ask([Question("T", DATABASE)])
        assert reply == Unanswered("the files of Microsoft's parser are not what was installed", "run adfc kql install")

    def test_without_the_parser_the_way_out_is_told(self, tmp_path: Path) -> None:
        [reply] = Parser({"ADFC_HOME": str(tmp_path)}).ask([Question("T", DATABASE)])
        assert reply == Unanswered("Microsoft's parser is not installed", "run adfc kql install")

    def test_a_snapshot_that_does_not_fit_is_done_without(self, tmp_path: Path) -> None:
        node = next((one for one in engines(os.environ) if one.is_node), None)
        if node is None:
            pytest.skip("there is no Node.js")
        folder = tmp_path / "kql" / "parser-12.4.1"
        folder.mkdir(parents=True)
        for name in FILES:
            (folder / name).symlink_to(parser().home / "kql" / "parser-12.4.1" / name)
        node.snapshot(folder).write_bytes(b"of another Node.js")
        [reply] = Parser({"ADFC_HOME": str(tmp_path)}, 30, node).ask([Question("T", DATABASE)])
        assert reply == Answer((), {"a": "int"})

    def test_without_node_mini_racer_runs_it(self, tmp_path: Path) -> None:
        home = home_with(parser(), tmp_path)
        pytest.importorskip("py_mini_racer", reason="mini-racer is not installed")
        known = Parser({"ADFC_HOME": str(home), "PATH": str(tmp_path)})
        assert [one.name for one in engines(known.env)] == ["mini-racer"]
        assert known.ask([Question("T", DATABASE)]) == [Answer((), {"a": "int"})]

    def test_what_is_known_starts_no_child(self, tmp_path: Path) -> None:
        home = home_with(parser(), tmp_path / "home")
        known = Parser({**os.environ, "ADFC_HOME": str(home)})
        question = Question("T | project b", DATABASE)
        first = known.ask([question])
        dead = self.script(tmp_path, "raise SystemExit('started')")
        assert Parser(known.env, chosen=dead).ask([question]) == first
        other = Question("T | project b", Database("db", "", {"T": {"b": "int"}}))
        assert isinstance(Parser(known.env, chosen=dead).ask([other])[0], Unanswered)


class TestCache:
    def test_what_was_put_is_got(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path / "new")
        assert cache.get("a") is None
        cache.put("a", b"{}\n")
        assert cache.get("a") == b"{}\n"
        assert [one.name for one in (tmp_path / "new").iterdir()] == ["a"]

    @pytest.mark.parametrize("broken", [b"", b"\0\0", b"{}", b"abc\n{}", None])
    def test_what_is_broken_is_not_believed(self, tmp_path: Path, broken: bytes | None) -> None:
        cache = Cache(tmp_path)
        cache.put("a", b"{}")
        whole = (tmp_path / "a").read_bytes()
        (tmp_path / "a").write_bytes(whole[:-1] if broken is None else broken)
        assert cache.get("a") is None

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root")
    def test_a_folder_that_can_not_be_written_does_no_harm(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        Cache(tmp_path / "in").put("a", b"{}")
        Cache(tmp_path).put("a", b"{}")

    def test_a_file_in_place_of_the_folder_does_no_harm(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        cache = Cache(tmp_path / "file")
        cache.put("a", b"{}")
        cache.forget_old()
        assert cache.get("a") is None

    def test_what_is_old_is_forgotten(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put("old", b"1")
        cache.put("new", b"2")
        then = time.time() - KEPT - 60
        os.utime(tmp_path / "old", (then, then))
        cache.forget_old()
        assert (cache.get("old"), cache.get("new")) == (None, b"2")

    def test_runs_beside_each_other_do_no_harm(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from adfc.kql.cache import Cache\n"
            "cache = Cache(Path(sys.argv[1]))\n"
            "for n in range(300):\n"
            "    cache.put(str(n % 7), b'x' * 5000)\n"
            "    assert cache.get(str(n % 7)) == b'x' * 5000\n"
        )
        runs = [subprocess.Popen([*python(code), str(tmp_path)]) for _ in range(3)]
        assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
        assert sorted(one.name for one in tmp_path.iterdir()) == [str(n) for n in range(7)]
