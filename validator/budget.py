"""The work one report may ask for, in steps of about a byte: so many for each byte of its files, and some to start.

Whoever does what a short input can multiply (texts within texts, chains walked for every link of them) spends here; a
report that has spent all is given up with one finding, and the other reports go on.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STARTING = 1_000_000  # steps
EACH = 8  # steps for each byte of a report and its taxonomy


class ExceededError(Exception):
    """A report asks for more work than it may."""


class StoppedError(BaseException):
    """Nobody waits for the answer any more. It is no error of a report, and nothing that catches those may catch it."""


class Budget:
    """What is granted and spent for one report, and who says that nobody waits for it any more."""

    def __init__(self, gone: Callable[[], bool] | None = None) -> None:
        self.left = STARTING
        self.gone = gone


gone: ContextVar[Callable[[], bool] | None] = ContextVar("gone", default=None)
"""Who is asked whether a run is to go on: an editor in which someone types."""

_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def begin() -> None:
    """Start anew, for another report; without it nothing is counted. Raises StoppedError where nobody waits."""
    asked = gone.get()
    if asked is not None and asked():
        raise StoppedError
    _current.set(Budget(asked))


def grant(size: int) -> None:
    """Allow for a file of so many bytes."""
    budget = _current.get()
    if budget is not None:
        budget.left += EACH * size


def spend(steps: int) -> None:
    """Take steps off; raises ExceededError where none are left, and StoppedError where nobody waits."""
    budget = _current.get()
    if budget is not None:
        if budget.gone is not None and budget.gone():
            raise StoppedError
        budget.left -= steps
        if budget.left < 0:
            raise ExceededError


@contextmanager
def lent() -> Iterator[None]:
    """Give back what is spent meanwhile: a report may be judged again and again, each time by all it may ask for."""
    budget = _current.get()
    left = 0 if budget is None else budget.left
    try:
        yield
    finally:
        if budget is not None:
            budget.left = left
