"""JSON as people keep it in Git-mode folders: what is tolerated, what is refused, in which words and at which place."""

import pytest

from adfc.diagnostic import Diagnostic
from adfc.model import Data
from adfc.read import read_json
from adfc.source import SourceFile, Span


def look(text: str) -> tuple[Data, list[str]]:
    """The data (the word "nothing" if there is no document), and code and place of each diagnostic."""
    document, found = read_json(SourceFile("f.json", text))
    return document.data if document else "nothing", [f"{one.code} {place(one.span)}" for one in found]


def only(text: str) -> Diagnostic:
    _, [found] = read_json(SourceFile("f.json", text))
    return found


def place(span: Span) -> str:
    end = f"{span.end_line}:" if span.end_line != span.line else ""
    return f"{span.line}:{span.column}-{end}{span.end_column}"


TEXTS = [
    # name, text, data, diagnostics
    (
        "all kinds",
        '{"a": [1, -2.5, "b", true, false, null, {}, []]}',
        {"a": [1, -2.5, "b", True, False, None, {}, []]},
        [],
    ),
    ("tabs and CRLF", '{\r\n\t"a":\t1\r\n}', {"a": 1}, []),
    ("comments", '// a\n{"a": /* b\nc */ 1, // d\n"b": 2} /* e */', {"a": 1, "b": 2}, []),
    ("comment signs in text", '{"a": "http://b/*c*/"} //', {"a": "http://b/*c*/"}, []),
    ("trailing commas", '{"a": [1, 2,], "b": {"c": 1 , } , }', {"a": [1, 2], "b": {"c": 1}}, []),
    ("tab in text", '"a\tb"', "a\tb", []),
    ("escapes", r'["\"\\\/\b\f\n\r\t\u00e9"]', ['"\\/\b\f\n\r\t\xe9'], []),
    ("escapes and a comment", r'["\"\\\/\b\f\n\r\t\u00e9"] //', ['"\\/\b\f\n\r\t\xe9'], []),
    ("surrogate pair", r'"\ud83d\ude00"', "\U0001f600", []),
    ("no surrogate", r'"\\ud83d"', r"\ud83d", []),
    ("U+2028 in text", '"a\u2028b"', "a\u2028b", []),
    ("numbers", "[0, -0, 1e3, 1E-2, 1.50]", [0, 0, 1000.0, 0.01, 1.5], []),
    ("64 bits", "[9223372036854775807, -9223372036854775808]", [2**63 - 1, -(2**63)], []),
    ("more than 64 bits", "[9223372036854775808]", ["9223372036854775808"], ["ADF009 1:2-21"]),
    ("5,000 digits", "1" * 5000, "1" * 5000, ["ADF009 1:1-5001"]),
    ("too large a float", "1e999", "1e999", ["ADF009 1:1-6"]),
    (
        "not a number",
        "[NaN, Infinity, -Infinity]",
        ["NaN", "Infinity", "-Infinity"],
        ["ADF009 1:2-5", "ADF009 1:7-15", "ADF009 1:17-26"],
    ),
    ("duplicate key", '{"a": 1, "b": 2,\n"\\u0061": 3}', {"a": 1, "b": 2}, ["ADF004 2:1-9"]),
    ("half a character", r'{"a": "x\ud83d"}', {"a": "x\ufffd"}, ["ADF002 1:7-16"]),
    ("halves the wrong way round", r'"\ude00\ud83d"', "\ufffd\ufffd", ["ADF002 1:1-15"]),
    ("raw half a character", '"\ud83d"', "\ufffd", ["ADF002 1:1-4"]),
    (
        "not an escape",
        r'{"a": "C:\data", "b": "\u12"}',
        {"a": r"C:\data", "b": r"\u12"},
        ["ADF003 1:7-16", "ADF003 1:23-29"],
    ),
    ("control character in text", '{"a":\n"x\x01"}', "nothing", ["ADF002 2:3-4"]),
    ("control character elsewhere", '{"a": 1}\0', "nothing", ["ADF002 1:9-10"]),
    ("empty", "", "nothing", ["ADF011 1:1-1"]),
    ("only a comment", " // a\n/* b */", "nothing", ["ADF011 1:1-1"]),
    ("root text", '"a"', "a", []),
    ("root null", "null", None, []),
]


