"""Waivers of a code that nothing has: mistyped, they accept nothing, and would be taken for accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.authored.nearest import nearest_code
from validator.check import breach, judging, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from validator.finding import Finding
    from validator.model.source import Location

    Known = Callable[[Iterable[str], Iterable[str], str], set[str]]

UNKNOWN = judging(
    "WA003",
    "waiver-of-unknown-code",
    says={
        "": "no check and no rule has the code {code}: this waiver covers nothing",
        "nearly": "no check and no rule has the code {code}: this waiver covers nothing; did you mean {near}?",
    },
    cites="docs/waivers.md",
    mends="correct the code; `tieout rules` lists those of checks",
    why="""A waiver must name a check or a rule.

    What a mistyped code was to accept is not accepted, and nobody would know: so the run could not do what it was
    asked to, and ends with 2, as with a mistyped --select.
    """,
)


def unknown_code(code: str, at: Location, known: Iterable[str]) -> Finding:
    """Return the finding of a waiver whose code nothing has, with the nearest there is."""
    near = nearest_code(code, known)
    return word(UNKNOWN, breach(at, variant="nearly" if near else "", code=code, near=near))
