"""The right word for one that is mistyped, by what the parser of a command says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.authored.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN = re.compile(r"unrecognized arguments: (--[^\s=]+)")
CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from ([^)]*)\)")


def nearest_word(message: str, options: Sequence[str]) -> str:
    """Return a question for the nearest option or choice, as the end of a message; empty where none is near."""
    unknown = UNKNOWN.search(message)
    if unknown is not None:
        return did_you_mean(nearest(unknown[1], [one for one in options if one.startswith("--")]))
    choice = CHOICE.search(message)
    return "" if choice is None else did_you_mean(nearest(choice[1], re.findall(r"[\w-]+", choice[2])))
