"""The ARM template expressions of an environment. A call is written without the brackets that make it a value."""

from adfc.emit.arm.expressions import quoted, unescaped
from adfc.model import Data

TENANT = "[subscription().tenantId]"


def call(name: str, *arguments: str) -> str:
    """A call of a template function with arguments that are calls or literals."""
    return f"{name}({', '.join(arguments)})"


def literal(text: str) -> str:
    """Text as an argument."""
    return f"'{quoted(text)}'"


def value(inner: str) -> str:
    """A call as a value of the template."""
    return f"[{inner}]"


def argument(found: Data) -> str:
    """A value of the template, escaped or an expression, as an argument of a call."""
    text = str(found)
    is_call = text.startswith("[") and text.endswith("]") and not text.startswith("[[")
    return text[1:-1] if is_call else literal(str(unescaped(found)))


def resource_id(arm_type: str, *names: str) -> str:
    """The call that gives the id of a resource of this resource group; each name an argument."""
    return call("resourceId", literal(arm_type), *names)


def child_name(*names: str) -> str:
    """The name of a resource below another: all names with slashes between them."""
    parts = [names[0]]
    for one in names[1:]:
        parts += ["'/'", one]
    return value(call("concat", *_joined(parts)))


def _joined(parts: list[str]) -> list[str]:
    """The arguments of a concat, literals that follow each other made one."""
    joined: list[str] = []
    for one in parts:
        if joined and joined[-1].endswith("'") and joined[-1].startswith("'") and one.startswith("'"):
            joined[-1] = joined[-1][:-1] + one[1:]
        else:
            joined.append(one)
    return joined
