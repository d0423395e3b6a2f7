"""The nearest right word, where one is mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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
