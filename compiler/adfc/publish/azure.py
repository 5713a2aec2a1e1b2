"""Azure as the client of a factory: Microsoft's library carries the requests, their bodies are left as they are.

The library's models are not used: they drop what they do not know, and write types that are not there. Its pipeline
is: it signs in, waits as long as `Retry-After` says when Azure throttles (HTTP 429 and 503), and tries again.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from azure.core.exceptions import AzureError, ClientAuthenticationError
from azure.core.rest import HttpRequest, HttpResponse
from azure.identity import DefaultAzureCredential
from azure.mgmt.datafactory import DataFactoryManagementClient

from adfc import __version__
from adfc.kinds import Kind
from adfc.model import Data
from adfc.publish import refusals
from adfc.publish.client import FactoryId, Raw
from adfc.publish.clouds import Cloud
from adfc.publish.refusals import Answer

API_VERSION = "2018-06-01"

RETRIES = 8
"""Tries after a refusal that passes, each after twice the time: three minutes, where Azure names no time itself."""

JSON = {"Content-Type": "application/json"}

CONNECT_SECONDS = 15
READ_SECONDS = 120

# What Azure's libraries warn of is part of the one message that is said in the end.
logging.getLogger("azure").addHandler(logging.NullHandler())

_LEGAL = ":/?#[]@!$&'()*+,;=%~"
"""What may stand in a URL beside letters and digits. The library takes a brace for a place to fill in."""


@contextmanager
def open_factory(factory: FactoryId, cloud: Cloud) -> Iterator["AzureFactory"]:
    """A client of one factory, signed in as azure-identity's DefaultAzureCredential finds somebody.

    That is: variables of the environment, a workload's or managed identity, or who is signed in to az, azd, Azure
    PowerShell or Visual Studio Code. Nothing is sent before the first question.
    """
    authority = {"authority": cloud.authority} if cloud.authority else {}
    with (
        DefaultAzureCredential(disable_instance_discovery=not cloud.is_known, **authority) as credential,
        DataFactoryManagementClient(
            credential,
            factory.subscription,
            cloud.endpoint,
            credential_scopes=[cloud.scope],
            user_agent=f"adfc/{__version__}",
            retry_status=RETRIES,
            connection_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
        ) as client,
    ):
        yield AzureFactory(factory, cloud, client)


class AzureFactory:
    """One factory in Azure."""

    def __init__(self, factory: FactoryId, cloud: Cloud, client: DataFactoryManagementClient) -> None:
        """Takes where the factory is, and the library's client for the cloud that it is in."""
        self._factory = factory
        self._cloud = cloud
        self._client = client

    def factory(self) -> Raw:
        """As `Client.factory`."""
        return self._object(self._ask(self._url("")), f'factory "{self._factory.name}"')

    def resources(self, kind: Kind, network: str = "") -> list[Raw]:
        """As `Client.resources`. A kind that this cloud does not have yet has no resources."""
        what = f'the {kind.noun}s of "{self._factory.name}"'
        collection, _, below = kind.collection.partition("/")
        url = self._url(f"/{collection}/{quote(network, safe='')}/{below}" if below else f"/{collection}")
        found: list[Raw] = []
        while url:
            answer = self._ask(url)
            if answer.is_unknown_type:
                break
            page = self._object(answer, what)
            found.extend(self._listed(page, what))
            url = self._next(page, what)
        return found

    def send(
        self,
        method: str,
        below: str,
        query: Mapping[str, str] | None = None,
        body: Data = None,
        **options: Any,
    ) -> Answer:
        """The answer to any request.

        Args:
            method: of HTTP.
            below: the path below the factory, quoted.
            query: what else stands behind `?`.
            body: what goes as JSON, bytes as they are; None for nothing.
            options: azure-core's options of its policies, for this request alone.

        Raises:
            RefusedError: nobody is signed in.
            UnansweredError: Azure can't be reached, or its answer got lost.
        """
        more = "".join(f"&{name}={quote(value, safe='')}" for name, value in (query or {}).items())
        url = self._url(below) + more
        if isinstance(body, bytes):
            return self._sent(HttpRequest(method, url, headers=JSON, content=body), **options)
        return self._sent(HttpRequest(method, url, json=body), **options)

    def _url(self, below: str) -> str:
        return f"{self._cloud.endpoint}{self._factory.path}{below}?api-version={API_VERSION}"

    def _ask(self, url: str) -> Answer:
        """What comes back from a URL. Raises what `send` does."""
        return self._sent(HttpRequest("GET", url))

    def _sent(self, request: HttpRequest, **options: Any) -> Answer:
        try:
            response = self._client.send_request(request, **options)
        except ClientAuthenticationError as error:
            raise refusals.not_signed_in(str(error)) from error
        except AzureError as error:
            raise refusals.not_reached(self._cloud.endpoint, str(error)) from error
        headers = response.headers
        return Answer(
            response.status_code,
            _json(response),
            headers.get("x-ms-correlation-request-id", ""),
            _seconds(headers.get("Retry-After", "")),
            _left(headers),
        )

    def _object(self, answer: Answer, what: str) -> Raw:
        if answer.status != 200 or not isinstance(answer.body, dict):
            raise refusals.refused(answer, what, self._factory)
        return answer.body

    def _listed(self, page: Raw, what: str) -> list[Raw]:
        found = page.get("value")
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise refusals.refused(Answer(200, page), what, self._factory)
        return found

    def _next(self, page: Raw, what: str) -> str:
        """The URL of the next page; empty after the last. A link to another host is not followed: it gets no token."""
        link = page.get("nextLink")
        if not link:
            return ""
        parts, own = urlsplit(str(link)), urlsplit(self._cloud.endpoint).hostname
        if parts.scheme != "https" or not f".{parts.hostname}".endswith(f".{own}"):
            raise refusals.led_astray(str(parts.hostname), what)
        return quote(str(link), safe=_LEGAL)


def _json(response: HttpResponse) -> Data:
    """The JSON of a response; None where it is something else, such as the page of a proxy."""
    try:
        return response.json()
    except ValueError:
        return None


def _seconds(told: str) -> float:
    """The seconds of a `Retry-After`; 0 where it names none, as a date would."""
    return float(told) if told.isdecimal() else 0


def _left(headers: Mapping[str, str]) -> int | None:
    """What ARM says is left of its allowance for such requests."""
    told = (headers.get(f"x-ms-ratelimit-remaining-subscription-{sort}") for sort in ("writes", "deletes", "reads"))
    return next((int(one) for one in told if one and one.isdecimal()), None)
