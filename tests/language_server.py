"""Red Hat's language server for YAML, which VS Code's extension for YAML and most other editors run, over stdio.

The environment variable ADFC_YAML_LANGUAGE_SERVER names its program. Without it npm installs it into a folder.
"""

import itertools
import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest

VERSION = "1.25.0"
PACKAGE = f"yaml-language-server@{VERSION}"
SECONDS = 60
"""How long to wait for an answer: far more than any takes."""

Message = dict[str, Any]


def command(folder: Path) -> list[str]:
    """What starts the server, installed into `folder` if need be; without a way to get it the test is skipped."""
    named = os.environ.get("ADFC_YAML_LANGUAGE_SERVER")
    if named:
        return [named, "--stdio"]
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("there is no node with npm to run yaml-language-server")
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not program.is_file():
        _install(npm, folder)
    return [node, str(program), "--stdio"]


def _install(npm: str, folder: Path) -> None:
    asked = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    try:
        subprocess.run(asked, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"npm can't install {PACKAGE}: {error}")


class LanguageServer:
    """A running server that has opened one folder with these settings."""

    def __init__(self, started: list[str], folder: Path, settings: Message) -> None:
        self._process = subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings, self._folder = settings, folder
        self._numbers = itertools.count(1)
        self._answers: dict[int, queue.Queue[Message]] = {}
        self._diagnostics: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        workspace = {"uri": folder.as_uri(), "name": folder.name}
        self._ask(
            "initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=[workspace], capabilities=ABLE
        )
        self._tell("initialized")

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(SECONDS)

    def open(self, name: str, text: str) -> list[Message]:
        """Open a file of the folder with this text; what the server finds in it."""
        document = {"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return self._found(name)

    def change(self, name: str, text: str) -> list[Message]:
        """Give an open file another text; what the server finds in it."""
        document = {"uri": self.uri(name), "version": next(self._numbers) + 1}
        self._tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self._found(name)

    def hover(self, name: str, line: int, column: int) -> str:
        """What is shown at a place of an open file (counted from 0)."""
        answer = self._ask("textDocument/hover", **self._at(name, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def completion(self, name: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place of an open file: labels, each with what it inserts."""
        answer = self._ask("textDocument/completion", **self._at(name, line, column))
        return {item["label"]: item["insertText"] for item in answer["items"]}

    def uri(self, name: str) -> str:
        """The address of a file of the folder."""
        return (self._folder / name).as_uri()

    def _at(self, name: str, line: int, column: int) -> Message:
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": column}}

    def _found(self, name: str) -> list[Message]:
        while True:
            told = self._diagnostics.get(timeout=SECONDS)
            if told["uri"] == self.uri(name):
                found: list[Message] = told["diagnostics"]
                return found

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._answers[number] = queue.Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self._answers[number].get(timeout=SECONDS)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._process.stdin
        assert stream
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        stream.flush()

    def _listen(self) -> None:
        assert self._process.stdout
        with suppress(ValueError):  # the stream is closed
            for message in _messages(self._process.stdout):
                self._take(message)

    def _take(self, message: Message) -> None:
        if "method" not in message:
            self._answers[message["id"]].put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self._diagnostics.put(message["params"])
        elif message["method"] == "workspace/configuration":
            asked = [self._settings.get(one["section"]) for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": asked})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})


ABLE = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}
"""What an editor says of itself."""


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    """Messages as they come: a header that gives the length, an empty line, JSON."""
    while header := stream.readline():
        length = int(header.partition(b":")[2])
        while stream.readline().strip():
            pass
        yield json.loads(stream.read(length))
