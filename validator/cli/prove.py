"""Prove how well the ties protect a report: corrupt every figure in turn, and see what is noticed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError, say
from validator.cli.configuration import selectors
from validator.cli.configuration.evidence import read
from validator.cli.configuration.judging import LEVELS, add_judging, options, settings_of
from validator.cli.configuration.sources import add_beside, beside
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from validator.finding import Finding, Severity
    from validator.model.report import Report
    from validator.run import Options

WIDTH = 40
SAMPLE = 10  # facts of a document, which is read again for each of their slips


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("report", metavar="REPORT", help="a report, in any syntax, or a document")
    add_beside(parser)
    add_judging(parser)
    parser.add_argument("--fail-level", choices=tuple(LEVELS), help="least severity that counts (default: warning)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--sample", type=int, metavar="N", help=f"corrupt N facts only; 0: all (default: all, of a document {SAMPLE})"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which facts, and which digits (default: 0)")
    parser.add_argument("-j", "--workers", type=int, default=0, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--places", metavar="JSON", help="where figures are printed (default: REPORT.places.json)")
    parser.add_argument("--blind", type=int, default=40, metavar="N", help="facts to list as blind spots; 0: all")


def main(arguments: Namespace) -> int:
    """Print the proof of one report, which is judged as `tieout check` judges it."""
    from validator.prove import prove
    from validator.reporters.proof import plain, text
    from validator.run import judged

    report, chosen, level = _asked(arguments)
    read = None if beside(arguments) else _reading(report, chosen)

    def judge(corrupted: Report) -> list[Finding]:
        return [one for one in judged(corrupted, chosen).findings if one.severity >= level]

    if not any(result.ties for result in judged(report, chosen).results):
        raise UsageError(f"{arguments.report}: no calculation and no tie-out applies to it, so nothing protects it")
    proof = prove(
        report,
        judge,
        read=read,
        sample=arguments.sample if arguments.sample is not None else 0 if read is None else SAMPLE,
        seed=arguments.seed,
        workers=arguments.workers or os.cpu_count() or 1,
        printed=_printed(arguments, report),
        progress=_bar() if sys.stderr.isatty() else None,
    )
    if arguments.format == "json":
        show(plain(proof))
    else:
        say(text(proof, blind=arguments.blind or len(proof.labels)), end="")
    return CLEAN


def _asked(arguments: Namespace) -> tuple[Report, Options, Severity]:
    """Return the report, how it is judged by its configuration and what is given, and the level that counts."""
    from validator.cli.configuration.parts import Configurations

    others = beside(arguments)
    configurations = Configurations(settings_of(arguments))
    (part,) = configurations.parts([arguments.report])
    chosen = options(part.settings, selectors.sources(configurations.given, part.file))
    path = next((found for found in part.found if isinstance(found, str)), arguments.report)
    return read(path, others, chosen), chosen, LEVELS[part.settings.get("fail_level", "warning")]


def _reading(report: Report, chosen: Options) -> Callable[[bytes], Report] | None:
    """Return what reads a document again; None for what is no text."""
    from validator.tieouts.localization.suspects import DOCUMENT
    from validator.unprepared import reading

    if report.syntax != DOCUMENT or report.pointers is not None:
        return None
    try:
        report.data[report.path].decode()
    except UnicodeDecodeError:
        return None
    return reading(report.path, chosen)


def _printed(arguments: Namespace, report: Report) -> Mapping[int, str]:
    """Return where the facts are printed, `table` or `text`, by their rows, as far as is known."""
    from validator.authored.sidecars import printed
    from validator.coverage import printed as known

    if not arguments.places:
        return known(report)
    try:
        places = printed(arguments.places)
    except (OSError, ValueError) as error:
        raise UsageError(f"{arguments.places}: the places of the figures cannot be read: {error}") from None
    told = {name: "table" if "row" in place else "text" for name, place in places.items()}
    return {row: told[identity] for row, identity in enumerate(report.ids) if identity in told}


def _bar() -> Callable[[int, int], None]:
    def show(done: int, whole: int) -> None:
        full = WIDTH * done // max(1, whole)
        end = "\n" if done >= whole else ""
        print(
            f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {whole:,} facts",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    return show
