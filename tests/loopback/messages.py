"""What comes in and what goes out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from adfc.model import Data


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in."""

    method: str
    url: str
    """The path with its query."""
    headers: Mapping[str, str]
    """By lower-case name."""
    body: str = ""

    @property
    def path(self) -> str:
        """The path without the query, as people write it."""
        return unquote(urlsplit(self.url).path)

    @property
    def query(self) -> Mapping[str, list[str]]:
        """The values by lower-case name: ARM does not care for the case."""
        return {name.lower(): values for name, values in parse_qs(urlsplit(self.url).query).items()}

    @property
    def line(self) -> str:
        """What it does where, e.g. `PUT /subscriptions/...?api-version=...`."""
        return f"{self.method} {self.url}"

    @property
    def is_question(self) -> bool:
        """Whether it changes nothing: a GET, or a POST that queries runs, which counts as a read too (recorded)."""
        return self.method == "GET" or "/query" in self.path

    def data(self) -> Data:
        """The JSON of the body; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: JSON, or with `text` something else; with neither, an empty body."""

    status: int
    body: Data = None
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    seconds: float = 0
    """How long it takes."""


NOTHING = Answer(0)
"""No answer at all: the connection is reset."""


def error(status: int, code: str, message: str, **headers: str) -> Answer:
    """An error as ARM words it."""
    return Answer(status, {"error": {"code": code, "message": message}}, headers)


def refusal(code: str, message: str, target: str, status: int = 400) -> Answer:
    """An error as Data Factory words it (recorded): `target` is the id of the resource."""
    return Answer(status, {"error": {"code": code, "message": message, "target": target, "details": None}})
