"""The server that Azure and Entra answer through."""

import json
import socket
import ssl
import struct
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

from tests.loopback import entra
from tests.loopback.azure import Azure
from tests.loopback.certificate import self_signed
from tests.loopback.messages import Answer, Request


class Loopback:
    """A running server; as a context manager it stops at the end."""

    def __init__(self, folder: Path) -> None:
        self.certificate, key = self_signed(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"https://localhost:{self._server.server_port}"
        self.azure = Azure(self.url)
        self.stopped = Event()

    def environment(self) -> dict[str, str]:
        """The variables with which Microsoft's libraries find their way here, and sign in."""
        return {
            "AZURE_AUTHORITY_HOST": self.url,
            "AZURE_TENANT_ID": entra.TENANT,
            "AZURE_CLIENT_ID": entra.CLIENT,
            "AZURE_CLIENT_SECRET": entra.SECRET,
            "AZURE_TOKEN_CREDENTIALS": "EnvironmentCredential",
            "REQUESTS_CA_BUNDLE": str(self.certificate),
        }

    def answer(self, request: Request) -> Answer:
        """The answer to a request, after as long as it takes."""
        azure = self.azure
        with azure.load:
            answer = entra.answer(request, self.url) or azure.answer(request)
            if answer.seconds:
                self.stopped.wait(answer.seconds)
        return answer

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        """Say nothing: clients come and go, some are killed."""


def _handler_of(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        """An answer in one piece: in several, each waits 40 ms for the other side's acknowledgement."""

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 (the names that the library looks for)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = loopback.answer(Request(self.command, self.path, headers, body))
            if answer.status:
                self._say(answer)
            else:
                self._reset()

        def _say(self, answer: Answer) -> None:
            text = (answer.text or ("" if answer.body is None else json.dumps(answer.body))).encode()
            self.send_response(answer.status)
            if text:
                self.send_header("Content-Type", "text/html" if answer.text else "application/json; charset=utf-8")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.wfile.flush()

        def _reset(self) -> None:
            """Close the connection so that the client sees a reset."""
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            socket.socket(fileno=self.connection.detach()).close()

    return Handler
