"""The questions about KQL of all targets, asked together."""

from collections.abc import Callable, Iterable

import msgspec

from adfc.kql import KqlParser, Question, Reply, Unanswered


class Asking:
    """Asks a parser once, when the first rule wants to know: nothing starts for a factory without KQL."""

    def __init__(self, parser: KqlParser) -> None:
        self._parser = parser
        self._collect: list[Callable[[], Iterable[Question]]] = []
        self._replies: dict[bytes, tuple[str, Reply]] = {}
        """By question: its text, and the reply."""
        self._teller: object = None

    def add(self, collect: Callable[[], Iterable[Question]]) -> None:
        """Let these questions be asked with all others."""
        self._collect.append(collect)

    def reply(self, question: Question) -> Reply:
        """What the parser says to one of the questions."""
        if not self._replies:
            self._ask()
        return self._replies[msgspec.json.encode(question)][1]

    def unanswered(self, teller: object) -> int:
        """How many texts got no answer; nothing to all tellers but the first, so that it is told once."""
        self._teller = self._teller or teller
        if teller is not self._teller:
            return 0
        return len({text for text, reply in self._replies.values() if isinstance(reply, Unanswered)})

    def _ask(self) -> None:
        questions = {msgspec.json.encode(one): one for collect in self._collect for one in collect()}
        replies = self._parser.ask(list(questions.values()))
        for (key, question), reply in zip(questions.items(), replies, strict=True):
            self._replies[key] = question.text, reply
