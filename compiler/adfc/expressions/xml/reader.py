"""Text to a document, by Python's expat."""

import re
from xml.parsers import expat

from adfc.expressions.xml.nodes import BadXml, Element, Node, Other, Text

SPACE = " \t\r\n"
_MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>""",
    re.DOTALL,
)
_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_KEPT = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_PREDEFINED = {"xml", "xmlns"}


def read_xml(text: str, *, normalised: bool = False) -> list[Node]:
    """The nodes of a document: the element, and what stands before and after it.

    White space alone between two tags is forgotten, as the engine does. With `normalised`, line ends become line feeds
    and white space in attributes becomes spaces, as XML has it; without, they stay, as `XmlDocument` has it.

    Raises:
        BadXml: it is no document, or one with a document type that declares something.
    """
    if text.startswith("\ufeff"):
        raise BadXml("a byte order mark before the first tag")
    try:
        data = (text if normalised else _unnormalised(text)).encode()
    except UnicodeEncodeError as error:
        raise BadXml("half of a UTF-16 pair") from error
    reader = _Reader(data)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        raise BadXml(f"{words}: line {error.lineno}, column {error.offset + 1}") from error
    return reader.nodes


def _unnormalised(text: str) -> str:
    """The text with references in place of the white space that a parser of XML would change."""
    if not any(letter in text for letter in _KEPT):
        return text
    parts: list[str] = []
    at = 0
    for tag in _MARKUP.finditer(text):
        parts.append(text[at : tag.start()].replace("\r", "\ue00d"))
        parts.append(_with_references(tag[0]))
        at = tag.end()
    return "".join((*parts, text[at:]))


def _with_references(tag: str) -> str:
    if tag[1] in "!?":
        return tag.replace("\r", "\ue00d")
    return _QUOTED.sub(lambda quoted: re.sub("[\t\n\r]", lambda one: _KEPT[one[0]], quoted[0]), tag)


class _Reader:
    """What expat calls; `nodes` is the document afterwards."""

    def __init__(self, data: bytes) -> None:
        self.nodes: list[Node] = []
        self._data = data
        self._open: list[Element] = []
        self._text: list[str] = []
        self._is_cdata = False
        self._has_reference = False
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = False
        for name in ("StartElement", "EndElement", "CharacterData", "Comment", "ProcessingInstruction", "XmlDecl"):
            setattr(self.parser, f"{name}Handler", getattr(self, f"_{name.lower()}"))
        self.parser.StartCdataSectionHandler = self._start_cdata
        self.parser.EndCdataSectionHandler = self._end_cdata
        self.parser.StartDoctypeDeclHandler = self._doctype
        for name in ("EntityDecl", "ElementDecl", "AttlistDecl", "NotationDecl"):
            setattr(self.parser, f"{name}Handler", _refuse_declaration)

    def _add(self, node: Node) -> None:
        (self._open[-1].children if self._open else self.nodes).append(node)

    def _flush(self) -> None:
        """Add the characters so far, if they are more than white space between tags."""
        text = "".join(self._text)
        self._text.clear()
        if text and (text.strip(SPACE) or self._has_reference or self._is_cdata or self._keeps_space()):
            self._add(Text(text, self._is_cdata))
        self._has_reference = False

    def _keeps_space(self) -> bool:
        kept = next((one.attributes["xml:space"] for one in reversed(self._open) if "xml:space" in one.attributes), "")
        return kept == "preserve"

    def _startelement(self, name: str, attributes: list[str]) -> None:
        self._flush()
        tag = _TAG.match(self._data, self.parser.CurrentByteIndex)
        is_short = tag is not None and tag[0].endswith(b"/>")
        element = Element(name, dict(zip(attributes[::2], attributes[1::2], strict=True)), is_short=is_short)
        self._check(element)
        self._add(element)
        self._open.append(element)

    def _check(self, element: Element) -> None:
        """Refuse names with a prefix that nothing declares, and other misuse of the colon."""
        around = (name for one in (*self._open, element) for name in one.attributes)
        declared = _PREDEFINED | {name[6:] for name in around if _declares(name)}
        for name in (element.name, *element.attributes):
            prefix, colon, local = name.partition(":")
            if ":" in local or (colon and not (prefix and local)):
                raise BadXml(f'"{name}" is no name')
            if colon and prefix not in declared:
                raise BadXml(f'nothing declares the prefix "{prefix}"')
        if any(_declares(name) and not uri for name, uri in element.attributes.items()):
            raise BadXml("a prefix is declared without a namespace")

    def _endelement(self, _name: str) -> None:
        self._flush()
        self._open.pop()

    def _characterdata(self, text: str) -> None:
        if self._data[self.parser.CurrentByteIndex : self.parser.CurrentByteIndex + 2] == b"&#":
            self._has_reference = True
        self._text.append(text.replace("\ue00d", "\r"))

    def _start_cdata(self) -> None:
        self._flush()
        self._is_cdata = True

    def _end_cdata(self) -> None:
        if not self._text:
            self._add(Text("", is_cdata=True))
        self._flush()
        self._is_cdata = False

    def _comment(self, text: str) -> None:
        self._flush()
        self._add(Other("comment", text.replace("\ue00d", "\r")))

    def _processinginstruction(self, target: str, data: str) -> None:
        self._flush()
        self._add(Other("instruction", data.replace("\ue00d", "\r"), target))

    def _xmldecl(self, version: str, encoding: str | None, standalone: int) -> None:
        if version != "1.0":
            raise BadXml(f'the version "{version}" is none, only 1.0 is')
        told = {"version": version, "encoding": encoding, "standalone": {1: "yes", 0: "no"}.get(standalone)}
        self._add(Other("declaration", "", attributes={name: one for name, one in told.items() if one}))

    def _doctype(self, name: str, system: str | None, public: str | None, _has_subset: int) -> None:
        told = {"public": public, "system": system}
        self._add(Other("doctype", "[]", name, {kind: one for kind, one in told.items() if one}))


def _refuse_declaration(*_: object) -> None:
    raise BadXml("adfc reads no document type that declares something")


def _declares(name: str) -> bool:
    return name.startswith("xmlns:")
