"""Published factories: their Git-mode files, read and written again, are theirs but for what Studio would change."""

import json
from collections import Counter
from pathlib import Path

from adfc.emit.git import factory_files
from adfc.emit.json_text import json_text
from tests.conformance.published import CORPUS, Published, all_published, needs_corpus, tell

pytestmark = needs_corpus


def sources(published: Published) -> dict[str, bytes]:
    root = Path(CORPUS, published.name, "src")
    paths = (path for path in root.rglob("*.json") if path.parent != root)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def change(source: bytes, ours: str) -> str:
    """What makes the two differ; empty if nobody knows."""
    if source == ours.encode():
        return "none"
    before, after = json.loads(source.decode("utf-8-sig")), json.loads(ours)
    if json_text(before) == ours:
        return "white space: spaces for tabs, CRLF, an empty line at the end"
    return "keys of the file in another order" if before == after and _inner(before) == _inner(after) else ""


def _inner(data: dict[str, object]) -> dict[str, str]:
    return {key: json_text(value) for key, value in data.items()}


def test_files_come_back_as_they_were() -> None:
    changes: Counter[str] = Counter()
    for published in all_published():
        written = {one.path.removeprefix("adf/"): one.text for one in factory_files(published.folder.factory)}
        theirs = sources(published)
        others = {path for path in theirs if path.startswith("factory/") and path not in written}
        assert theirs.keys() - others == written.keys()
        changes.update(change(theirs[path], text) for path, text in written.items())
    tell([f"{count:6} {reason}" for reason, count in changes.most_common()])
    assert not changes[""]
    assert changes["keys of the file in another order"] < 0.01 * changes.total()
