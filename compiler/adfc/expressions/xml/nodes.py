"""What an XML document is made of."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(slots=True)
class Element:
    """A tag with what is inside it. Names and prefixes stand as written."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    """Also the declarations of namespaces."""
    children: "list[Node]" = field(default_factory=list)
    is_short: bool = False
    """Whether it is written `<a />`: `<a></a>` is another thing to the engine."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags."""

    value: str
    is_cdata: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """What is no data: a comment, a processing instruction, the declaration, the document type; as written."""

    kind: str
    """`comment`, `instruction`, `declaration` or `doctype`."""
    value: str
    name: str = ""
    """The target of an instruction, the name of a document type."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Of the declaration: version, encoding, standalone. Of the document type: public and system identifier."""


Node: TypeAlias = Element | Text | Other


class BadXml(Exception):  # noqa: N818 (the functions make their own error of it)
    """What can't be read or written as XML."""
