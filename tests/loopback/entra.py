"""Microsoft Entra with one tenant and one application."""

from urllib.parse import parse_qs

from tests.loopback.azure import TOKEN
from tests.loopback.messages import Answer, Request

TENANT = "00000000-0000-0000-0000-0000000e17a0"
CLIENT = "00000000-0000-0000-0000-0000000c11e7"
SECRET = "the-secret-of-the-application"


def answer(request: Request, url: str) -> Answer | None:
    """The answer to a request that signs in; None where it does something else."""
    if request.path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
        base = f"{url}/{TENANT}"
        endpoints = {
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        }
        return Answer(200, {**endpoints, "issuer": f"{base}/v2.0"})
    if request.path == f"/{TENANT}/oauth2/v2.0/token":
        return _token(parse_qs(request.body))
    return None


def _token(form: dict[str, list[str]]) -> Answer:
    if form.get("client_id") != [CLIENT] or form.get("client_secret") != [SECRET]:
        told = (
            "AADSTS7000215: Invalid client secret provided. Ensure the secret is the client secret value. Trace ID: 0"
        )
        return Answer(401, {"error": "invalid_client", "error_description": told})
    return Answer(200, {"token_type": "Bearer", "expires_in": 3599, "access_token": TOKEN})
