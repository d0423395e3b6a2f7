"""The nearest right word, where one is mistyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UNKNOWN = re.compile(r"unrecognized arguments: (--[^\s=]+)")
CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from ([^)]*)\)")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to a mistyped one, whatever their case; empty when none is close."""
    from difflib import get_close_matches

    lowered = {one.lower(): one for one in known}
    found = get_close_matches(word.lower(), lowered, 1)
    return lowered[found[0]] if found else ""


def nearest_code(word: str, codes: Iterable[str]) -> str:
    """Return the code closest to a mistyped one, of its own family before any other; empty without any."""
    from difflib import get_close_matches

    known = sorted(codes)
    family = [code for code in known if code[:2] == word[:2].upper()]
    found = nearest(word, family) or nearest(word, known)
    return found or "".join(get_close_matches(word.upper(), family, 1, 0.0))


def hint(near: str) -> str:
    """Return a question for the nearest word, to be shown by itself; empty for none."""
    return f"did you mean {near!r}?" if near else ""


def did_you_mean(near: str) -> str:
    """Return the question as the end of a message; empty for no word."""
    return f"; {hint(near)}" if near else ""


def nearest_word(message: str, options: Sequence[str]) -> str:
    """Return a question for the nearest option or choice, by what the parser of a command says; empty for none."""
    unknown = UNKNOWN.search(message)
    if unknown is not None:
        return did_you_mean(nearest(unknown[1], [one for one in options if one.startswith("--")]))
    choice = CHOICE.search(message)
    return "" if choice is None else did_you_mean(nearest(choice[1], re.findall(r"[\w-]+", choice[2])))
