"""What is worked out from a report or a taxonomy once, and kept with it: each thing in a slot that knows its type."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Slot(Generic[T]):
    """Where one kind of thing is kept."""


class Derived:
    """Things by their slots."""

    def __init__(self) -> None:
        self._kept: dict[object, object] = {}

    def get(self, slot: Slot[T]) -> T | None:
        """Return what is kept in a slot; None where nothing is yet."""
        return cast("T | None", self._kept.get(slot))

    def keep(self, slot: Slot[T], value: T) -> T:
        """Keep a thing, and return it."""
        self._kept[slot] = value
        return value
