"""One line a finding, for editors and grep: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from validator.finding import Outcome


def concise(outcome: Outcome) -> str:
    """Return one line for each finding; nothing when there is none."""
    return "".join(f"{clean(str(f.at))}: {f.code} {clean(f.message)}\n" for f in outcome.findings)
