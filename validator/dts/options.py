"""What reading asks of a run's options: where documents may be found, and whether compiled ones may be kept."""

from __future__ import annotations

from typing import Protocol


class ReadOptions(Protocol):
    """What a reader asks of the run's options."""

    @property
    def webcache(self) -> str | None:
        """A folder laid out `<host>/<path>` that answers for URLs."""

    @property
    def packages(self) -> tuple[str, ...]:
        """Taxonomy packages to resolve URLs with."""

    @property
    def online(self) -> bool:
        """Whether the network may be used."""

    @property
    def store(self) -> bool:
        """Whether compiled taxonomies may be taken from the store and kept there."""