@pytest.mark.parametrize(("text", "data", "found"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_text(text: str, data: Data, found: list[str]) -> None:
    seen, diagnostics = look(text)
    assert (repr(seen), diagnostics) == (repr(data), found)


SYNTAX = [
    # text, place, message, help
    ('{"a" 1}', "1:6-7", '":" is expected here, not "1"', ""),
    ("{a: 1}", "1:2-3", 'a key in double quotes is expected here, not "a"', ""),
    ("{'a': 1}", "1:2-5", "a key in double quotes is expected here, not \"'a'\"", ""),
    ('{"a": 1\n"b": 2}', "2:1-4", '"," or "}" is expected here, not "b"', ""),
    ("[1 2]", "1:4-5", '"," or "]" is expected here, not "2"', ""),
    ("[1}", "1:3-4", '"," or "]" is expected here, not "}"', ""),
    ("[1,,2]", "1:4-5", 'a value is expected here, not ","', ""),
    ("[,]", "1:2-3", 'a value is expected here, not ","', ""),
    ('{"a":}', "1:6-7", 'a value is expected here, not "}"', ""),
    ('{"a":', "1:6-6", "a value is expected here, not the end of the file", ""),
    ('{"a"', "1:5-5", '":" is expected here, not the end of the file', ""),
    ('{"a": [1,\n2', "1:7-8", 'this "[" is never closed', ""),
    ('{"a": 1', "1:1-2", 'this "{" is never closed', ""),
    ('{"a": "b', "1:7-8", "this quote is never closed in its line", 'a line break is written "\\n"'),
    ('"a\nb"', "1:1-2", "this quote is never closed in its line", 'a line break is written "\\n"'),
    ("[1] /* a", "1:5-7", "this comment is never closed", "close it with */"),
    ("{} x", "1:4-5", 'the end of the file is expected here, not "x"', ""),
    ("[True]", "1:2-6", 'a value is expected here, not "True"', 'did you mean "true"?'),
    ("[abc]", "1:2-5", 'a value is expected here, not "abc"', "text is written in double quotes"),
    ("[01]", "1:2-4", 'a value is expected here, not "01"', 'no leading zeros, no "+"'),
    ("[+1]", "1:2-4", 'a value is expected here, not "+1"', 'no leading zeros, no "+"'),
    ("[.5]", "1:2-4", 'a value is expected here, not ".5"', 'no leading zeros, no "+"'),
    ("[1 / 2]", "1:4-5", '"," or "]" is expected here, not "/"', ""),
]


@pytest.mark.parametrize(("text", "where", "message", "hint"), SYNTAX, ids=[repr(row[0]) for row in SYNTAX])
def test_syntax_error(text: str, where: str, message: str, hint: str) -> None:
    found = only(text)
    assert (found.code, place(found.span), found.message) == ("ADF003", where, message)
    assert hint in found.help


def test_duplicate_key_shows_both_places() -> None:
    found = only('{\n\t"a": 1,\n\t"a": 2\n}')
    assert found.message == 'duplicate key "a"'
    assert place(found.span) == "3:2-5"
    assert [(one.message, place(one.span)) for one in found.related] == [("first written here", "2:2-5")]


def test_depth_of_200_is_fine() -> None:
    for comment in ("", "//"):
        data, found = look("[" * 200 + "]" * 200 + comment)
        assert found == []
        for _ in range(199):
            [data] = data
        assert data == []


@pytest.mark.parametrize("text", ["[" * 201 + "]" * 201, "[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    found = only(text)
    step = 1 if text[0] == "[" else 5
    assert (found.code, place(found.span)) == ("ADF007", f"1:{200 * step + 1}-{200 * step + 2}")


TEXT = """\
{
\t"name": "p é😀", // a comment
\t"properties": {
\t\t"activities": [ { "type" : "Copy" }, [ ], ],
\t},
}
"""

PLACES = [
    # path, place of the value, place of the key
    ((), "1:1-6:2", "1:1-6:2"),
    (("name",), "2:10-16", "2:2-8"),
    (("properties",), "3:16-5:3", "3:2-14"),
    (("properties", "activities"), "4:17-46", "4:3-15"),
    (("properties", "activities", 0), "4:19-38", "4:19-38"),
    (("properties", "activities", 0, "type"), "4:30-36", "4:21-27"),
    (("properties", "activities", 1), "4:40-43", "4:40-43"),
    (("properties", "missing"), "3:2-14", "3:2-14"),
]


@pytest.mark.parametrize(("path", "value", "key"), PLACES)
def test_place(path: tuple[str | int, ...], value: str, key: str) -> None:
    document, _ = read_json(SourceFile("f.json", TEXT))
    assert document
    assert (place(document.span(path)), place(document.span(path, key=True))) == (value, key)
    assert document.span(path).file == "f.json"
