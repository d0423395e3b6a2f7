"""The work one report may ask for, in steps of about a byte: so many for each byte of its files, and some to start.

Whoever does what a short input can multiply (texts within texts, chains walked for every link of them) spends here; a
report that has spent all is given up with one finding, and the other reports go on.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTING = 1_000_000  # steps
EACH = 8  # steps for each byte of a report and its taxonomy


class ExceededError(Exception):
    """A report asks for more work than it may."""


class Budget:
    """What is granted and spent for one report."""

    def __init__(self) -> None:
        self.left = STARTING


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def begin() -> None:
    """Start anew, for another report; without it nothing is counted."""
    _current.set(Budget())


def grant(size: int) -> None:
    """Allow for a file of so many bytes."""
    budget = _current.get()
    if budget is not None:
        budget.left += EACH * size


def spend(steps: int) -> None:
    """Take steps off; raises ExceededError where none are left."""
    budget = _current.get()
    if budget is not None:
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
