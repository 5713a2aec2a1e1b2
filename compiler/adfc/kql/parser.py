"""Microsoft's parser, asked: answers known from before are not asked for again, and the rest in one child process."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from adfc.kql.cache import Cache
from adfc.kql.child import converse
from adfc.kql.engines import WORKER, Engine, engines
from adfc.kql.faults import Raw, answer
from adfc.kql.holes import Masked, mask
from adfc.kql.home import home
from adfc.kql.model import Database, Question, Reply, Unanswered
from adfc.kql.package import VERSION, Package

PATIENCE = 30.0
"""The seconds that an answer may take: the first takes two, more where a machine has much else to do."""

STUCK = 3
"""So many texts may get no answer before no others are asked."""

INSTALL = Unanswered("Microsoft's parser is not installed", "run adfc kql install")
NO_ENGINE = Unanswered(
    "nothing here runs Microsoft's parser, which is JavaScript", "install Node.js, or pip install adfc[kql]"
)
AGAIN = "try again; adfc kql status tells what runs the parser"
BROKEN = Unanswered("the files of Microsoft's parser are not what was installed", "run adfc kql install")


class _Request(msgspec.Struct):
    """What the worker reads."""

    text: str
    databases: list[Database]
    holes: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Parser:
    """The parser of this machine, as far as it is there. Nothing is looked for before the first question."""

    env: Mapping[str, str]
    """Where Node.js and adfc's own folder are looked for."""
    patience: float = PATIENCE
    chosen: Engine | None = None
    """The engine to use; None: the best there is."""

    @property
    def home(self) -> Path:
        """Where the parser and its answers lie."""
        return home(self.env)

    def ask(self, questions: Sequence[Question]) -> list[Reply]:
        """One reply to each question, in order."""
        package, engine = Package(self.home), self.engine()
        if not package.is_there:
            return [INSTALL] * len(questions)
        if engine is None:
            return [NO_ENGINE] * len(questions)
        masks = [mask(one.text) for one in questions]
        requests = [_request(*pair) for pair in zip(questions, masks, strict=True)]
        known = self._known(requests, engine, package)
        return [
            answer(raw, question, masked) if isinstance(raw := known[request], Raw) else raw
            for question, masked, request in zip(questions, masks, requests, strict=True)
        ]

    def engine(self) -> Engine | None:
        """What runs the parser here."""
        return self.chosen or next(engines(self.env), None)

    def _known(self, requests: Sequence[bytes], engine: Engine, package: Package) -> dict[bytes, Raw | Unanswered]:
        """The answer to every request, from the cache or from the parser.

        The version of the parser, our worker and the whole request name an answer.
        """
        cache = Cache(self.home / "kql" / "answers")
        maker = VERSION.encode() + WORKER.read_bytes()
        keys = {request: sha256(maker + request).hexdigest() for request in requests}
        known: dict[bytes, Raw | Unanswered] = {}
        for request, key in keys.items():
            if (kept := _raw(cache.get(key))) is not None:
                known[request] = kept
        missing = [request for request in keys if request not in known]
        if missing:
            for request, line in self._asked(missing, engine, package):
                found = _raw(line) if isinstance(line, bytes) else line
                known[request] = found or Unanswered(f"{engine.name} answered with no JSON", AGAIN)
                if isinstance(line, bytes) and isinstance(found, Raw):
                    cache.put(keys[request], line)
            cache.forget_old()
        return known

    def _asked(
        self, requests: list[bytes], engine: Engine, package: Package
    ) -> Iterator[tuple[bytes, bytes | Unanswered]]:
        """The parser's answer to each request; one that gets none is left out, and the others asked again."""
        if not package.is_whole:
            yield from ((one, BROKEN) for one in requests)
            return
        command, stuck = engine.command(package.folder), 0
        while requests:
            lines, reason = converse(command, requests, self.patience)
            yield from zip(requests, lines, strict=False)
            requests = requests[len(lines) :]
            if not requests:
                return
            is_slow = reason.startswith("no answer")
            if not (lines or is_slow) and engine.is_node and command != engine.plain(package.folder):
                command = engine.plain(package.folder)  # Node.js refuses the snapshot
                continue
            stuck += 1
            left = requests if stuck == STUCK or not (lines or is_slow) else requests[:1]
            why = Unanswered(f"the parser in {engine.name} gave up: {reason}", AGAIN)
            yield from ((one, why) for one in left)
            requests = requests[len(left) :]


def _request(question: Question, masked: Masked) -> bytes:
    databases = [question.database, *question.others]
    wide = [at for at, one in enumerate(masked.text) if ord(one) > 0xFFFF]  # two units of UTF-16 each
    holes = {
        name: [start + sum(at < start for at in wide) for start, _ in places] for name, places in masked.holes.items()
    }
    return msgspec.json.encode(_Request(masked.text, databases, holes))


def _raw(line: bytes | None) -> Raw | None:
    try:
        return msgspec.json.decode(line, type=Raw) if line else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
