"""A plan carried out under a journal, with Ctrl-C heeded, and what is said of it in the end."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter
from types import FrameType

from adfc.cli.exits import GOOD, INTERRUPTED, REFUSED, Refusal
from adfc.cli.run.complaints import complain
from adfc.cli.run.live_factory import refusals
from adfc.cli.run.screen import say
from adfc.cli.settings import Settings
from adfc.publish import Cloud
from adfc.publish.apply.gate import Gate
from adfc.publish.apply.journal import Journal, JournalError, journal_of
from adfc.publish.apply.outcome import Outcome, about_undone, complaints, summary
from adfc.publish.apply.run import Run
from adfc.publish.apply.sender import Sender
from adfc.publish.azure import open_factory
from adfc.publish.plan import Plan, Where
from adfc.publish.snapshot import Live

FINISH = "adfc publish --resume finishes it, adfc publish --abandon gives it up"


@dataclass(frozen=True, slots=True)
class Publishing:
    """A plan that may be carried out."""

    plan: Plan
    live: Live
    cloud: Cloud
    root: Path
    """The folder that its places are in."""
    home: Path
    """The folder that keeps the journal."""


def carry_out(settings: Settings, publishing: Publishing, secrets: Mapping[str, str]) -> int:
    """Carry out a plan; the exit code.

    Raises:
        Refusal: another run is at work, or the journal can't be written.
    """
    journal = journal_of(publishing.home, publishing.plan.where)
    try:
        with journal.begun(publishing.plan):
            return go(settings, publishing, secrets, journal)
    except JournalError:
        refuse_journal(settings, journal, publishing.plan.where)
        raise
    except OSError as error:
        message = f'can\'t write the journal "{settings.seen(journal.path)}": {error.strerror}'
        raise Refusal(message, "nothing was changed; let it be written, or work with -C in another folder") from error


def go(
    settings: Settings, publishing: Publishing, secrets: Mapping[str, str], journal: Journal, *, gives_up: bool = False
) -> int:
    """Carry out a plan whose journal is held, and end the journal if nothing has to be remembered; the exit code."""
    started = perf_counter()
    stop = Event()
    with refusals(settings), open_factory(publishing.plan.where.factory, publishing.cloud) as client:
        told = _teller(settings)
        sender = Sender(client, Gate(stop), told=told)
        run = Run(publishing.plan, publishing.live, sender, secrets, told, stop)
        try:
            with _heeding_signals(stop):
                outcome = run.give_up() if gives_up else run.carry_out()
        except KeyboardInterrupt:
            say(f"broken off, and triggers may be stopped: {FINISH}")
            return INTERRUPTED
    if gives_up or not outcome.astray:
        journal.end()
    _tell(settings, publishing, outcome, perf_counter() - started, kept=bool(outcome.astray) and not gives_up)
    if outcome.interrupted:
        return INTERRUPTED
    return GOOD if outcome.is_whole else REFUSED


def refuse_journal(settings: Settings, journal: Journal, where: Where) -> None:
    """Let nobody publish while another does, or before what one began is finished.

    Raises:
        Refusal: there is a journal.
    """
    if not journal.path.exists():
        return
    if journal.is_held():
        raise Refusal(f"{where.name} is being published by another run", "wait for its end")
    message = f'a publish to {where.name} was broken off: its journal is "{settings.seen(journal.path)}"'
    raise Refusal(message, FINISH)


@contextmanager
def _heeding_signals(stop: Event) -> Iterator[None]:
    """Ctrl-C ends the run in good order, and a second one at once.

    SIGTERM ends it in good order too: pipelines that are cancelled send it some seconds after SIGINT, and before they
    kill.
    """

    def heed(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            if number == signal.SIGINT:
                raise KeyboardInterrupt
            return
        stop.set()
        say("finishing what is in flight and putting the triggers back; Ctrl-C again breaks off at once")

    old = {number: signal.signal(number, heed) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _teller(settings: Settings) -> Callable[[str], None]:
    """Says each thing that is done, unless told to be quiet."""
    return (lambda _: None) if settings.quiet else (lambda line: say(f"  {line}"))


def _tell(settings: Settings, publishing: Publishing, outcome: Outcome, seconds: float, *, kept: bool) -> None:
    """Say what became of it."""
    complain(settings, publishing.root, complaints(publishing.plan, outcome).found)
    for line in about_undone(outcome):
        say(line)
    if not settings.quiet:
        say(f"{publishing.plan.where.name}: {summary(outcome)} ({seconds:.1f} s)")
    if kept:
        names = ", ".join(one.title for one in outcome.astray)
        say(f"not started again: {names}; {FINISH}")
