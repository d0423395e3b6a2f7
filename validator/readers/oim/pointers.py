"""Pointers to facts, made when they are asked for: of a million facts few are named."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import overload


class Pointers(Sequence[str]):
    """A pointer for each fact of a report."""

    @abstractmethod
    def at(self, index: int) -> str:
        """Return the pointer to a fact."""

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        """Return one, or several."""
        if isinstance(index, int):
            return self.at(index)
        return [self.at(i) for i in range(*index.indices(len(self)))]
