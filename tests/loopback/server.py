"""The server that Azure and Entra answer through."""

import json
import ssl
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
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
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_port}"
        self.azure = Azure(self.url)

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
        """The answer to a request."""
        return entra.answer(request, self.url) or self.azure.answer(request)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler_of(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        """An answer in one piece: in several, each waits 40 ms for the other side's acknowledgement."""

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = loopback.answer(Request(self.command, self.path, headers, body))
            time.sleep(answer.seconds)
            text = (answer.text or json.dumps(answer.body)).encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "text/html" if answer.text else "application/json; charset=utf-8")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.wfile.flush()

    return Handler
