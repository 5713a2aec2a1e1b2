"""Lists, page by page."""

from urllib.parse import quote

from adfc.model import Data
from tests.loopback.messages import Answer, Request, error


def page(request: Request, resources: list[dict[str, Data]], size: int, url: str) -> Answer:
    """A page of a list.

    A token that is not given back as it was is an internal error (reported); its letters are those of Cosmos DB's.
    """
    tokens = {f"+RID:~bCl+AA==#RT:1#TRC:{start}": start for start in range(0, len(resources), size)}
    token = request.query.get("$skiptoken", [next(iter(tokens), "")])[0]
    if tokens and token not in tokens:
        return error(500, "InternalError", "Internal error has occurred.")
    start = tokens.get(token, 0)
    following = list(tokens)[start // size + 1 :]
    body: dict[str, Data] = {"value": resources[start : start + size]}
    if following:
        query = f"api-version=2018-06-01&%24skiptoken={quote(following[0], safe='')}"
        body["nextLink"] = f"{url}{quote(request.path)}?{query}"
    return Answer(200, body)
