"""One line a finding, for editors and grep: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from validator.finding import Outcome


def concise(outcome: Outcome) -> str:
    """Return one line for each finding, and for what is not counted; nothing when there is none of them."""
    asides = [f"not counted: {clean(line)}\n" for line in outcome.asides]
    return "".join([*(f"{clean(str(f.at))}: {f.code} {clean(f.message)}\n" for f in outcome.findings), *asides])
