"""Questions asked side by side, where each mostly waits."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_BREATH = 0.2
"""Seconds that one wait takes at most: one without end can't be interrupted on Windows."""


def together(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What the calls return, in their order, each made on a thread of its own.

    The first failure is raised at once, as is Ctrl-C; the threads still at work then end with the process, which does
    not wait for them. So the calls must be such as may be cut short: questions, not orders.
    """
    answers: list[Future[T]] = [Future() for _ in calls]
    for call, answer in zip(calls, answers, strict=True):
        Thread(target=_ask, args=(call, answer), daemon=True).start()
    waiting = set(answers)
    while waiting:
        done, waiting = wait(waiting, _BREATH, FIRST_COMPLETED)
        for one in done:
            one.result()
    return [one.result() for one in answers]


def _ask(call: Callable[[], T], answer: Future[T]) -> None:
    try:
        answer.set_result(call())
    except BaseException as error:  # whatever it is, it is raised again where the answer is waited for
        answer.set_exception(error)
