"""What doubling a construct costs, up to a size: python bench/growth.py [--largest N] [NAME ...].

Each construct of `tests/constructs.py`, and of documents in `tests/document_constructs.py`, is checked at sizes that
double, each in a process of its own; what a run costs beside it (the same at size 2) is taken off. Exits 1 when the CPU
time of a doubling grows more than 2.3 times.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from tests.constructs import CONSTRUCTS as REPORTS
from tests.constructs import laid
from tests.document_constructs import DOCUMENTS

CONSTRUCTS = REPORTS | DOCUMENTS

MOST = 2.3  # times the cost for twice the size
LARGEST = 100_000
TOLD = 0.25  # seconds below which a doubling says nothing
LONGEST = 120  # seconds of one run


def cost(name: str, size: int) -> tuple[float, int]:
    """Return the CPU seconds and the KB that checking a construct takes, in a child of its own."""
    with tempfile.TemporaryDirectory(prefix="growth-") as place:
        folder = Path(place)
        files = CONSTRUCTS[name](size)
        laid(folder, files)
        path = next(str(folder / one) for one in files if one.startswith("r."))
        child = os.fork()
        if child == 0:
            import resource

            from validator import check

            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
            started = time.process_time()
            check(path, cache=False)
            Path(folder / "cost").write_text(str(time.process_time() - started))
            os._exit(0)
        _, _, used = os.wait4(child, 0)
        told = folder / "cost"
        return float(told.read_text()) if told.is_file() else float("inf"), used.ru_maxrss


def main() -> int:
    """Measure the constructs and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="constructs; default all")
    parser.add_argument("--largest", type=int, default=LARGEST)
    asked = parser.parse_args()
    wrong = 0
    for name in asked.names or CONSTRUCTS:
        sizes = [asked.largest >> halved for halved in (3, 2, 1, 0)]
        bare, _ = cost(name, 2)
        taken = [cost(name, size) for size in sizes]
        own = [max(seconds - bare, 0.0) for seconds, _ in taken]
        grown = [after / before for before, after in pairwise(own) if after > TOLD and before > 0]
        wrong += any(ratio > MOST for ratio in grown)
        seconds = " ".join(f"{one:8.2f}" for one in own)
        ratios = " ".join(f"{one:5.2f}" for one in grown)
        print(f"{name:<28} {seconds} s  {taken[-1][1] // 1024:>5} MB  x {ratios}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
