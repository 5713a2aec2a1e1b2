"""Where the requests about a resource go, below its factory."""

from urllib.parse import quote

from adfc.kinds import TRIGGERS, Kind


def path_of(kind: Kind, name: str) -> str:
    """The path of a resource; the name of a managed private endpoint is `<network>/<endpoint>`."""
    names = name.split("/", maxsplit=kind.collection.count("/"))
    return "".join(
        f"/{one}/{quote(named, safe='')}" for one, named in zip(kind.collection.split("/"), names, strict=True)
    )


def trigger_path(name: str, action: str) -> str:
    """The path that makes a trigger do something: `start`, `stop`, `subscribeToEvents`, ..."""
    return f"{path_of(TRIGGERS, name)}/{action}"
