"""What waivers ask of rooms beside theirs, the rows filled in on a sheet and the codes of rules; and new ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import checks, resources
from validator.authored.quoting import quoted
from validator.checks.waivers import Waivers, named_figures
from validator.finding import Verdict
from validator.readers.folders import files_under
from validator.tieouts.equation import Equation
from validator.tieouts.rules import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.finding import Tie

RULES = "tieouts.toml"  # as they stand beside a taxonomy


def waivers() -> Waivers:
    """Return the waivers that all parts of a run share."""
    return Waivers(filled=filled, known=codes)


def filled(data: bytes, sheet: str, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Return what is filled in on a sheet of a workbook; raises ValueError where it cannot be had."""
    from validator.documents.office import filled

    return filled.filled(data, sheet, columns)


def codes(asked: Iterable[str], files: Iterable[str], folder: str) -> set[str]:
    """Return the codes there are: of checks, and where one that is asked for is none of them, of rules as well.

    Rules are those of some files, of what ships with tieout, and of reports below a folder, looked at now or not.
    """
    known = set(checks.BY_CODE)
    if not known.issuperset(asked):
        below = (path for path in files_under(folder or ".") if os.path.basename(path) == RULES)
        known.update(rule.code for path in (*files, *below, *bundled()) for rule in rulebook.load(path).rules)
    return known


def bundled() -> Iterator[str]:
    """Yield the rule files beside the taxonomies that ship with tieout, and the packs."""
    for folder, folders, names in os.walk(resources.folder()):
        folders.sort()
        if RULES in names:
            yield os.path.join(folder, RULES)
    yield from resources.packs()


def written(ties: Iterable[Tie], *, reason: str, by: str, until: str) -> str:
    """Return waivers for every tie that fails, as a waiver file's text."""
    failing = (tie for tie in ties if isinstance(tie, Equation) and tie.verdict is Verdict.FAILS)
    return "\n".join(block(tie.code, named_figures(tie).items(), reason, by, until) for tie in failing)


def block(code: str, figures: Iterable[tuple[str, str]], reason: str, by: str, until: str) -> str:
    """Return one waiver as a waiver file has it."""
    said = (("code", code), ("reason", reason), ("by", by), ("until", until))
    lines = ["[[waiver]]", *(f"{key} = {quoted(value)}" for key, value in said), "[waiver.figures]"]
    return "\n".join((*lines, *(f"{quoted(name)} = {quoted(value)}" for name, value in figures))) + "\n"


def named(tie: Tie) -> Mapping[str, str]:
    """Return the figures that a waiver of a tie has to name, with their values; none where it can have none."""
    return named_figures(tie) if isinstance(tie, Equation) else {}
