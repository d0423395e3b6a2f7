"""Run the suites beside the checkout and print how many variations passed: `python -m tests.conformance [SUITE...]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.conformance.suite import passed, report

SUITES = {"xbrl-2.1": ("xbrl-2.1.zip", "xbrl.xml")}


def main(names: list[str]) -> int:
    """Run the suites named, all by default; 0 when every variation passed."""
    worst = 0
    for name in names or list(SUITES):
        archive, index = SUITES[name]
        path = Path("../shared/conformance") / archive
        if not path.exists():
            print(f"{name}: {archive} is not beside the checkout")
            worst = 2
            continue
        good, failures, seconds = passed(path, index)
        if failures:
            print(report(failures))
        print(f"{name}: {good} of {good + len(failures)} variations passed in {seconds:.1f} s")
        worst = max(worst, 1 if failures else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
