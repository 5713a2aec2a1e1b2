"""Where the requests about a resource go, below its factory."""

from urllib.parse import quote

from adfc.kinds import TRIGGERS, Kind


def is_step(name: str) -> bool:
    """Whether a name is one step of a path, down and not up."""
    return name.strip(".") != ""


def path_of(kind: Kind, name: str) -> str:
    """The path of a resource; the name of a managed private endpoint is `<network>/<endpoint>`.

    Raises:
        ValueError: the name leads elsewhere: `..` is what stands above, and that would be the factory itself.
    """
    names = name.split("/", maxsplit=kind.collection.count("/"))
    if not all(map(is_step, names)):
        raise ValueError(name)
    return "".join(
        f"/{one}/{quote(named, safe='')}" for one, named in zip(kind.collection.split("/"), names, strict=True)
    )


def trigger_path(name: str, action: str) -> str:
    """The path that makes a trigger do something: `start`, `stop`, `subscribeToEvents`, ..."""
    return f"{path_of(TRIGGERS, name)}/{action}"
