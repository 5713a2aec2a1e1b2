"""YAML as adfc reads it: what the scalars mean, what is refused, in which words and at which place."""

import pytest
import yaml

from adfc.diagnostic import Diagnostic
from adfc.model import Data
from adfc.read import decode, read, read_yaml, yaml_events
from adfc.source import SourceFile, Span

PARSERS = [yaml_events.PureLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with libyaml and with PyYAML's own parser: what we say must not depend on it."""
    monkeypatch.setattr(yaml_events, "LOADER", request.param)


def look(text: str) -> tuple[Data, list[str]]:
    """The data (the word "nothing" if there is no document), and code and place of each diagnostic."""
    document, found = read_yaml(SourceFile("f.yml", text))
    return document.data if document else "nothing", [f"{one.code} {place(one.span)}" for one in found]


def only(text: str) -> Diagnostic:
    _, [found] = read_yaml(SourceFile("f.yml", text))
    return found


def place(span: Span) -> str:
    end = f"{span.end_line}:" if span.end_line != span.line else ""
    return f"{span.line}:{span.column}-{end}{span.end_column}"


PITFALLS = [
    # name, text, data, diagnostics
    ("duplicate key", "a: 1\nb: 2\na: 3\n", {"a": 1, "b": 2}, ["ADF004 3:1-2"]),
    ("yes and no are text", "a: [yes, no, on, off, y, n]", {"a": ["yes", "no", "on", "off", "y", "n"]}, []),
    ("on is a good key", "on: {no: 1}", {"on": {"no": 1}}, []),
    ("true and false", "[true, True, TRUE, false, False, FALSE]", [True, True, True, False, False, False], []),
    ("other spellings are text", "[tRUE, nULL, NaN, inf]", ["tRUE", "nULL", "NaN", "inf"], []),
    ("null", "[null, Null, NULL, ~, ]", [None, None, None, None], []),
    ("nothing is null", "a:\nb: \n", {"a": None, "b": None}, []),
    ("time spans", "[12:30:45, 02:00:00, 0.12:00:00]", ["12:30:45", "02:00:00", "0.12:00:00"], []),
    ("time of day", "a: 22:30", {"a": "22:30"}, []),
    ("dates", "[2026-01-01, 2026-01-01T00:00:00Z]", ["2026-01-01", "2026-01-01T00:00:00Z"], []),
    ("leading zero", "a: 0123", {"a": 123}, ["ADF010 1:4-8"]),
    ("leading zero, no octal digit", "a: -08", {"a": -8}, ["ADF010 1:4-7"]),
    ("5,000 zeros", f"a: -{'0' * 5000}1", {"a": -1}, ["ADF010 1:4-5006"]),
    ("quoted leading zero", "a: '0123'", {"a": "0123"}, []),
    ("underscore, binary", "[1_000, 0b11, 0x, 0o8]", ["1_000", "0b11", "0x", "0o8"], []),
    ("integers", "[0, 12, -7, +3, 0o17, 0xfF, -0]", [0, 12, -7, 3, 15, 255, 0], []),
    ("floats", "[1e3, 1.5, -2.5E-3, .5, 1., +1.0]", [1000.0, 1.5, -0.0025, 0.5, 1.0, 1.0], []),
    ("not quite floats", "[1.2.3, 1e, e3, ., '-']", ["1.2.3", "1e", "e3", ".", "-"], []),
    ("64 bits", "[9223372036854775807, -9223372036854775808]", [2**63 - 1, -(2**63)], []),
    ("more than 64 bits", "a: 9223372036854775808", {"a": "9223372036854775808"}, ["ADF009 1:4-23"]),
    ("30 digits", f"a: {'1' * 30}", {"a": "1" * 30}, ["ADF009 1:4-34"]),
    ("5,000 digits", f"a: {'1' * 5000}", {"a": "1" * 5000}, ["ADF009 1:4-5004"]),
    ("too long hexadecimal", "a: 0x1ffffffffffffffff", {"a": "0x1ffffffffffffffff"}, ["ADF009 1:4-23"]),
    ("infinity", "[.inf, -.INF]", [".inf", "-.INF"], ["ADF009 1:2-6", "ADF009 1:8-13"]),
    ("not a number", "a: .nan", {"a": ".nan"}, ["ADF009 1:4-8"]),
    ("too large a float", "a: 1e999", {"a": "1e999"}, ["ADF009 1:4-9"]),
    ("integer key", "1: a", {"1": "a"}, ["ADF005 1:1-2"]),
    ("float key", "1.5: a", {"1.5": "a"}, ["ADF005 1:1-4"]),
    ("boolean key", "true: a", {"true": "a"}, ["ADF005 1:1-5"]),
    ("null key", "~: a", {"~": "a"}, ["ADF005 1:1-2"]),
    ("quoted keys", "'1': a\n\"true\": b\n'<<': c", {"1": "a", "true": "b", "<<": "c"}, []),
    ("date as key", "2026-01-01: a", {"2026-01-01": "a"}, []),
    ("list as key", "? [a]\n: b\nc: d", {"c": "d"}, ["ADF005 1:3-6"]),
    ("mapping as key", "{}: a", {}, ["ADF005 1:1-3"]),
    ("alias as key", "a: &x b\n*x : c", {"a": "b"}, ["ADF005 2:1-3"]),
    ("merge key", "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2", {"a": {"b": 1}, "c": {"d": 2}}, ["ADF013 3:3-5"]),
    ("unknown tag", "a: !foo b", {"a": "b"}, ["ADF006 1:4-8"]),
    ("tag on a mapping", "a: &x !foo {b: 1}", {"a": {"b": 1}}, ["ADF006 1:7-11"]),
    ("tag of Python", "a: !!python/none x", {"a": "x"}, ["ADF006 1:4-17"]),
    ("bare tag", "a: ! 12", {"a": 12}, ["ADF006 1:4-5"]),
    ("core tags", "[!!str 1, !!int '1', !!float 1, !!bool 'true', !!null '']", ["1", 1, 1.0, True, None], []),
    ("core tags of collections", "a: !!map {b: !!seq [1]}", {"a": {"b": [1]}}, []),
    ("core tags that do not fit", "[!!int x, !!seq {}]", ["x", {}], ["ADF006 1:2-7", "ADF006 1:11-16"]),
    ("text as key by tag", "!!str 1: a", {"1": "a"}, []),
    ("two documents", "a: 1\n---\nb: 2", {"a": 1}, ["ADF014 2:1-4"]),
    ("after the document's end", "a: 1\n...\nb: 2", "nothing", ["ADF014 3:1-3"]),
    ("one explicit document", "---\na: 1\n...\n", {"a": 1}, []),
    ("alias", "a: &x [1]\nb: *x", {"a": [1], "b": [1]}, []),
    ("anchor given anew", "a: &x 1\nb: &x 2\nc: *x", {"a": 1, "b": 2, "c": 2}, []),
    ("alias without anchor", "a: *x\nb: 1", {"a": None, "b": 1}, ["ADF008 1:4-6"]),
    ("recursive alias", "a: &x [*x]", {"a": [None]}, ["ADF008 1:8-10"]),
    ("tab indentation", "a:\n\tb: 1", "nothing", ["ADF015 2:1-2"]),
    ("tab in deeper indentation", "a:\n  b: 1\n  \tc: 2", "nothing", ["ADF015 3:3-4"]),
    ("tab after colon", "a:\tb", {"a": "b"}, []),
    ("tab after value", "a: b\t# c", {"a": "b"}, []),
    ("tab in text", "a: b\tc", {"a": "b\tc"}, []),
    ("tab in brackets", "a: [1,\n\t2]", {"a": [1, 2]}, []),
    ("CRLF", "a: 1\r\nb: |\r\n  c\r\n  d\r\n", {"a": 1, "b": "c\nd\n"}, []),
    ("byte order mark inside", "a: 1\n\ufeffb: 2", "nothing", ["ADF002 2:1-2"]),
    ("NUL", "a: b\nc: d\0", "nothing", ["ADF002 2:5-6"]),
    ("control characters", "a: \x01\nb: \x7f", "nothing", ["ADF002 1:4-5", "ADF002 2:4-5"]),
    ("lone surrogate", "a: \ud800", "nothing", ["ADF002 1:4-5"]),
    ("U+2028", "a: x\u2028y", "nothing", ["ADF002 1:5-6"]),
    ("U+0085 in a comment", "a: x # \x85", "nothing", ["ADF002 1:8-9"]),
    ("escaped control characters", r'a: "\0\x01\u2028\ufeff"', {"a": "\0\x01\u2028\ufeff"}, []),
    ("surrogate pair escape", r'a: "\ud83d\ude00"', "nothing", ["ADF002 1:5-11"]),
    ("long escape", r'a: "\U0001F600"', {"a": "\U0001f600"}, []),
    ("escape beyond Unicode", r'a: "\U00110000"', "nothing", ["ADF002 1:5-15"]),
    ("backslash outside double quotes", r"[\ud83d, '\d']", [r"\ud83d", r"\d"], []),
    ("bare @", "a: @pipeline().parameters.day # x", "nothing", ["ADF012 1:4-30"]),
    ("bare @ in a list", "- @item()", "nothing", ["ADF012 1:3-10"]),
    ("bare @ in braces", "a: {b: @item()}", "nothing", ["ADF012 1:8-15"]),
    ("bare backtick", "a: `b`", "nothing", ["ADF003 1:4-7"]),
    ("bare percent", "a: %b", "nothing", ["ADF003 1:4-6"]),
    ("bare asterisk", "a: *.csv", "nothing", ["ADF003 1:4-9"]),
    ("empty", "", "nothing", ["ADF011 1:1-1"]),
    ("only comments", "# a\n\n# b\n", "nothing", ["ADF011 1:1-1"]),
    ("only a document start", "---\n", "nothing", ["ADF011 1:1-1"]),
    ("root list", "- 1", [1], []),
    ("root text", "abc", "abc", []),
    ("root null", "null", None, []),
    ("version directive", "%YAML 1.2\n---\na: 1", {"a": 1}, []),
    ("other version", "%YAML 2.0\n---\na: 1", "nothing", ["ADF003 1:1-10"]),
    ("unknown directive", "%FOO\n---\na: 1", "nothing", ["ADF003 1:1-5"]),
]


@pytest.mark.parametrize(("text", "data", "found"), [row[1:] for row in PITFALLS], ids=[row[0] for row in PITFALLS])
def test_pitfall(text: str, data: Data, found: list[str]) -> None:
    seen, diagnostics = look(text)
    assert (repr(seen), diagnostics) == (repr(data), found)


SYNTAX = [
    # text, place, message, help
    ("a: b: c", "1:4-8", 'unexpected ":" in the value "b: c"', 'write each key on a line of its own, or write "b: c"'),
    ("a: 1\n  b: 2", "2:3-4", '"b" can\'t be a key here', "check the indentation"),
    ("a: b\nc\n", "2:1-2", '"c" has no ":" after it', 'write "key: value"'),
    ('a: "x\nb: 1', "1:4-5", "this quote is never closed", 'inside double quotes write \\"'),
    ("a: 'x\n---\n", "1:4-5", "this quote is never closed", "twice: ''"),
    ("a: 'it's'", "1:8-10", 'unexpected "s\'" after the value', "put the whole value in quotes"),
    ("[a] b", "1:5-6", 'unexpected "b" after the value', "put the whole value in quotes"),
    ("a: [1, 2\n", "1:4-5", 'this "[" is never closed', ""),
    ("a: {b: 1\n", "1:4-5", 'this "{" is never closed', ""),
    ("[[[", "1:4-4", "the file ends too early", "close what is open"),
    ("a: {b: 1]", "1:9-10", 'expected "," or "}", not "]"', 'quote text that holds ":" or ","'),
    ("{a: b: c}", "1:6-7", 'expected "," or "}", not ":"', 'quote text that holds ":" or ","'),
    ("a: ]", "1:4-5", 'a value is expected here, not "]"', "quote it if it is text"),
    ("a: [b]]", "1:7-8", 'unexpected "]" after the value', "put the whole value in quotes"),
    ("a: b\n]", "2:1-2", 'unexpected "]"', ""),
    ("a:\n  b: 1\n c: 2", "3:2-4", "the indentation of this line fits nothing above it", "give the line"),
    ("a: 1\n- b", "2:1-2", "a list item stands among the keys of a mapping", "give the line"),
    ("- a\nb: c", "2:1-3", 'the list above has no "- " here', "give the line"),
    (": a", "1:1-2", 'a key is missing before ":"', ""),
    ("a: - b", "1:4-5", "a list can't start on the line of its key", 'write "- ..." on the next line'),
    ("a: ? b", "1:4-7", '"? b" starts with "?" and must be quoted', 'write "? b"'),
    ("a: |x\n", "1:5-6", 'unexpected "x" after "|"', "the text starts on the next line"),
    (r'a: "C:\data"', "1:7-9", r'"\d" is not an escape', "use single quotes"),
    (r'a: "\x4"', "1:5-8", r'"\x4" is not an escape', "use single quotes"),
    ('a: "\\', "1:4-5", "this quote is never closed", "inside double quotes"),
    ("a: & b", "1:4-5", '"&" is not an anchor', "put the whole value in quotes"),
    ('a: *"x\\y"', "1:4-10", '"*"x\\y"" is not an alias', "write '*\"x\\y\"'"),
    ("%x", "1:1-3", 'directive "%x" is not supported', "remove the line"),
]


@pytest.mark.parametrize(("text", "where", "message", "hint"), SYNTAX, ids=[repr(row[0]) for row in SYNTAX])
def test_syntax_error(text: str, where: str, message: str, hint: str) -> None:
    found = only(text)
    assert (found.code, place(found.span), found.message) == ("ADF003", where, message)
    assert hint in found.help


def test_malformed_tag_is_a_tag() -> None:
    found = only("a: !x!y z")
    assert (found.code, place(found.span), found.message) == ("ADF006", "1:4-8", 'tag "!x!y" is not allowed')


def test_bare_at_shows_the_quoted_expression() -> None:
    found = only("a: @concat('x', item())")
    assert found.message == '"@concat(\'x\', item())" starts with "@" and must be quoted'
    assert found.help == "write \"@concat('x', item())\""
    assert only('a: @concat("it\'s")').help == "write '@concat(\"it''s\")'"
    assert only("a: {b: @item()}").help == "put the whole value in quotes"
    assert only("a: @" + "x" * 100).help == "put the whole value in quotes"


def test_duplicate_key_shows_both_places() -> None:
    found = only("a:\n  b: 1\n  'b': 2")
    assert found.message == 'duplicate key "b"'
    assert place(found.span) == "3:3-6"
    assert [(one.message, place(one.span)) for one in found.related] == [("first written here", "2:3-4")]


def test_unclosed_bracket_found_later_shows_where_it_opens() -> None:
    found = only("a: [1,\n  b: 2\nc: 3")
    assert [(one.message, place(one.span)) for one in found.related] == [('the "[" stands here', "1:4-5")]


def test_all_problems_before_a_syntax_error_are_told() -> None:
    text = "1: a\nb: .inf\nb: 08\nc: !x d\ne: f\n\ng: 'h"
    assert look(text) == (
        "nothing",
        ["ADF005 1:1-2", "ADF009 2:4-8", "ADF010 3:4-6", "ADF004 3:1-2", "ADF006 4:4-6", "ADF003 7:4-5"],
    )


def test_control_characters_are_told_only_so_often() -> None:
    _, found = look("\0" * 1000)
    assert found == [f"ADF002 1:{column}-{column + 1}" for column in range(1, 11)]


def test_close_anchor_is_suggested() -> None:
    assert only("a: &defaults 1\nb: *default").help == 'did you mean "defaults"?'
    assert only("a: *.").help == 'write "*."'
    assert only("a: *x").help == 'quote the value if it is text that starts with "*"'


def test_message_stays_one_short_line() -> None:
    found = only("? |\n  a\n  b\n: 1\n? |\n  a\n  b\n: 2\n")
    assert found.message == 'duplicate key "a b"'
    assert only(f"a: 'x' {'y' * 200}").message == f'unexpected "{"y" * 60}..." after the value'
    assert only('"\\0": 1\n"\\0": 2').message == 'duplicate key "\\u0000"'


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused(opening: str) -> None:
    found = only(opening * 100_000)
    assert (found.code, found.span.line, found.span.column) == ("ADF007", 1, 100 * len(opening) + 1)


def test_depth_of_100_is_fine() -> None:
    data, found = look("[" * 100 + "]" * 100)
    assert found == []
    for _ in range(99):
        [data] = data
    assert data == []
    assert look("[" * 101 + "]" * 101) == ("nothing", ["ADF007 1:101-102"])


def test_aliases_do_not_get_around_the_depth() -> None:
    assert look("a: &a " + "[" * 60 + "]" * 60 + "\nb: " + "[" * 60 + "*a" + "]" * 60)[1] == ["ADF007 2:64-66"]


def test_thousand_aliases_are_fine() -> None:
    assert look("- &a x\n" + "- *a\n" * 1000) == (["x"] * 1001, [])
    assert look("- &a x\n" + "- *a\n" * 1001) == ("nothing", ["ADF008 1002:3-5"])


def test_billion_laughs_are_refused() -> None:
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    document, [found] = read_yaml(SourceFile("f.yml", "\n".join(lines)))
    assert document is None
    assert (found.code, found.message) == ("ADF008", "the aliases of the file stand for more than 100,000 values")


def test_aliases_share_nothing() -> None:
    data, _ = look("a: &x {b: [1]}\nc: *x\nd: *x")
    data["c"]["b"].append(2)
    assert data == {"a": {"b": [1]}, "c": {"b": [1, 2]}, "d": {"b": [1]}}


TEXT = """\
# a spec
pipelines:
  load é😀:            # a comment
    activities:
    - name: 'Copy'
      query: |
        line 1
          line 2

      sink: {dataset: out, "list": [1, ~]}
    empty:
  next: &n
    - a b
    -
  again: *n
"""

PLACES = [
    # path, place of the value, place of the key
    ((), "2:1-15:12", "2:1-15:12"),
    (("pipelines",), "3:3-15:12", "2:1-10"),
    (("pipelines", "load é😀"), "4:5-11:11", "3:3-10"),
    (("pipelines", "load é😀", "activities"), "5:5-10:43", "4:5-15"),
    (("pipelines", "load é😀", "activities", 0), "5:7-10:43", "5:7-10:43"),
    (("pipelines", "load é😀", "activities", 0, "name"), "5:13-19", "5:7-11"),
    (("pipelines", "load é😀", "activities", 0, "query"), "6:14-8:17", "6:7-12"),
    (("pipelines", "load é😀", "activities", 0, "sink"), "10:13-43", "10:7-11"),
    (("pipelines", "load é😀", "activities", 0, "sink", "list"), "10:36-42", "10:28-34"),
    (("pipelines", "load é😀", "activities", 0, "sink", "list", 1), "10:40-41", "10:40-41"),
    (("pipelines", "load é😀", "empty"), "11:11-11", "11:5-10"),
    (("pipelines", "next"), "12:9-14:6", "12:3-7"),
    (("pipelines", "next", 0), "13:7-10", "13:7-10"),
    (("pipelines", "next", 1), "14:6-6", "14:6-6"),
    (("pipelines", "again"), "15:10-12", "15:3-8"),
    (("pipelines", "again", 0), "13:7-10", "13:7-10"),
    (("pipelines", "missing", "deep"), "2:1-10", "2:1-10"),
]


@pytest.mark.parametrize(("path", "value", "key"), PLACES)
def test_place(path: tuple[str | int, ...], value: str, key: str) -> None:
    document, _ = read_yaml(SourceFile("f.yml", TEXT))
    assert document
    assert (place(document.span(path)), place(document.span(path, key=True))) == (value, key)


def test_places_count_lines_with_crlf() -> None:
    document, _ = read_yaml(SourceFile("f.yml", TEXT.replace("\n", "\r\n")))
    assert document
    assert [(path, place(document.span(path)), place(document.span(path, key=True))) for path, *_ in PLACES] == PLACES


def test_span_names_the_file() -> None:
    document, _ = read_yaml(SourceFile("pipelines/f.yml", "a: 1"))
    assert document
    assert document.name == "pipelines/f.yml"
    assert document.span(("a",)).file == "pipelines/f.yml"


def test_the_name_chooses_the_format() -> None:
    text = '{"a": 1} // c'
    assert read(SourceFile("a/f.JSON", text))[1] == []
    assert [one.code for one in read(SourceFile("a/f.yml", text))[1]] == ["ADF003"]


DECODED = [
    (b"a: \xc3\xa9\r\n", "a: \xe9\r\n"),
    (b"\xef\xbb\xbfa: 1", "a: 1"),
    ("a: \U0001f600".encode("utf-16"), "a: \U0001f600"),
    (b"\xfe\xff\x00a", "a"),
    (b"", ""),
]


@pytest.mark.parametrize(("data", "text"), DECODED)
def test_decode(data: bytes, text: str) -> None:
    assert decode("f.yml", data) == (SourceFile("f.yml", text), [])


UNDECODABLE = [
    (b"a: 1\nb: caf\xe9 x", "2:7-7", "0xE9 is not UTF-8"),
    (b"\xef\xbb\xbfa\r\n\xc3\xa9\xff", "2:2-2", "0xFF is not UTF-8"),
    (b"\xef\xbb", "1:1-1", "0xEFBB is not UTF-8"),
    (b"\xff\xfea\x00\n\x00\x00\xd8b\x00", "2:1-1", "0x00D8 is not UTF-16"),
]


@pytest.mark.parametrize(("data", "where", "message"), UNDECODABLE)
def test_undecodable(data: bytes, where: str, message: str) -> None:
    source, [found] = decode("f.yml", data)
    assert source is None
    assert (found.code, place(found.span), found.message) == ("ADF001", where, message)
    assert found.help == "save the file as UTF-8"
