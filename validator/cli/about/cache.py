"""Show what is kept between runs, kind by kind, or clear it: tieout cache [list | clear] [KIND ...].

Nothing that is kept is needed: what is cleared is compiled and read again. Exit 0 done, 2 could not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import memory
from validator.cli import CLEAN, UsageError, say
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

STEP = 1000


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", nargs="?", choices=("list", "clear"), default="list", help="default: list")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="kinds as they are listed (default: all)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(arguments: Namespace) -> int:
    """Show or clear what is kept."""
    found = memory.kept()
    wanted = arguments.kinds or [one.kind for one in found]
    unknown = [kind for kind in wanted if kind not in {one.kind for one in found}]
    if unknown:
        kinds = ", ".join(one.kind for one in found) or "nothing"
        raise UsageError(f"cache {arguments.action}: nothing is kept of {', '.join(unknown)}; there is {kinds}")
    found = [one for one in found if one.kind in wanted]
    gone = memory.forget(wanted) if arguments.action == "clear" else None
    if arguments.format == "json":
        told: dict[str, object] = {"folder": memory.folder(), "kinds": [one._asdict() for one in found]}
        show(told if gone is None else {**told, "cleared": gone})
    elif gone is None:
        rows = [*found, memory.Kept("all", sum(one.entries for one in found), sum(one.size for one in found))]
        width = max(len(one.kind) for one in rows)
        say(memory.folder())
        for one in rows:
            entries = "entry  " if one.entries == 1 else "entries"
            say(f"  {one.kind:<{width}}  {one.entries:>6,} {entries}  {sized(one.size):>8}")
    else:
        say(f"{gone:,} of {sum(one.entries for one in found):,} entries cleared in {memory.folder()}")
    return CLEAN


def sized(size: int) -> str:
    """Return so many bytes as a reader says them: `512 B`, `3.1 MB`."""
    if size < STEP:
        return f"{size} B"
    number = float(size)
    for unit in ("kB", "MB", "GB"):
        number /= STEP
        if number < STEP or unit == "GB":
            break
    return f"{number:,.1f} {unit}"
