"""bytes → Report and Taxonomy, whatever the syntax; what cannot be read becomes problems, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from validator.model.report import Report


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


def read(path: str, options: ReadOptions) -> Report:
    """Read one report, in any syntax, with its DTS."""
    raise NotImplementedError(path, options)
