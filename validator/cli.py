"""Commands and exit codes: 0 clean, 1 findings, 2 could not run. The only room that prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from validator.run import run

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    paths = list(sys.argv[1:] if arguments is None else arguments)
    outcome = run(paths)
    for finding in outcome.findings:
        print(f"{finding.at}: {finding.code} {finding.message}")
    return 1 if outcome.findings else 0
