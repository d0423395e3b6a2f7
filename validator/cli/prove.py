"""Prove how well the ties protect a report: corrupt every figure in turn, and see what is noticed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError, say
from validator.cli.evidence import add_reading, bound
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from validator.model.report import Report

WIDTH = 40


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="corrupt N figures only (default: all)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which figures, and which digits (default: 0)")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--places", metavar="JSON", help="where figures are printed (default: REPORT.places.json)")
    parser.add_argument("--blind", type=int, default=40, metavar="N", help="figures to list as blind spots; 0: all")


def main(arguments: Namespace) -> int:
    """Print the proof of one report."""
    from validator.prove import prove
    from validator.reporters.proof import plain, text

    evidence = bound(arguments)
    proof = prove(
        evidence.figures,
        evidence.ties,
        sample=arguments.sample,
        seed=arguments.seed,
        workers=arguments.workers or os.cpu_count() or 1,
        tabled=_tabled(arguments, evidence.figures.report),
        progress=_bar() if sys.stderr.isatty() else None,
    )
    if arguments.format == "json":
        show(plain(proof))
    else:
        say(text(proof, blind=arguments.blind or len(proof.labels)), end="")
    return CLEAN


def _tabled(arguments: Namespace, report: Report) -> dict[str, bool]:
    """Return for the id of each fact whose place is known whether it is printed in a table."""
    from validator.authored.sidecars import printed
    from validator.tieouts.rules.found import PRINTED

    path = arguments.places or f"{arguments.report}.places.json"
    if not arguments.places and not os.path.isfile(path):
        known = report.derived.get(PRINTED)
        return {} if known is None else {one: it == "table" for one, it in zip(report.ids, known, strict=False)}
    try:
        return {name: "row" in place for name, place in printed(path).items()}
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the places of the figures cannot be read: {error}") from None


def _bar() -> Callable[[int, int], None]:
    def show(done: int, whole: int) -> None:
        full = WIDTH * done // max(1, whole)
        end = "\n" if done >= whole else ""
        print(
            f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {whole:,} figures",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    return show
