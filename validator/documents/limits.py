"""How much of a document is read: what no report comes near."""

from __future__ import annotations

MOST_CHARACTERS = 60_000_000
MOST_CELLS = 150_000  # ten times those of the largest reports
MOST_BYTES = 400_000_000  # that a packed document unpacks to
MOST_PAGES = 800
GRANTED = 1_000_000  # bytes: a smaller document may ask for as much work as one of that size


class UnreadableError(ValueError):
    """A document that cannot be read, and why."""


class TooMuchError(UnreadableError):
    """A document beyond what is read: what it has too much of, and the most there may be."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"more than {most:,} {what}")
        self.what, self.most = what, most
