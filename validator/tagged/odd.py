"""A tag that disagrees with the page."""

from __future__ import annotations

from typing import NamedTuple

from validator.tagged.page import Printed  # noqa: TC001 - a NamedTuple field, resolved at run time


class Odd(NamedTuple):
    """A tag that disagrees: in what (`sign`, `scale`, `period`, `unit`, `decimals`), what it says, what others say.

    `certain` is whether nothing else explains it; `others` are the figures it is held against, nearest first, and
    `because` tells what they are.
    """

    kind: str
    figure: Printed
    said: str
    expected: str
    others: tuple[Printed, ...]
    because: str
    certain: bool
