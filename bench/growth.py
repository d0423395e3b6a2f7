"""What doubling a construct costs, up to a size: python bench/growth.py [--largest N] [NAME ...].

Each construct of `tests/constructs.py` and `tests/product_constructs.py`, and of documents in
`tests/document_constructs.py`, is checked at sizes that double, each in a process of its own; what a run costs beside
it (the same at size 2) is taken off. Exits 1 when the CPU time of a doubling grows more than 2.3 times, or a run ends
without a verdict; what is given up is told by its codes.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.append(str(Path(__file__).parents[1]))

from tests.constructs import CONSTRUCTS as REPORTS
from tests.constructs import laid
from tests.document_constructs import DOCUMENTS
from tests.product_constructs import PRODUCTS
from validator import check

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTRUCTS = REPORTS | PRODUCTS | DOCUMENTS

MOST = 2.3  # times the cost for twice the size
LARGEST = 100_000
TOLD = 0.25  # seconds below which a doubling says nothing
LONGEST = 120  # seconds of one run
WIDEST = 4 << 30  # bytes of one run
LIMITS = ("DO005", "DO006", "DO007", "DO008", "TO003")  # what a limit says when it is reached


class Cost(NamedTuple):
    """What one check took, and what it found."""

    seconds: float
    megabytes: int
    size: int  # of its files, in bytes
    codes: tuple[str, ...]


def cost(name: str, size: int) -> Cost:
    """Return what checking a construct takes; it is made and checked in children of their own."""
    with tempfile.TemporaryDirectory(prefix="growth-") as place:
        folder = Path(place)
        made, told = folder / "made", folder / "told"
        _, _ = _child(lambda: laid(made, CONSTRUCTS[name](size)))
        path = str(next(one for one in made.iterdir() if one.name.startswith("r.")))

        def checked() -> None:
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
            resource.setrlimit(resource.RLIMIT_AS, (WIDEST, WIDEST))
            codes = {one.code for one in check(path, cache=False).findings}
            told.write_text(" ".join(sorted(codes)))

        seconds, kilobytes = _child(checked)
        ended = told.is_file()
        written = sum(one.stat().st_size for one in made.iterdir())
        codes = tuple(told.read_text().split()) if ended else ("no verdict",)
        return Cost(seconds if ended else float("inf"), kilobytes // 1024, written, codes)


def _child(work: Callable[[], None]) -> tuple[float, int]:
    """Do something in a child, and return the CPU seconds and the KB it took."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def doubled(name: str, largest: int) -> tuple[list[Cost], list[float]]:
    """Return what a construct costs at sizes that double, and by how much it grows; what looks dear is run again."""
    bare = cost(name, 2)
    taken: list[Cost] = []
    for halved in (3, 2, 1, 0):
        one = cost(name, largest >> halved)
        if taken and one.seconds - bare.seconds > MOST * (taken[-1].seconds - bare.seconds) and one.seconds > TOLD:
            one = min(one, cost(name, largest >> halved))
        taken.append(one)
        if one.seconds == float("inf"):
            break
    own = [max(one.seconds - bare.seconds, 0.0) for one in taken]
    return taken, [after / before for before, after in pairwise(own) if after > TOLD and before > 0]


def main() -> int:
    """Measure the constructs and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="constructs; default all")
    parser.add_argument("--largest", type=int, default=LARGEST)
    asked = parser.parse_args()
    wrong = 0
    for name in asked.names or CONSTRUCTS:
        taken, grown = doubled(name, asked.largest)
        last = taken[-1]
        wrong += any(ratio > MOST for ratio in grown) or last.seconds == float("inf")
        seconds = " ".join(f"{one.seconds:7.2f}" for one in taken)
        ratios = " ".join(f"{one:5.2f}" for one in grown)
        limit = " ".join(code for code in last.codes if code in LIMITS or " " in code)
        print(
            f"{name:<26} {seconds} s {last.megabytes:>5} MB of {last.size / 1e6:5.1f}  x {ratios}  {limit}",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
