"""How often each code was found, the most frequent first: where to begin in a run of many findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from validator.finding import Outcome


def statistics(outcome: Outcome) -> str:
    """Return a line for each code: how often it was found, in how many files, and what it is called."""
    found = Counter((one.code, one.name, one.severity.name.lower()) for one in outcome.findings)
    waived = Counter((one.code, one.name, "waived") for one in outcome.waived)
    files: dict[tuple[str, str, str], set[str]] = {}
    for one in outcome.findings:
        files.setdefault((one.code, one.name, one.severity.name.lower()), set()).add(one.at.path)
    for one in outcome.waived:
        files.setdefault((one.code, one.name, "waived"), set()).add(one.at.path)
    rows = sorted((found + waived).items(), key=lambda row: (-row[1], row[0]))
    wide = max((len(f"{count:,}") for _, count in rows), default=0)
    return "\n".join(
        f"{count:>{wide},}  {level:<7}  {code}  {clean(name)}  ({_files(len(files[code, name, level]))})"
        for (code, name, level), count in rows
    )


def _files(count: int) -> str:
    return f"{count:,} file{'' if count == 1 else 's'}"
